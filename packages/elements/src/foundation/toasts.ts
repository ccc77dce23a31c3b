import type { WireContract } from '@workroom/core/api';
import { css, html, nothing, type ReactiveController } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import type tasks from '../locales/en/tasks.ts';
import { addStyles } from './add-styles.ts';
import { missingOn, requestedIn } from './approvals.ts';
import type { Localize } from './localize.ts';
import type { Run } from './press.ts';
import type { RoomController } from './room-controller.ts';

/** How a command can be undone. */
export interface Undo {
  readonly send: (run: Run) => Promise<WireContract | null>;
  /** Whether the contract still allows it. */
  readonly isOpen: (contract: WireContract) => boolean;
  /** Announced afterwards. */
  readonly done: string;
}

interface Toast {
  readonly text: string;
  readonly tone: 'success' | 'danger';
  readonly undo: Undo | null;
}

type Words = Localize<typeof tasks & { 'approval.waits': { one: string; other: string } }>;

/** More toasts would cover the page. */
const mostShown = 3;
/** Long enough to read a sentence; a toast with a button stays longer (WCAG 2.2.1). The action is also in the menus. */
const readMs = 8_000;
const undoMs = 20_000;

/**
 * Toasts after commands: one sentence each, with *Undo* if the API supports it. The element's live region announces the
 * same to screen readers, so toasts are not live. They stay while the pointer or the focus is on them, and while a
 * dialog covers them.
 */
export class Toasts implements ReactiveController {
  readonly #room: RoomController;
  readonly #words: Words;
  readonly #wait: (run: () => void, ms: number) => () => void;
  #shown: readonly Toast[] = [];
  readonly #leaving = new Map<Toast, () => void>();
  #isPointedAt = false;
  #isFocused = false;
  #isCovered = false;
  /** The focused element before the focus moved here. */
  #before: HTMLElement | null = null;

  /** @param wait runs a function later; the returned function cancels it */
  constructor(room: RoomController, words: Words, wait = waitWithTimer) {
    this.#room = room;
    this.#words = words;
    this.#wait = wait;
    addStyles(room.element, toastStyles);
    room.element.addController(this);
  }

  /** Announces it to everybody. */
  show(text: string, undo: Undo | null = null): void {
    this.#room.announce(text);
    this.#add({ text, undo, tone: 'success' });
  }

  /** The toasts belong to another contract or person. */
  forget(): void {
    for (const toast of this.#shown) this.#drop(toast);
  }

  view(contract: WireContract, busy: boolean): unknown {
    const { text } = this.#words;
    return html`<div popover="manual" class="toasts" part="toasts" role="region" aria-label=${text('toast.region')}
      @pointerenter=${() => this.#hold({ isPointedAt: true })} @pointerleave=${() => this.#hold({ isPointedAt: false })}
      @focusin=${this.#focusIn} @focusout=${this.#focusOut} @keydown=${this.#keyDown}>
      ${repeat(
        this.#shown,
        (toast) => toast,
        (toast) => this.#toastView(toast, contract, busy),
      )}
    </div>`;
  }

  hostUpdated(): void {
    const { element } = this.#room;
    const area = element.renderRoot.querySelector<HTMLElement>('.toasts');
    if (area?.showPopover === undefined || !area.isConnected) return;
    const isOpen = area.matches(':popover-open');
    if (this.#shown.length > 0 && !isOpen) {
      const { activeElement } = element.shadowRoot ?? {};
      // If a browser supports it, one Tab leads from the source into the toast.
      const source = activeElement instanceof HTMLElement ? { source: activeElement } : {};
      (area.showPopover as (options: { source?: HTMLElement }) => void).call(area, source);
    } else if (this.#shown.length === 0 && isOpen) area.hidePopover();
    this.#hold({ isCovered: element.renderRoot.querySelector('dialog:modal') !== null });
  }

  hostDisconnected(): void {
    this.forget();
  }

  #toastView(toast: Toast, contract: WireContract, busy: boolean): unknown {
    const { text } = this.#words;
    const { undo, tone } = toast;
    return html`<div class="toast ${tone}" part="toast ${tone}">
      <p role=${tone === 'danger' ? 'alert' : nothing}>${toast.text}</p>
      ${
        undo?.isOpen(contract)
          ? html`<button type="button" class="quiet" part="button undo" aria-label=${text('toast.undoThis', { done: toast.text })} aria-disabled=${busy ? 'true' : nothing} @click=${() => void this.#undo(toast, undo, contract)}>${text('toast.undo')}</button>`
          : nothing
      }
      <button type="button" class="icon" part="close" aria-label=${text('toast.dismiss')} @click=${() => this.#leave(toast)}>
        <svg viewBox="0 0 20 20" width="18" height="18" fill="none" stroke="currentColor" stroke-width="1.75" stroke-linecap="round" aria-hidden="true"><path d="m5 5 10 10M15 5 5 15" /></svg>
      </button>
    </div>`;
  }

  async #undo(toast: Toast, { send, done }: Undo, before: WireContract): Promise<void> {
    const room = this.#room;
    if (room.isBusy) return;
    const finish = (after: WireContract) => {
      const request = requestedIn(after, before);
      const said = request === undefined ? done : this.#words.text('approval.waits', { count: missingOn(request) });
      room.announce(said);
      this.#replace(toast, { text: said, undo: null, tone: 'success' });
    };
    const after = await send((command, input) => room.run(command, input, finish));
    if (after !== null) finish(after);
    else if (room.failure !== null) {
      const { title, detail } = room.failure;
      room.failure = null;
      this.#replace(toast, { text: `${title} ${detail}`, undo: null, tone: 'danger' });
    }
  }

  #add(toast: Toast): void {
    const tooMany = this.#shown.slice(0, Math.max(0, this.#shown.length + 1 - mostShown));
    for (const old of tooMany) this.#drop(old);
    this.#shown = [...this.#shown, toast];
    this.#start(toast);
    this.#room.redraw();
  }

  /** Replaces the toast in its place, and keeps its focus. */
  #replace(toast: Toast, other: Toast): void {
    const index = this.#shown.indexOf(toast);
    if (index === -1) {
      this.#add(other);
      return;
    }
    this.#leaving.get(toast)?.();
    this.#leaving.delete(toast);
    const hadFocus = this.#isFocused;
    this.#shown = this.#shown.with(index, other);
    this.#start(other);
    if (hadFocus) this.#room.focus(`.toast:nth-child(${index + 1}) [part=close]`);
    this.#room.redraw();
  }

  #leave(toast: Toast): void {
    const hadFocus = this.#isFocused;
    this.#drop(toast);
    if (!hadFocus) return;
    if (this.#shown.length > 0) this.#room.focus('.toast:last-child [part=close]');
    else this.#giveFocusBack();
  }

  #drop(toast: Toast): void {
    this.#leaving.get(toast)?.();
    this.#leaving.delete(toast);
    this.#shown = this.#shown.filter((each) => each !== toast);
    if (this.#shown.length === 0) Object.assign(this, { isPointedAt: false });
    this.#room.redraw();
  }

  #giveFocusBack(): void {
    this.#isFocused = false;
    if (this.#before?.isConnected) this.#before.focus();
    else this.#room.focus('#next-title, #milestones-title, #room-title');
  }

  /** Pauses all timers; afterwards each starts again from the beginning. */
  #hold(change: { isPointedAt?: boolean; isFocused?: boolean; isCovered?: boolean }): void {
    const wasHeld = this.#isHeld;
    this.#isPointedAt = change.isPointedAt ?? this.#isPointedAt;
    this.#isFocused = change.isFocused ?? this.#isFocused;
    this.#isCovered = change.isCovered ?? this.#isCovered;
    if (this.#isHeld === wasHeld) return;
    for (const toast of this.#shown) {
      this.#leaving.get(toast)?.();
      this.#start(toast);
    }
  }

  get #isHeld(): boolean {
    return this.#isPointedAt || this.#isFocused || this.#isCovered;
  }

  #start(toast: Toast): void {
    if (this.#isHeld) this.#leaving.delete(toast);
    else
      this.#leaving.set(
        toast,
        this.#wait(() => this.#drop(toast), toast.undo === null ? readMs : undoMs),
      );
  }

  readonly #focusIn = ({ relatedTarget, currentTarget }: FocusEvent): void => {
    const isFromHere = relatedTarget instanceof Node && (currentTarget as Node).contains(relatedTarget);
    if (!isFromHere) this.#before = relatedTarget instanceof HTMLElement ? relatedTarget : null;
    this.#hold({ isFocused: true });
  };

  readonly #focusOut = ({ relatedTarget, currentTarget }: FocusEvent): void => {
    if (relatedTarget instanceof Node && (currentTarget as Node).contains(relatedTarget)) return;
    this.#hold({ isFocused: false });
  };

  readonly #keyDown = (event: KeyboardEvent): void => {
    if (event.key !== 'Escape') return;
    event.stopPropagation();
    this.forget();
    this.#giveFocusBack();
  };
}

function waitWithTimer(run: () => void, ms: number): () => void {
  const timer = setTimeout(run, ms);
  return () => clearTimeout(timer);
}

/** Styles of the toasts; loaded with them. */
const toastStyles = css`
  .toasts {
    position: fixed;
    inset: auto 0 0;
    inline-size: min(30 * var(--_rem), 100%);
    max-inline-size: none;
    margin: 0 auto;
    padding: calc(var(--_space) * 4);
    border: 0;
    background: none;
    color: var(--_text);
    overflow: visible;
  }

  .toasts:not(:popover-open) {
    display: none;
  }

  .toast {
    display: flex;
    align-items: center;
    gap: calc(var(--_space) * 2);
    margin-block-start: calc(var(--_space) * 2);
    padding: calc(var(--_space) * 1.5) calc(var(--_space) * 2) calc(var(--_space) * 1.5) calc(var(--_space) * 4);
    border: 1px solid var(--_border);
    border-inline-start: 4px solid var(--_success-edge);
    border-radius: var(--_control-radius);
    background: var(--_raised);
    box-shadow: var(--_shadow);
    animation: toast 160ms ease-out;
  }

  .toast.danger {
    border-inline-start-color: var(--_danger-edge);
  }

  .toast p {
    flex: 1;
    min-inline-size: 0;
    padding-block: calc(var(--_space) * 1.5);
  }

  .toast button {
    flex: none;
    margin: 0;
  }

  @keyframes toast {
    from {
      opacity: 0;
      translate: 0 8px;
    }
  }

  @media (forced-colors: active) {
    .toast {
      border-color: CanvasText;
    }
  }
`;
