import type { WireContract } from '@workroom/core/api';
import type { Failure } from '../foundation/failure.ts';
import { actionOf, type Run, type Task } from './room.ts';
import { Draft, Entry } from './tasks/draft.ts';
import { taskForms } from './tasks/index.ts';
import { isReview } from './tasks/review-kind.ts';
import type { TaskContext, TaskForm, TaskRoom } from './tasks/task-form.ts';
import { taskView } from './tasks/task-view.ts';

/** The element around the dialog. */
export interface TaskHost {
  readonly room: () => TaskRoom | null;
  readonly failure: () => Failure | null;
  readonly setFailure: (failure: Failure | null) => void;
  readonly run: Run;
  readonly announce: (text: string) => void;
  /** After the next drawing. */
  readonly focus: (selector: string) => void;
  readonly close: () => void;
  readonly requestUpdate: () => void;
}

/** One job after another in the dialog; what was typed into one that was left stays for the next time. */
export class TaskController {
  readonly #host: TaskHost;
  readonly #drafts = new Map<string, Draft>();

  constructor(host: TaskHost) {
    this.#host = host;
  }

  /** `null` when what the job is about is gone. */
  view(task: Task): unknown {
    const room = this.#host.room();
    if (room === null) return null;
    const context = this.#context(room, task);
    const form = formOf(context);
    if (form === null) return null;
    const send = () => void this.#send(context, form);
    return taskView(context, form, { send, close: this.#host.close, isOpen: this.#isOpen(room, context.task) });
  }

  forget(): void {
    this.#drafts.clear();
  }

  async #send(context: TaskContext, form: TaskForm): Promise<void> {
    const { room, task, draft } = context;
    if (room.busy || !this.#isOpen(room, task)) return;
    this.#host.setFailure(null);
    const entry = new Entry(draft, context.room);
    const sending = form.send(entry, this.#host.run);
    draft.errors = entry.errors;
    this.#host.requestUpdate();
    if (sending === null) {
      this.#host.focus('dialog [aria-invalid]');
      return;
    }
    const after = await sending;
    if (after === null) {
      this.#host.focus(this.#host.failure()?.fields.size ? 'dialog [aria-invalid]' : 'dialog [role=alert]');
      return;
    }
    const declined = form.declined?.(after) ?? null;
    if (declined !== null) {
      this.#host.setFailure(declined);
      return;
    }
    this.#drafts.delete(keyOf(task));
    this.#host.announce(wordsOf(form, after));
    this.#host.close();
  }

  #context(room: TaskRoom, task: Task): TaskContext {
    const key = keyOf(task);
    const draft = this.#drafts.get(key) ?? new Draft(this.#host.requestUpdate);
    this.#drafts.set(key, draft);
    const { failure, focus } = this.#host;
    return { room, task: replaced(room.contract, task), draft, failure: failure(), focus };
  }

  #isOpen(room: TaskRoom, task: Task): boolean {
    return actionOf(room, task)?.enabled === true;
  }
}

function formOf(context: TaskContext): TaskForm | null {
  const { kind } = context.task;
  return isReview(kind) ? null : taskForms[kind](context);
}

function keyOf({ kind, milestoneId, paymentId, proposalId }: Task): string {
  return [kind, milestoneId, paymentId, proposalId].join(' ');
}

/** A charge that is tried again is a new payment; declined once more, it is that one to try. */
function replaced({ payments }: WireContract, task: Task): Task {
  const named = payments.find(({ id }) => id === task.paymentId);
  if (named?.status !== 'cancelled') return task;
  const last = payments.findLast(
    ({ kind, purpose, milestoneId }) =>
      kind === named.kind && purpose === named.purpose && milestoneId === named.milestoneId,
  );
  return { ...task, paymentId: last?.id ?? task.paymentId };
}

function wordsOf({ done }: TaskForm, after: WireContract): string {
  return typeof done === 'string' ? done : done(after);
}
