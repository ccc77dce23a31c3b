import type { WireContract } from '@workroom/core/api';
import { nothing, type ReactiveController } from 'lit';
import { type LazyPart, OwnPart } from '../foundation/lazy-part.ts';
import type { MessagePart } from '../foundation/messages.ts';
import type { ModalDialog } from '../foundation/modal-dialog.ts';
import type { RoomController } from '../foundation/room-controller.ts';
import type { Undo } from '../foundation/toasts.ts';
import type { JobForms } from './job-forms.ts';
import type { Room, roomStrings, Task } from './room.ts';
import { isReview } from './tasks/review-kind.ts';
import { dialogView } from './views/dialog-view.ts';

/** The parts that the dialog needs when a job is opened. */
export interface JobPart {
  readonly JobForms: new (room: RoomController<typeof roomStrings>) => JobForms;
  readonly ModalDialog: typeof ModalDialog;
}

interface Jobs {
  readonly forms: JobForms;
  /** Loaded with the forms; until then the dialog is plain. */
  readonly modal: ModalDialog;
}

/** The dialog for jobs: loads the forms, opens, keeps the input, and restores the focus. */
export class JobDialog implements ReactiveController {
  /** The open job. */
  task: Task | null = null;
  readonly #room: RoomController<typeof roomStrings>;
  readonly #part: OwnPart<JobPart, Jobs>;
  /** The element to focus when the dialog closes, and the job's subject in case that element is gone. */
  #opener: HTMLElement | null = null;
  #about: string | null = null;
  #wasOpen = false;
  #isEntered = false;

  /**
   * @param part the forms of the viewer @param more the language parts with the texts of these forms
   */
  constructor(room: RoomController<typeof roomStrings>, part: LazyPart<JobPart>, more: readonly MessagePart[] = []) {
    this.#room = room;
    const messages = ['review', 'tasks', 'disputes', 'open', 'files', ...more] as const;
    this.#part = new OwnPart(room, part, messages, ({ JobForms, ModalDialog }) => {
      const modal = new ModalDialog(room, { isOpen: () => this.task !== null, close: () => this.close() });
      const forms = new JobForms(room);
      if (this.task !== null) forms.begin(this.task);
      return { forms, modal };
    });
    room.element.addController(this);
  }

  /** Loads the forms. Never rejects: failures are shown in place of the job. */
  load(): Promise<void> {
    return this.#part.load();
  }

  /** Open requests and disputes, once their views are loaded. */
  get openItems(): Room['openItems'] {
    return this.#forms?.openItems ?? null;
  }

  /**
   * The error if the views of open items could not be loaded, with a button that tries again; an open job shows it
   * itself.
   */
  get missing(): unknown {
    return this.task === null ? this.#part.view(() => nothing, nothing) : nothing;
  }

  /** Announces changes by others. */
  async changesIn(contract: WireContract, before: WireContract): Promise<string | undefined> {
    await this.load();
    return this.#forms?.changesIn(contract, before);
  }

  /** Shows a toast for a command, with undo. */
  async toast(text: string, undo: Undo | null = null): Promise<void> {
    await this.load();
    if (this.#forms === null) this.#room.announce(text);
    else this.#forms.toasts.show(text, undo);
  }

  open(task: Task): void {
    const { shadowRoot } = this.#room.element;
    this.#room.failure = null;
    this.#opener = shadowRoot?.activeElement instanceof HTMLElement ? shadowRoot.activeElement : null;
    this.task = task;
    void this.load();
    this.#forms?.begin(task);
    this.#room.redraw();
  }

  /** Closes the open job, or only the given one. */
  readonly close = (named = this.task): void => {
    const { task } = this;
    if (task === null || task !== named) return;
    this.#forms?.leave(task);
    this.#about = task.milestoneId;
    this.task = null;
    this.#room.failure = null;
  };

  /** Another contract: the input belongs to the previous one. */
  forget(): void {
    this.task = null;
    this.#forms?.forget();
  }

  contractChanged(contract: WireContract, before: WireContract): void {
    if (this.task !== null) this.#forms?.contractChanged(this.task, contract, before);
  }

  /** @param announcement the live region's text, because a modal dialog makes everything outside inert */
  view(room: Room, announcement: string): unknown {
    const { task } = this;
    const isDecision = task !== null && isReview(task.kind) && this.#forms !== null;
    const body = task === null ? null : this.#bodyOf(room, task);
    if (task !== null && !body) queueMicrotask(() => this.close(task));
    const dialog = dialogView(room, {
      body: body ?? null,
      bar: (task && this.#forms?.bar(task, room.contract)) || '',
      titleId: isDecision ? 'title' : 'dialog-title',
      announcement,
      close: () => this.close(),
      closed: () => this.#modal?.onClose(),
      cancelled: (event) => (this.#modal === null ? this.close() : this.#modal.onCancel(event)),
    });
    return [dialog, this.#forms?.toasts.view(room.contract, room.busy)];
  }

  /** Becomes non-modal or modal again at once. */
  apply(): void {
    this.#modal?.apply();
  }

  hostUpdated(): void {
    const { task } = this;
    const dialog = this.#room.element.renderRoot.querySelector('dialog');
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
    this.#room.tell(isOpen ? 'workroom-open' : 'workroom-close', {}, { bubbles: false });
  }

  get #forms(): JobForms | null {
    return this.#part.made?.forms ?? null;
  }

  get #modal(): ModalDialog | null {
    return this.#part.made?.modal ?? null;
  }

  #bodyOf(room: Room, task: Task): unknown {
    return this.#part.view(({ forms }) => forms.view(task, room, () => this.close(task)));
  }

  /** To the previous element, or to the job's subject if that is gone. */
  #returnFocus(): void {
    const { element } = this.#room;
    const opener = this.#opener;
    const milestoneId = this.#about;
    this.#opener = null;
    // The page may have taken the focus meanwhile, for example for a bank's window.
    const { activeElement } = document;
    const isElsewhere = activeElement !== document.body && !activeElement?.contains(element);
    if (isElsewhere && !element.matches(':focus-within')) return;
    if (opener?.isConnected) {
      opener.focus();
      return;
    }
    const { renderRoot } = element;
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
