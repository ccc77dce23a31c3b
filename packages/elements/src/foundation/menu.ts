import { css, html, type LitElement, nothing, type ReactiveController } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import { addStyles } from './add-styles.ts';

/** A menu item. */
export interface MenuItem {
  /** The item's unique name. */
  readonly name: string;
  readonly label: string;
  readonly press: () => void;
  readonly isDanger?: boolean;
  /** Why the item is disabled; it can still be focused and read. */
  readonly closed?: string | undefined;
}

/** The distance between menu and button, and from the edge of the window. */
const gap = 4;

/**
 * The menu of a *more* button, following the ARIA practices: arrow keys, Home, End and letters move,
 * Enter and Space choose, Escape and Tab close it. An element shows one menu at a time, above the page.
 */
export class Menu implements ReactiveController {
  readonly #element: LitElement;
  readonly #closed: () => void;
  #button: HTMLElement | null = null;
  #enter: 'first' | 'last' | null = null;

  /** @param closed called when the menu has closed */
  constructor(element: LitElement, closed: () => void) {
    this.#element = element;
    this.#closed = closed;
    addStyles(element, menuStyles);
    element.addController(this);
  }

  get button(): HTMLElement | null {
    return this.#button;
  }

  /** Opens it below a button, with the focus on its first item or its last. */
  open(button: HTMLElement, enter: 'first' | 'last'): void {
    this.close();
    this.#button = button;
    this.#enter = enter;
    button.ariaExpanded = 'true';
    addEventListener('pointerdown', this.#pointerDown, true);
    addEventListener('scroll', this.#place, { capture: true, passive: true });
    addEventListener('resize', this.#place);
    this.#element.requestUpdate();
  }

  readonly close = (): void => {
    if (this.#button === null) return;
    this.#button.ariaExpanded = 'false';
    this.#button = null;
    removeEventListener('pointerdown', this.#pointerDown, true);
    removeEventListener('scroll', this.#place, { capture: true });
    removeEventListener('resize', this.#place);
    this.#closed();
    this.#element.requestUpdate();
  };

  view(label: string, items: readonly MenuItem[]): unknown {
    return html`<div popover="manual" id="menu" class="menu" part="menu" role="menu" aria-label=${label}
      @keydown=${this.#keyDown} @focusout=${this.#focusOut}>
      ${repeat(
        items,
        ({ name }) => name,
        (item) => this.#itemView(item),
      )}
    </div>`;
  }

  hostUpdated(): void {
    const menu = this.#menu;
    if (menu === null || this.#button === null) return;
    if (!menu.matches(':popover-open')) menu.showPopover();
    this.#place();
    if (this.#enter === null) return;
    const enter = this.#enter;
    this.#enter = null;
    this.#items.at(enter === 'first' ? 0 : -1)?.focus();
  }

  hostDisconnected(): void {
    this.close();
  }

  #itemView({ name, label, press, isDanger, closed }: MenuItem): unknown {
    const id = `why-${name}`;
    const choose = () => {
      if (closed !== undefined) return;
      this.#leave();
      press();
    };
    return html`<button type="button" role="menuitem" tabindex="-1" class="menu-item ${isDanger ? 'danger' : ''}" part="menu-item" data-action=${name}
      aria-disabled=${closed === undefined ? nothing : 'true'} aria-labelledby="label-${name}" aria-describedby=${closed === undefined ? nothing : id} @click=${choose}>
      <span id="label-${name}">${label}</span>${closed === undefined ? nothing : html`<span class="fine" id=${id}>${closed}</span>`}
    </button>`;
  }

  get #menu(): HTMLElement | null {
    return this.#element.renderRoot.querySelector<HTMLElement>('.menu');
  }

  get #items(): readonly HTMLElement[] {
    return [...(this.#menu?.querySelectorAll<HTMLElement>('[role=menuitem]') ?? [])];
  }

  /** Returns the focus to the button. */
  #leave(): void {
    const button = this.#button;
    this.close();
    button?.focus();
  }

  /**
   * Positions the menu below the button, aligned with its end, or above it if there is no room. A phone shows a sheet
   * instead.
   */
  readonly #place = (): void => {
    const [button, menu] = [this.#button, this.#menu];
    if (button === null || menu === null) return;
    const box = button.getBoundingClientRect();
    const { offsetWidth, offsetHeight } = menu;
    const isBelow = box.bottom + gap + offsetHeight <= innerHeight || box.top < offsetHeight + gap;
    const isRightToLeft = getComputedStyle(button).direction === 'rtl';
    const left = isRightToLeft ? box.left : box.right - offsetWidth;
    const { clientWidth } = document.documentElement;
    menu.style.left = `${Math.max(gap, Math.min(left, clientWidth - offsetWidth - gap))}px`;
    menu.style.top = `${isBelow ? box.bottom + gap : box.top - gap - offsetHeight}px`;
  };

  readonly #pointerDown = (event: PointerEvent): void => {
    const path = event.composedPath();
    if (![this.#menu, this.#button].some((own) => own !== null && path.includes(own))) this.close();
  };

  readonly #focusOut = ({ relatedTarget }: FocusEvent): void => {
    if (relatedTarget instanceof Node && !this.#menu?.contains(relatedTarget) && relatedTarget !== this.#button)
      this.close();
  };

  readonly #keyDown = (event: KeyboardEvent): void => {
    const { key } = event;
    const items = this.#items;
    const at = items.findIndex((item) => item.matches(':focus'));
    const to = {
      ArrowDown: (at + 1) % items.length,
      ArrowUp: (at - 1 + items.length) % items.length,
      Home: 0,
      End: items.length - 1,
    }[key];
    if (to !== undefined) items[to]?.focus();
    // Tab then continues from the button.
    else if (key === 'Escape' || key === 'Tab') this.#leave();
    else if (key.length === 1 && key !== ' ') this.#focusNamed(items, at, key);
    else return;
    if (key === 'Tab') return;
    event.preventDefault();
    // The page's own dialog stays open.
    event.stopPropagation();
  };

  #focusNamed(items: readonly HTMLElement[], at: number, letter: string): void {
    const after = [...items.slice(at + 1), ...items.slice(0, at + 1)];
    const wanted = letter.toLocaleLowerCase();
    after.find((item) => item.textContent?.trim().toLocaleLowerCase().startsWith(wanted))?.focus();
  }
}

/** Styles of menus; loaded with them. */
const menuStyles = css`
  .menu {
    position: fixed;
    inset: auto;
    inline-size: max-content;
    min-inline-size: 11em;
    max-inline-size: min(20 * var(--_rem), 100vi - 8px);
    max-block-size: calc(100dvb - 8px);
    margin: 0;
    padding: calc(var(--_space) * 1);
    border: 1px solid var(--_border);
    border-radius: var(--_control-radius);
    background: var(--_raised);
    color: var(--_text);
    box-shadow: var(--_shadow);
    overflow: auto;
    overscroll-behavior: contain;
  }

  .menu-item {
    display: flex;
    flex-direction: column;
    align-items: flex-start;
    gap: 0;
    inline-size: 100%;
    border-color: transparent;
    background: none;
    font-weight: 500;
    text-align: start;
  }

  .menu-item.danger {
    border-color: transparent;
  }

  .menu-item[aria-disabled='true'] {
    opacity: 1;
  }

  .menu-item[aria-disabled='true'] > :first-child {
    opacity: 0.6;
  }

  .menu-item:focus-visible {
    outline-offset: -2px;
    background: var(--_hover);
  }

  .menu-item .fine {
    font-weight: 400;
    text-wrap: pretty;
  }

  /* A sheet within reach of the thumb. */
  @media (max-width: 30em) {
    .menu {
      inset: auto 0 0 !important;
      inline-size: 100%;
      max-inline-size: 100%;
      padding: calc(var(--_space) * 2) calc(var(--_space) * 2) calc(var(--_space) * 2 + env(safe-area-inset-bottom, 0px));
      border-end-start-radius: 0;
      border-end-end-radius: 0;
    }
  }

  @media (forced-colors: active) {
    .menu {
      border-color: CanvasText;
    }

    .menu-item[aria-disabled='true'] {
      color: GrayText;
    }
  }
`;
