import type { WireContract } from '@workroom/core/api';
import type { Failure } from '../foundation/failure.ts';
import type { Run } from '../foundation/press.ts';
import { actionOf, type Task } from './room.ts';
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
  /** Unless another job is open by now. */
  readonly close: (task: Task) => void;
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
    const send = () => void this.#send(context, form, task);
    const close = () => this.#host.close(task);
    return taskView(context, form, { send, close, isOpen: this.#isOpen(room, context.task) });
  }

  forget(): void {
    this.#drafts.clear();
  }

  async #send(context: TaskContext, form: TaskForm, opened: Task): Promise<void> {
    const { room, task, draft } = context;
    if (room.busy || !this.#isOpen(room, task)) return;
    this.#host.setFailure(null);
    const entry = new Entry(draft, context.room);
    const { typed } = draft;
    const found = (later: WireContract) => {
      // Whoever has typed on is not interrupted.
      const isSame = this.#drafts.get(keyOf(opened))?.typed === typed;
      if (this.#finish(form, opened, typed, later) && isSame) this.#host.close(opened);
    };
    const sending = form.send(entry, (command, input) => this.#host.run(command, input, found));
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
    if (this.#finish(form, opened, typed, after)) this.#host.close(opened);
  }

  /**
   * @param typed what was sent; what was typed since then stays
   * @returns whether it came about
   */
  #finish(form: TaskForm, opened: Task, typed: string, after: WireContract): boolean {
    const declined = form.declined?.(after) ?? null;
    if (declined !== null) {
      this.#host.setFailure(declined);
      return false;
    }
    const key = keyOf(opened);
    if (this.#drafts.get(key)?.typed === typed) this.#drafts.delete(key);
    this.#host.announce(wordsOf(form, after));
    return true;
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
