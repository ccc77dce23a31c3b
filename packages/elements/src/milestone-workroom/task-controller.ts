import type { WireContract } from '@workroom/core/api';
import { missingOn, requestedIn } from '../foundation/approvals.ts';
import type { AskedQuote, Quotes } from '../foundation/quotes.ts';
import type { RoomController } from '../foundation/room-controller.ts';
import type { Toasts } from '../foundation/toasts.ts';
import { actionOf, type Task, type TaskKind } from './room.ts';
import { Draft, Entry } from './tasks/draft.ts';
import type { TaskForms } from './tasks/index.ts';
import type { TaskContext, TaskForm, TaskRoom } from './tasks/task-form.ts';
import { taskView } from './tasks/task-view.ts';

/** Manages one job after another in the dialog; input of a closed job is kept. */
export class TaskController {
  readonly #room: RoomController;
  readonly #forms: Partial<TaskForms<TaskKind>>;
  readonly #quotes: Quotes;
  readonly #toasts: Toasts;
  readonly #drafts = new Map<string, Draft>();

  constructor(
    room: RoomController,
    forms: Partial<TaskForms<TaskKind>>,
    { quotes, toasts }: { readonly quotes: Quotes; readonly toasts: Toasts },
  ) {
    this.#quotes = quotes;
    this.#toasts = toasts;
    this.#room = room;
    this.#forms = forms;
  }

  /**
   * @param close leaves the job, unless another one is open
   * @returns `null` if the job's subject is gone
   */
  view(task: Task, room: TaskRoom, close: () => void): unknown {
    const context = this.#context(room, task);
    const form = this.#forms[context.task.kind]?.(context) ?? null;
    if (form === null) return null;
    const send = () => void this.#send(context, form, task, close);
    return taskView(context, form, { send, close, isOpen: isOpen(context) });
  }

  forget(): void {
    this.#drafts.clear();
  }

  async #send(context: TaskContext, form: TaskForm, opened: Task, close: () => void): Promise<void> {
    const room = this.#room;
    const { draft } = context;
    if (room.isBusy || !isOpen(context)) return;
    room.failure = null;
    const entry = new Entry(draft, context.room);
    const { typed } = draft;
    const found = (later: WireContract) => {
      // Does not interrupt a person who continued typing.
      const isSame = this.#drafts.get(keyOf(opened))?.typed === typed;
      if (this.#finish(form, opened, typed, later) && isSame) close();
    };
    const sending = form.send(entry, (command, input) => room.run(command, input, found));
    draft.errors = entry.errors;
    room.redraw();
    if (sending === null) {
      room.focus('dialog [aria-invalid]');
      return;
    }
    const after = await sending;
    if (after === null) {
      room.focus(this.#room.failure?.fields.size ? 'dialog [aria-invalid]' : 'dialog [role=alert]');
      return;
    }
    const request = requestedIn(after, context.room.contract);
    if (request !== undefined) {
      // Nothing has been executed yet: the approval request is shown on the contract.
      this.#drafts.delete(keyOf(opened));
      this.#toasts.show(context.room.words.text('approval.waits', { count: missingOn(request) }));
      close();
    } else if (this.#finish(form, opened, typed, after)) close();
  }

  /**
   * @param typed the sent input; later input is kept @returns whether the command succeeded
   */
  #finish(form: TaskForm, opened: Task, typed: string, after: WireContract): boolean {
    const declined = form.declined?.(after) ?? null;
    if (declined !== null) {
      this.#room.failure = declined;
      return false;
    }
    const key = keyOf(opened);
    if (this.#drafts.get(key)?.typed === typed) this.#drafts.delete(key);
    this.#toasts.show(wordsOf(form, after), form.undo?.(after));
    return true;
  }

  #context(room: TaskRoom, task: Task): TaskContext {
    const key = keyOf(task);
    const draft = this.#drafts.get(key) ?? new Draft(() => this.#room.redraw());
    this.#drafts.set(key, draft);
    const focus = (selector: string) => this.#room.focus(selector);
    const quote = (asked: AskedQuote) => this.#quotes.ask(room.contract, asked);
    return { room, task: replaced(room.contract, task), draft, failure: this.#room.failure, focus, quote };
  }
}

function isOpen({ room, task }: TaskContext): boolean {
  return actionOf(room, task)?.enabled === true;
}

function keyOf({ kind, ...on }: Task): string {
  const { milestoneId, paymentId, proposalId, approvalId, returnId, chargebackId, differenceId } = on;
  return [kind, milestoneId, paymentId, proposalId, approvalId, returnId, chargebackId, differenceId].join(' ');
}

/** A retried charge is a new payment; if it is declined too, that one is retried. */
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
