import type { ReactiveController, ReactiveControllerHost } from 'lit';

/**
 * Escape closes an open tooltip without moving focus or pointer (WCAG 1.4.13). It can open again after they have left.
 * Listens on the document, because a hovered tooltip is open wherever the focus is.
 */
export class TipDismissal implements ReactiveController {
  readonly #host: ReactiveControllerHost & { readonly renderRoot: HTMLElement | DocumentFragment };

  constructor(host: ReactiveControllerHost & { readonly renderRoot: HTMLElement | DocumentFragment }) {
    this.#host = host;
    host.addController(this);
  }

  hostConnected(): void {
    document.addEventListener('keydown', this.#dismiss);
  }

  hostDisconnected(): void {
    document.removeEventListener('keydown', this.#dismiss);
  }

  readonly #dismiss = ({ key }: KeyboardEvent): void => {
    if (key !== 'Escape') return;
    for (const tip of this.#host.renderRoot.querySelectorAll<HTMLElement>(':is(:hover, :focus-within) > .tip')) {
      tip.style.display = 'none';
      for (const leaving of ['pointerleave', 'focusout']) {
        tip.parentElement?.addEventListener(leaving, () => tip.style.removeProperty('display'), { once: true });
      }
    }
  };
}
