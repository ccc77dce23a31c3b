import type { WireContract, WireMilestone } from '@workroom/core/api';
import type { RoomController } from '../foundation/room-controller.ts';
import review from '../locales/en/review.ts';
import settling from '../locales/en/settling.ts';
import tasks from '../locales/en/tasks.ts';
import { ReviewController } from '../review-and-pay/review-controller.ts';
import { styles as reviewStyles } from '../review-and-pay/styles.ts';
import { dialog } from '../theme/dialog.ts';
import { forms } from '../theme/forms.ts';
import { changesIn } from './changes.ts';
import type { Matters, Room, roomStrings, Task } from './room.ts';
import { taskStyles } from './styles/tasks.ts';
import { TaskController } from './task-controller.ts';
import { isReview } from './tasks/review-kind.ts';
import type { TaskRoom } from './tasks/task-form.ts';
import { disputeView } from './views/dispute-view.ts';
import { paymentsView } from './views/payments-view.ts';
import { proposalsView } from './views/proposals-view.ts';

/** Every job's form, with what was typed into it, and the words and styles that only they need. */
export class JobForms {
  readonly #words: TaskRoom['words'];
  readonly #tasks: TaskController;
  readonly #review: ReviewController;

  constructor(room: RoomController<typeof roomStrings>) {
    const taught = room.learn({ ...review, ...tasks, ...settling });
    this.#words = taught.words;
    this.#tasks = new TaskController(taught);
    this.#review = new ReviewController(taught);
    room.addStyles(dialog, forms, reviewStyles, taskStyles);
  }

  /** What is open between the two sides. */
  readonly matters: Matters = {
    proposals: (room) => proposalsView(this.#taught(room)),
    dispute: (room, milestoneId) => disputeView(this.#taught(room), milestoneId),
    payments: (room, payments) => paymentsView(room, payments),
  };

  begin({ kind }: Task): void {
    if (!isReview(kind)) return;
    this.#forgetDone();
    this.#review.choose(kind === 'request_changes' ? 'changes' : 'approve');
  }

  leave({ kind }: Task): void {
    if (isReview(kind)) this.#forgetDone();
  }

  /** Another contract: what was typed was about the one before. */
  forget(): void {
    this.#tasks.forget();
    this.#review.forget();
  }

  contractChanged(task: Task, contract: WireContract, before: WireContract): void {
    const earlier = reviewed(task, before);
    const milestone = reviewed(task, contract);
    if (earlier && milestone) this.#review.milestoneChanged(milestone, earlier);
  }

  changesIn(contract: WireContract, before: WireContract): string | undefined {
    return changesIn(contract, before, this.#words);
  }

  /**
   * @param close leaves the job, unless another one is open by then
   * @returns nothing when what the job is about is gone
   */
  view(task: Task, room: Room, close: () => void): unknown {
    if (!isReview(task.kind)) return this.#tasks.view(task, this.#taught(room), close);
    const milestone = reviewed(task, room.contract);
    return milestone && this.#review.view(room.contract, milestone, true);
  }

  /** What stands above a decision. */
  bar(task: Task, contract: WireContract): string {
    const milestone = reviewed(task, contract);
    return (milestone && this.#review.job(milestone)) ?? '';
  }

  /** With the words of the forms. */
  #taught(room: Room): TaskRoom {
    return { ...room, words: this.#words };
  }

  #forgetDone(): void {
    if (this.#review.done) this.#review.forget();
  }
}

function reviewed({ kind, milestoneId }: Task, { milestones }: WireContract): WireMilestone | undefined {
  return isReview(kind) ? milestones.find(({ id }) => id === milestoneId) : undefined;
}
