import type { ReactiveController, ReactiveControllerHost } from 'lit';

/**
 * Escape closes the tip that is open without moving focus or pointer (WCAG 1.4.13); it comes back once they
 * left. Listens on the document, for a tip under the pointer is open wherever the focus is.
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
