import type { WireContract, WireMilestone } from '@workroom/core/api';
import { fileStyles } from '../files/styles.ts';
import { addStyles } from '../foundation/add-styles.ts';
import { highlight } from '../foundation/highlight.ts';
import { Quotes } from '../foundation/quotes.ts';
import type { RoomController } from '../foundation/room-controller.ts';
import { removeUpload, uploadFile } from '../foundation/room-files.ts';
import { Toasts } from '../foundation/toasts.ts';
import { stateLabel } from '../foundation/views/milestone-badge.ts';
import { receiveView } from '../foundation/views/receive-view.ts';
import disputes from '../locales/en/disputes.ts';
import files from '../locales/en/files.ts';
import open from '../locales/en/open.ts';
import review from '../locales/en/review.ts';
import tasks from '../locales/en/tasks.ts';
import type { ReviewController } from '../review-and-pay/review-controller.ts';
import { styles as decisionStyles } from '../review-and-pay/styles.ts';
import { bill } from '../theme/bill.ts';
import { dialog } from '../theme/dialog.ts';
import { forms as fieldStyles } from '../theme/forms.ts';
import type { OpenItemViews, Room, roomStrings, Task, TaskKind } from './room.ts';
import { taskStyles } from './styles/tasks.ts';
import { TaskController } from './task-controller.ts';
import type { TaskForms } from './tasks/index.ts';
import { isReview } from './tasks/review-kind.ts';
import type { TaskRoom } from './tasks/task-form.ts';
import { approvalsView, membersView } from './views/approvals-view.ts';
import { disputeView } from './views/dispute-view.ts';
import { freezeView } from './views/freeze-view.ts';
import { increaseView } from './views/increase-view.ts';
import { moneyBackView } from './views/money-back-view.ts';
import { arrivedOn } from './views/payment-ways.ts';
import { paymentsView } from './views/payments-view.ts';
import { proposalsView } from './views/proposals-view.ts';
import { refundView } from './views/refund-view.ts';

/** The role whose jobs these are. Other roles do not load these forms. */
export interface JobFormsOptions {
  readonly forms: Partial<TaskForms<TaskKind>>;
  /** For the side that decides about submitted work. */
  readonly review?: (room: RoomController) => ReviewController;
  /** Open requests and disputes, as shown to staff. */
  readonly views?: (own: OpenItemViews) => OpenItemViews;
}

/** All job forms with their input, texts and styles. */
export class JobForms {
  readonly #words: TaskRoom['words'];
  readonly #tasks: TaskController;
  readonly #review: ReviewController | null;
  readonly #room: RoomController<typeof roomStrings>;
  readonly #element: RoomController['element'];
  /** The result of the last command. */
  readonly toasts: Toasts;
  /** Open requests and disputes. */
  readonly openItems: OpenItemViews;

  constructor(room: RoomController<typeof roomStrings>, { forms, review: reviewOf, views }: JobFormsOptions) {
    this.#words = room.words.learn({ ...review, ...tasks, ...disputes, ...open, ...files });
    this.#room = room;
    this.#element = room.element;
    addStyles(room.element, dialog);
    this.#review = reviewOf?.(room) ?? null;
    // The decision's styles include fields, bills and attachments, which look the same without it.
    if (this.#review === null) addStyles(room.element, fieldStyles, bill, decisionStyles);
    addStyles(room.element, fileStyles, taskStyles);
    this.toasts = new Toasts(room, this.#words);
    this.#tasks = new TaskController(room, forms, { quotes: new Quotes(room), toasts: this.toasts });
    const openItems: OpenItemViews = {
      freeze: (room) => [freezeView(this.#taught(room)), moneyBackView(this.#taught(room))],
      approvals: (room) => [approvalsView(this.#taught(room)), membersView(this.#taught(room))],
      refund: (room, milestoneId) => refundView(this.#taught(room), milestoneId),
      proposals: (room) => proposalsView(this.#taught(room)),
      dispute: (room, milestoneId) => disputeView(this.#taught(room), milestoneId),
      receive: (room, { title, funds }) => receiveView(this.#taught(room), [{ title, amount: funds.held }]),
      payments: (room, payments) => paymentsView(this.#taught(room), payments),
      increase: (room, milestone) => increaseView(this.#taught(room), milestone),
      arrived: (room, milestoneId) => arrivedOn(this.#taught(room), milestoneId),
    };
    this.openItems = views?.(openItems) ?? openItems;
  }

  begin({ kind }: Task): void {
    if (!isReview(kind)) return;
    this.#forgetDone();
    this.#review?.choose(kind === 'request_changes' ? 'changes' : 'approve');
  }

  leave({ kind }: Task): void {
    if (isReview(kind)) this.#forgetDone();
  }

  /** Another contract: the input belongs to the previous one. */
  forget(): void {
    this.#tasks.forget();
    this.#review?.forget();
    this.toasts.forget();
  }

  contractChanged(task: Task, contract: WireContract, before: WireContract): void {
    const earlier = reviewed(task, before);
    const milestone = reviewed(task, contract);
    if (earlier && milestone) this.#review?.milestoneChanged(milestone, earlier);
  }

  /** Highlights changes by others. @returns their description */
  changesIn(contract: WireContract, before: WireContract): string | undefined {
    void this.#element.updateComplete.then(() => highlight(this.#changed(contract, before)));
    return changesIn(contract, before, this.#words);
  }

  /**
   * @param close leaves the job, unless another one is open @returns nothing if the job's subject is gone
   */
  view(task: Task, room: Room, close: () => void): unknown {
    if (!isReview(task.kind)) return this.#tasks.view(task, this.#taught(room), close);
    const milestone = reviewed(task, room.contract);
    const fund = (milestoneId: string) => {
      close();
      // After this dialog has closed, so that the next one starts fresh.
      void this.#element.updateComplete.then(() => room.open('fund', { milestoneId }));
    };
    return (
      milestone &&
      this.#review?.view(room.contract, milestone, true, { close, fund, previews: room.filePreviews === true })
    );
  }

  /** The content above a decision. */
  bar(task: Task, contract: WireContract): string {
    const milestone = reviewed(task, contract);
    return (milestone && this.#review?.job(milestone)) ?? '';
  }

  #changed(contract: WireContract, before: WireContract): readonly (Element | null)[] {
    const { renderRoot } = this.#element;
    const isNew = (one: { readonly id: string }, earlier: readonly { readonly id: string }[]) =>
      JSON.stringify(earlier.find(({ id }) => id === one.id)) !== JSON.stringify(one);
    const milestones = contract.milestones.filter((each) => isNew(each, before.milestones));
    const proposals = contract.proposals.filter((each) => isNew(each, before.proposals));
    return [
      ...milestones.map(({ id }) => renderRoot.querySelector(`[aria-labelledby="name-${id}"]`)),
      ...proposals.map(({ id }) => renderRoot.querySelector(`[aria-labelledby="proposal-${id}"]`)),
    ];
  }

  /** With the texts of the forms. */
  #taught(room: Room): TaskRoom {
    return taskRoom(room, this.#room, this.#words);
  }

  #forgetDone(): void {
    if (this.#review?.done) this.#review?.forget();
  }
}

/** The room for forms, with their texts and with files. */
export function taskRoom(
  room: Room,
  controller: RoomController<typeof roomStrings>,
  words: TaskRoom['words'],
): TaskRoom {
  return {
    ...room,
    words,
    upload: (file, how) => uploadFile(controller, file, how),
    removeUpload: (uploadId) => removeUpload(controller, uploadId),
  };
}

function reviewed({ kind, milestoneId }: Task, { milestones }: WireContract): WireMilestone | undefined {
  return isReview(kind) ? milestones.find(({ id }) => id === milestoneId) : undefined;
}

/** More changes than this at once are not announced individually. */
const mostChanges = 3;

/** Describes changes by the other side, a bank or a deadline for screen readers; nothing if there are none. */
function changesIn(contract: WireContract, before: WireContract, words: TaskRoom['words']): string | undefined {
  const states = new Map(before.milestones.map(({ id, state }) => [id, state]));
  const changes = contract.milestones
    .filter(({ id, state }) => states.has(id) && states.get(id) !== state)
    .slice(0, mostChanges)
    .map((milestone) =>
      words.text('room.changed', { title: milestone.title, state: stateLabel(contract, milestone, words) }),
    );
  if (contract.status !== before.status) {
    changes.push(
      words.text('room.changed', { title: contract.title, state: words.text(`contract.${contract.status}`) }),
    );
  }
  return changes.length === 0 ? undefined : changes.join('. ');
}
