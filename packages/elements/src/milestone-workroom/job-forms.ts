import type { WireAction, WireContract, WireMilestone, WirePayment } from '@workroom/core/api';
import { adoptStyles, type CSSResultOrNative } from 'lit';
import review from '../locales/en/review.ts';
import settling from '../locales/en/settling.ts';
import tasks from '../locales/en/tasks.ts';
import { ReviewController } from '../review-and-pay/review-controller.ts';
import { styles as reviewStyles } from '../review-and-pay/styles.ts';
import { dialog } from '../theme/dialog.ts';
import { forms } from '../theme/forms.ts';
import { changesIn } from './changes.ts';
import type { Matters, Room, RoomWords, Task } from './room.ts';
import { taskStyles } from './styles/tasks.ts';
import { TaskController, type TaskHost } from './task-controller.ts';
import { isReview } from './tasks/review-kind.ts';
import type { TaskRoom } from './tasks/task-form.ts';
import { disputeView } from './views/dispute-view.ts';
import { paymentsView } from './views/payments-view.ts';
import { proposalsView } from './views/proposals-view.ts';

/** The element around the forms. */
export interface JobFormsHost extends Omit<TaskHost, 'room' | 'requestUpdate'> {
  readonly words: RoomWords;
  readonly styles: readonly CSSResultOrNative[];
  readonly room: () => Room | null;
  readonly contract: () => WireContract | null;
  readonly confirmPayment: (payment: WirePayment) => void;
  readonly inFlight: () => boolean;
  readonly isStale: () => boolean;
  readonly action: (name: WireAction['name'], milestoneId: string) => WireAction | undefined;
}

type Host = HTMLElement & { readonly renderRoot: HTMLElement | DocumentFragment; requestUpdate(): void };

/** Every job's form, with what was typed into it, and the words and styles that only they need. */
export class JobForms {
  readonly #host: JobFormsHost;
  readonly #words: TaskRoom['words'];
  readonly #tasks: TaskController;
  readonly #review: ReviewController;

  constructor(element: Host, host: JobFormsHost) {
    this.#host = host;
    const words = host.words.learn({ ...review, ...tasks, ...settling });
    this.#words = words;
    if (element.renderRoot instanceof ShadowRoot) {
      adoptStyles(element.renderRoot, [...host.styles, dialog, forms, reviewStyles, taskStyles]);
    }
    const requestUpdate = () => element.requestUpdate();
    this.#tasks = new TaskController({ ...host, room: () => this.#room, requestUpdate });
    this.#review = new ReviewController({
      ...host,
      words,
      clearFailure: () => host.setFailure(null),
      requestUpdate,
    });
  }

  /** What is open between the two sides. */
  readonly matters: Matters = {
    proposals: () => this.#drawn(proposalsView),
    dispute: (milestoneId) => this.#drawn((room) => disputeView(room, milestoneId)),
    payments: (payments) => this.#drawn((room) => paymentsView(room, payments)),
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

  /** Nothing when what the job is about is gone. */
  view(task: Task, contract: WireContract): unknown {
    if (!isReview(task.kind)) return this.#tasks.view(task);
    const milestone = reviewed(task, contract);
    return milestone && this.#review.view(contract, milestone, true);
  }

  /** What stands above a decision. */
  bar(task: Task, contract: WireContract): string {
    const milestone = reviewed(task, contract);
    return (milestone && this.#review.job(milestone)) ?? '';
  }

  get #room(): TaskRoom | null {
    const room = this.#host.room();
    return room && { ...room, words: this.#words };
  }

  #drawn(view: (room: TaskRoom) => unknown): unknown {
    const room = this.#room;
    return room && view(room);
  }

  #forgetDone(): void {
    if (this.#review.done) this.#review.forget();
  }
}

function reviewed({ kind, milestoneId }: Task, { milestones }: WireContract): WireMilestone | undefined {
  return isReview(kind) ? milestones.find(({ id }) => id === milestoneId) : undefined;
}
