import type { ReactiveController } from 'lit';
import type { RoomController } from './room-controller.ts';

export interface ModalState {
  /** Whether the dialog should be open. */
  readonly isOpen: () => boolean;
  readonly close: () => void;
}

/**
 * The element's dialog. A modal dialog makes the rest of the page inert, so it stops being modal while it waits for an
 * overlay of the page (a card picker, a bank's window, a sign-in). In a hidden element it stays closed, because an
 * invisible modal dialog would freeze the page.
 */
export class ModalDialog implements ReactiveController {
  readonly #room: RoomController;
  readonly #state: ModalState;
  #sizes: ResizeObserver | null = null;
  /** The focused element when it stopped being modal. */
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

  /** Opens it, closes it or makes it non-modal. @returns whether it is shown */
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

  /** The event comes late: the dialog may be open again, or wait for its element to be visible. */
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

  /**
   * Escape, or a phone's back gesture. Ignored while a command is in flight, because its result belongs on this screen.
   */
  #leave(): void {
    if (!this.#room.isBusy) this.#state.close();
  }

  #turn(dialog: HTMLDialogElement, wanted: 'closed' | 'aside' | 'modal'): void {
    const wasOpen = dialog.open;
    const { scrollTop } = dialog;
    const root = dialog.getRootNode();
    const active = root instanceof ShadowRoot ? root.activeElement : null;
    if (active instanceof HTMLElement && dialog.contains(active)) this.#focus = active;
    // A dialog that the page moved is open, but no longer modal.
    if (wasOpen) dialog.close();
    if (wanted === 'closed') return;
    dialog.classList.toggle('aside', wanted === 'aside');
    // The dialog was open before, so it does not animate again.
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

  /** Escape closes only this dialog: the page's own dialog around it stays open. */
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
