import type { WireContract } from '@workroom/core/api';
import type { ReactiveController, ReactiveControllerHost } from 'lit';
import { failureOf } from '../foundation/failure.ts';
import { LazyPart } from '../foundation/lazy-part.ts';
import type { ModalDialog } from '../foundation/modal-dialog.ts';
import { errorView } from '../foundation/views/error-view.ts';
import { skeletonView } from '../foundation/views/skeleton-view.ts';
import type { JobForms, JobFormsHost } from './job-forms.ts';
import type { Room, Task } from './room.ts';
import { isReview } from './tasks/review-kind.ts';
import { dialogView } from './views/dialog-view.ts';

const jobs = new LazyPart(() => import('./jobs.ts'));
const parts = ['review', 'tasks', 'settling'] as const;

/** The element around the dialog. */
export interface JobHost extends Omit<JobFormsHost, 'close'> {
  readonly announcement: () => string;
  /** Whether the page has something of its own to show meanwhile. */
  readonly isAside: () => boolean;
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
  /** With the forms; a dialog that waits for them is a plain one. */
  #modal: ModalDialog | null = null;
  #forms: JobForms | null = null;
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
    if (this.#forms !== null) return;
    this.#error = null;
    if (jobs.module !== null && this.#host.words.has(parts)) {
      this.#build(jobs.module);
      return;
    }
    try {
      const [module] = await Promise.all([jobs.load(), this.#host.words.load(parts)]);
      this.#build(module);
    } catch (error) {
      this.#error = error;
    }
    this.#element.requestUpdate();
  }

  /** What is open between the two sides, as soon as its views are there. */
  get matters(): Room['matters'] {
    return this.#forms?.matters ?? null;
  }

  /** What somebody else did, in words. */
  async changesIn(contract: WireContract, before: WireContract): Promise<string | undefined> {
    await this.load();
    return this.#forms?.changesIn(contract, before);
  }

  open(task: Task): void {
    this.#host.setFailure(null);
    const { shadowRoot } = this.#element;
    this.#opener = shadowRoot?.activeElement instanceof HTMLElement ? shadowRoot.activeElement : null;
    this.task = task;
    void this.load();
    this.#forms?.begin(task);
    this.#element.requestUpdate();
  }

  /** Whatever is open, or only what is named. */
  readonly close = (named = this.task): void => {
    const { task } = this;
    if (task === null || task !== named) return;
    this.#forms?.leave(task);
    this.#about = task.milestoneId;
    this.task = null;
    this.#host.setFailure(null);
    this.#element.requestUpdate();
  };

  /** Another contract: what was typed was about the one before. */
  forget(): void {
    this.task = null;
    this.#forms?.forget();
  }

  contractChanged(contract: WireContract, before: WireContract): void {
    if (this.task !== null) this.#forms?.contractChanged(this.task, contract, before);
  }

  view(room: Room): unknown {
    const { task } = this;
    const isDecision = task !== null && isReview(task.kind) && this.#forms !== null;
    const body = task === null ? null : this.#bodyOf(room, task);
    if (task !== null && !body) queueMicrotask(() => this.close(task));
    return dialogView(room, {
      body: body ?? null,
      bar: (task && this.#forms?.bar(task, room.contract)) || '',
      titleId: isDecision ? 'title' : 'dialog-title',
      announcement: this.#host.announcement(),
      close: () => this.close(),
      closed: () => this.#modal?.onClose(),
      cancelled: (event) => (this.#modal === null ? this.close() : this.#modal.onCancel(event)),
    });
  }

  /** Steps aside or comes back at once. */
  apply(): void {
    this.#modal?.apply();
  }

  hostUpdated(): void {
    const { task } = this;
    const dialog = this.#element.renderRoot.querySelector('dialog');
    const isShown = this.#modal?.apply() ?? (dialog !== null && showPlain(dialog, task !== null));
    // Hidden by the page it waits, and is still open.
    const isOpen = isShown || (this.#wasOpen && task !== null);
    if (isShown && task !== null && !this.#isEntered && this.#forms !== null) {
      this.#isEntered = true;
      const first = dialog?.querySelector<HTMLElement>('form :is(input, textarea)');
      if (!isReview(task.kind)) (first ?? dialog?.querySelector<HTMLElement>('h2'))?.focus();
    }
    if (isOpen === this.#wasOpen) return;
    this.#wasOpen = isOpen;
    if (!isOpen) {
      this.#isEntered = false;
      this.#returnFocus();
    }
    this.#host.toggled(isOpen);
  }

  #build({ JobForms, ModalDialog }: Jobs): void {
    if (this.#forms !== null) return;
    this.#modal = new ModalDialog(this.#element, {
      isOpen: () => this.task !== null,
      isAside: this.#host.isAside,
      // Not while a command is on its way: the answer belongs on this screen.
      cancel: () => !this.#host.inFlight() && this.close(),
      closed: () => this.close(),
    });
    this.#forms = new JobForms(this.#element, { ...this.#host, close: this.close });
    if (this.task !== null) this.#forms.begin(this.task);
  }

  #bodyOf({ contract, words }: Room, task: Task): unknown {
    if (this.#error !== null) return errorView(failureOf(this.#error, words), words, () => void this.load());
    return this.#forms === null ? skeletonView(words.text('load.busy')) : this.#forms.view(task, contract);
  }

  /** To where it was; and if that is gone, to what it was about. */
  #returnFocus(): void {
    const opener = this.#opener;
    const milestoneId = this.#about;
    this.#opener = null;
    // The page may have taken it meanwhile, for a bank's window say.
    const { activeElement } = document;
    const isElsewhere = activeElement !== document.body && !activeElement?.contains(this.#element);
    if (isElsewhere && !this.#element.matches(':focus-within')) return;
    if (opener?.isConnected) {
      opener.focus();
      return;
    }
    const { renderRoot } = this.#element;
    const about = milestoneId === null ? null : renderRoot.querySelector<HTMLElement>(`#name-${milestoneId}`);
    (about ?? renderRoot.querySelector<HTMLElement>('#next-title, #milestones-title, #room-title'))?.focus();
  }
}

/** @returns whether it shows */
function showPlain(dialog: HTMLDialogElement, isOpen: boolean): boolean {
  if (isOpen && !dialog.open) dialog.showModal();
  else if (!isOpen && dialog.open) dialog.close();
  return isOpen;
}

type Jobs = typeof import('./jobs.ts');
