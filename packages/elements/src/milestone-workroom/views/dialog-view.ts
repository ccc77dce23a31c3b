import { html, nothing, type TemplateResult } from 'lit';
import type { Room } from '../room.ts';

export interface DialogHandlers {
  /** `null` while no job is open. */
  readonly body: unknown;
  /** Content next to the close button. */
  readonly bar: string;
  readonly titleId: string;
  /** A modal dialog makes everything outside inert, so it has its own live region. */
  readonly announcement: string;
  readonly close: () => void;
  readonly closed: () => void;
  readonly cancelled: (event: Event) => void;
}

export function dialogView(
  { words }: Room,
  { body, bar, titleId, announcement, close, closed, cancelled }: DialogHandlers,
): TemplateResult {
  return html`<dialog part="dialog" tabindex="-1" aria-labelledby=${titleId} @close=${closed} @cancel=${cancelled}>
    ${
      body === null
        ? nothing
        : html`<div class="dialog-bar ${bar === '' ? 'bare' : ''}" part="dialog-bar">
            <p>${bar}</p>
            <button type="button" class="icon" part="close" aria-label=${words.text('action.close')} @click=${close}>
              <slot name="icon-close"><svg viewBox="0 0 20 20" width="20" height="20" fill="none" stroke="currentColor" stroke-width="1.75" stroke-linecap="round" aria-hidden="true"><path d="m5 5 10 10M15 5 5 15" /></svg></slot>
            </button>
          </div>
          <div class="dialog-body">${body}</div>
          <div class="unseen" role="status">${announcement || nothing}</div>`
    }
  </dialog>`;
}
