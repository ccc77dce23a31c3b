import type { WireAction, WireContract } from '@workroom/core/api';
import { adoptStyles, type CSSResultOrNative, type ReactiveController, type ReactiveControllerHost } from 'lit';
import { type Failure, failureOf } from '../foundation/failure.ts';
import { LazyPart } from '../foundation/lazy-part.ts';
import type { Localize } from '../foundation/localize.ts';
import { errorView } from '../foundation/views/error-view.ts';
import { skeletonView } from '../foundation/views/skeleton-view.ts';
import type { ReviewController } from '../review-and-pay/review-controller.ts';
import type { Room, Run, Task } from './room.ts';
import type { roomStrings } from './strings.ts';
import type { TaskController } from './task-controller.ts';
import { isReview } from './tasks/review-kind.ts';
import type { TaskRoom } from './tasks/task-form.ts';
import { dialogView } from './views/dialog-view.ts';

export const jobs = new LazyPart(() => import('./jobs.ts'));
const parts = ['review', 'tasks', 'settling'] as const;

/** The element around the dialog. */
export interface JobHost {
  readonly words: Localize<typeof roomStrings>;
  readonly styles: readonly CSSResultOrNative[];
  readonly room: () => Room | null;
  readonly contract: () => WireContract | null;
  readonly inFlight: () => boolean;
  readonly isStale: () => boolean;
  readonly action: (name: WireAction['name'], milestoneId: string) => WireAction | undefined;
  readonly failure: () => Failure | null;
  readonly setFailure: (failure: Failure | null) => void;
  readonly run: Run;
  readonly announce: (text: string) => void;
  readonly announcement: () => string;
  /** After the next drawing. */
  readonly focus: (selector: string) => void;
  /** The dialog opened or closed. */
  readonly toggled: (isOpen: boolean) => void;
}

type Element = ReactiveControllerHost & HTMLElement & { readonly renderRoot: HTMLElement | DocumentFragment };

/** Where a job is done: loads what it takes, opens, keeps what was typed, and gives the focus back. */
export class JobDialog implements ReactiveController {
  /** The job that is open. */
  task: Task | null = null;
  readonly #element: Element;
  readonly #host: JobHost;
  #tasks: TaskController | null = null;
  #review: ReviewController | null = null;
  #jobs: { readonly module: Jobs; readonly words: TaskRoom['words'] } | null = null;
  /** Why the jobs could not be loaded. */
  #error: unknown = null;
  /** Where focus returns when the dialog closes, and what it was about, should that be gone by then. */
  #opener: HTMLElement | null = null;
  #about: string | null = null;
  #wasOpen = false;
  #isEntered = false;

  constructor(element: Element, host: JobHost) {
    this.#element = element;
    this.#host = host;
    element.addController(this);
  }

  /** What the jobs are made of. Never rejects: what went wrong is shown where the job would be. */
  async load(): Promise<void> {
    if (this.#tasks !== null) return;
    this.#error = null;
    if (jobs.module !== null && this.#host.words.has(parts)) {
      this.#build(jobs.module);
      return;
    }
    try {
      const [made] = await Promise.all([jobs.load(), this.#host.words.load(parts)]);
      this.#build(made);
    } catch (error) {
      this.#error = error;
    }
    this.#element.requestUpdate();
  }

  /** What is open between the two sides, as soon as its views are there. */
  matters(room: () => Room | null): Room['matters'] {
    if (this.#jobs === null) return null;
    const { module, words } = this.#jobs;
    const drawn = (view: (room: TaskRoom) => unknown) => {
      const known = room();
      return known && view({ ...known, words });
    };
    return {
      proposals: () => drawn(module.proposalsView),
      dispute: (milestoneId) => drawn((known) => module.disputeView(known, milestoneId)),
    };
  }

  open(task: Task): void {
    this.#host.setFailure(null);
    const { shadowRoot } = this.#element;
    this.#opener = shadowRoot?.activeElement instanceof HTMLElement ? shadowRoot.activeElement : null;
    this.task = task;
    void this.load();
    this.#choose(task);
    this.#element.requestUpdate();
  }

  readonly close = (): void => {
    const { task } = this;
    if (task === null) return;
    if (isReview(task.kind)) this.#forgetDone();
    this.#about = task.milestoneId;
    this.task = null;
    this.#host.setFailure(null);
    this.#element.requestUpdate();
  };

  /** Another contract: what was typed was about the one before. */
  forget(): void {
    this.task = null;
    this.#tasks?.forget();
  }

  contractChanged(contract: WireContract, before: WireContract): void {
    const { task } = this;
    if (task === null || !isReview(task.kind)) return;
    const earlier = before.milestones.find(({ id }) => id === task.milestoneId);
    const milestone = contract.milestones.find(({ id }) => id === task.milestoneId);
    if (earlier && milestone) this.#review?.milestoneChanged(milestone, earlier);
  }

  view(room: Room): unknown {
    const { task } = this;
    const reviewed = room.contract.milestones.find(({ id }) => id === task?.milestoneId);
    const isDecision = task !== null && isReview(task.kind) && this.#review !== null;
    const body = task === null ? null : this.#bodyOf(room, task);
    if (task !== null && !body) queueMicrotask(this.close);
    return dialogView(room, {
      body: body ?? null,
      bar: (isDecision && reviewed && this.#review?.job(reviewed)) || '',
      titleId: isDecision ? 'title' : 'dialog-title',
      announcement: this.#host.announcement(),
      close: this.close,
      closed: () => {
        // The event comes late: by then the dialog may be open again for something else.
        if (this.#dialog?.open === false) this.close();
      },
      cancelled: (event) => {
        event.preventDefault();
        // Not while a command is on its way: the answer belongs on this screen.
        if (!this.#host.inFlight()) this.close();
      },
    });
  }

  hostUpdated(): void {
    const { task } = this;
    const dialog = this.#dialog;
    const isOpen = task !== null && dialog !== null;
    if (isOpen && !this.#wasOpen) dialog.showModal();
    if (isOpen && !this.#isEntered && this.#tasks !== null) {
      this.#isEntered = true;
      const first = dialog.querySelector<HTMLElement>('form :is(input, textarea)');
      if (!isReview(task.kind)) (first ?? dialog.querySelector<HTMLElement>('h2'))?.focus();
    }
    if (isOpen === this.#wasOpen) return;
    this.#wasOpen = isOpen;
    if (!isOpen) {
      this.#isEntered = false;
      if (dialog?.open) dialog.close();
      this.#returnFocus();
    }
    this.#host.toggled(isOpen);
  }

  #build(module: Jobs): void {
    if (this.#tasks !== null) return;
    const { ReviewController, TaskController, reviewStrings, taskStrings, settlingStrings } = module;
    const { forms, reviewStyles, taskStyles } = module;
    const { words, styles, setFailure } = this.#host;
    const learned = words.learn({ ...reviewStrings, ...taskStrings, ...settlingStrings });
    this.#jobs = { module, words: learned };
    if (this.#element.renderRoot instanceof ShadowRoot) {
      adoptStyles(this.#element.renderRoot, [...styles, forms, reviewStyles, taskStyles]);
    }
    const requestUpdate = () => this.#element.requestUpdate();
    const room = () => {
      const known = this.#host.room();
      return known && { ...known, words: learned };
    };
    this.#tasks = new TaskController({ ...this.#host, room, requestUpdate, close: this.close });
    this.#review = new ReviewController({
      ...this.#host,
      words: learned,
      clearFailure: () => setFailure(null),
      requestUpdate,
    });
    if (this.task !== null) this.#choose(this.task);
  }

  #choose({ kind }: Task): void {
    if (!isReview(kind)) return;
    this.#forgetDone();
    this.#review?.choose(kind === 'request_changes' ? 'changes' : 'approve');
  }

  #forgetDone(): void {
    if (this.#review?.done) this.#review.forget();
  }

  #bodyOf(room: Room, task: Task): unknown {
    const { words } = room;
    if (this.#error !== null) return errorView(failureOf(this.#error, words), words, () => void this.load());
    if (this.#tasks === null || this.#review === null) return skeletonView(words.text('load.busy'));
    if (!isReview(task.kind)) return this.#tasks.view(task);
    const milestone = room.contract.milestones.find(({ id }) => id === task.milestoneId);
    return milestone && this.#review.view(room.contract, milestone, true);
  }

  get #dialog(): HTMLDialogElement | null {
    return this.#element.renderRoot.querySelector('dialog');
  }

  /** To where it was; and if that is gone, to what it was about. */
  #returnFocus(): void {
    const opener = this.#opener;
    const milestoneId = this.#about;
    this.#opener = null;
    if (opener?.isConnected) {
      opener.focus();
      return;
    }
    const { renderRoot } = this.#element;
    const about = milestoneId === null ? null : renderRoot.querySelector<HTMLElement>(`#name-${milestoneId}`);
    (about ?? renderRoot.querySelector<HTMLElement>('#next-title, #milestones-title, #room-title'))?.focus();
  }
}

type Jobs = typeof import('./jobs.ts');
