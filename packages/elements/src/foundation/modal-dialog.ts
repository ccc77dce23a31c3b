import type { ReactiveController } from 'lit';
import type { RoomController } from './room-controller.ts';

export interface ModalState {
  /** Whether the dialog is to be open. */
  readonly isOpen: () => boolean;
  readonly close: () => void;
}

/**
 * The element's dialog, above a page that is not ours. While it waits for something of the page's (a card picker, a
 * bank's window, a sign-in) it steps out of the modal state: a modal dialog makes all else on the page unreachable. In
 * an element that is hidden it stays closed, for a modal dialog that nobody sees would freeze the page.
 */
export class ModalDialog implements ReactiveController {
  readonly #room: RoomController;
  readonly #state: ModalState;
  #sizes: ResizeObserver | null = null;
  /** What had the focus when it stepped aside. */
  #focus: HTMLElement | null = null;
  #swallowsKeyUp = false;

  constructor(room: RoomController, state: ModalState) {
    this.#room = room;
    this.#state = state;
    room.element.addController(this);
  }

  hostConnected(): void {
    addEventListener('keydown', this.#keyDown, true);
    addEventListener('keyup', this.#keyUp, true);
  }

  hostDisconnected(): void {
    removeEventListener('keydown', this.#keyDown, true);
    removeEventListener('keyup', this.#keyUp, true);
    this.#sizes?.disconnect();
    this.#sizes = null;
  }

  /** Opens it, closes it or steps aside. @returns whether it shows */
  apply(): boolean {
    const { dialog } = this;
    if (dialog === null || !dialog.isConnected) return false;
    const wanted = !this.#state.isOpen() || this.#isHidden ? 'closed' : this.#room.isAside ? 'aside' : 'modal';
    if (this.#state.isOpen()) this.#watch(dialog);
    if (wanted !== stateOf(dialog)) this.#turn(dialog, wanted);
    return wanted !== 'closed';
  }

  readonly onCancel = (event: Event): void => {
    event.preventDefault();
    this.#leave();
  };

  /** The event comes late: by then the dialog may be open again, or waits for its element to show. */
  readonly onClose = (): void => {
    if (this.dialog?.open === false && !this.#isHidden) this.#state.close();
  };

  get dialog(): HTMLDialogElement | null {
    return this.#room.element.renderRoot.querySelector('dialog');
  }

  get #isHidden(): boolean {
    const root = this.#room.element.renderRoot.querySelector('.root');
    return root?.checkVisibility({ visibilityProperty: true }) === false;
  }

  /** Escape, or a phone's way back. Not while a command is on its way: the answer belongs on this screen. */
  #leave(): void {
    if (!this.#room.isBusy) this.#state.close();
  }

  #turn(dialog: HTMLDialogElement, wanted: 'closed' | 'aside' | 'modal'): void {
    const wasOpen = dialog.open;
    const { scrollTop } = dialog;
    const root = dialog.getRootNode();
    const active = root instanceof ShadowRoot ? root.activeElement : null;
    if (active instanceof HTMLElement && dialog.contains(active)) this.#focus = active;
    // A dialog that the page moved is open, but above nothing any more.
    if (wasOpen) dialog.close();
    if (wanted === 'closed') return;
    dialog.classList.toggle('aside', wanted === 'aside');
    // It was there all the time, and does not rise again.
    dialog.style.animation = wasOpen ? 'none' : '';
    if (wanted === 'modal') dialog.showModal();
    else dialog.show();
    if (!wasOpen) return;
    dialog.scrollTop = scrollTop;
    if (this.#focus !== null && dialog.contains(this.#focus)) this.#focus.focus({ preventScroll: true });
  }

  /** The page may hide the element at any time, and show it again. */
  #watch(dialog: HTMLDialogElement): void {
    if (this.#sizes !== null) return;
    this.#sizes = new ResizeObserver(() => {
      const shouldShow = this.#state.isOpen() && !this.#isHidden;
      if (shouldShow === this.dialog?.open) return;
      this.apply();
      this.#room.redraw();
    });
    this.#sizes.observe(dialog);
    this.#sizes.observe(dialog.closest('.root') ?? dialog);
  }

  /** Escape is this dialog's alone: the page's own dialog around it stays open. */
  readonly #keyDown = (event: KeyboardEvent): void => {
    const { dialog } = this;
    if (event.key !== 'Escape' || event.isComposing || !dialog?.matches(':modal')) return;
    const isOurs = event.composedPath().includes(dialog) || event.target === document.body;
    if (!isOurs) return;
    event.stopImmediatePropagation();
    event.preventDefault();
    this.#swallowsKeyUp = true;
    this.#leave();
  };

  readonly #keyUp = (event: KeyboardEvent): void => {
    if (event.key !== 'Escape' || !this.#swallowsKeyUp) return;
    this.#swallowsKeyUp = false;
    event.stopImmediatePropagation();
  };
}

function stateOf(dialog: HTMLDialogElement): 'closed' | 'aside' | 'modal' {
  if (!dialog.open) return 'closed';
  return dialog.matches(':modal') ? 'modal' : 'aside';
}
