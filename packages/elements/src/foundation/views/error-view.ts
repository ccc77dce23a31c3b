import { html, nothing, type TemplateResult } from 'lit';
import type { Failure } from '../failure.ts';
import type { Localize } from '../localize.ts';

/** Shown in place of the content. */
export function errorView(
  { title, detail, requestId }: Failure,
  { text }: Localize<Record<never, never>>,
  tryAgain?: () => void,
): TemplateResult {
  return html`<div class="callout danger" part="error" role="alert">
    <p class="callout-title">${title}</p>
    <p>${detail}</p>
    ${requestId === null ? nothing : html`<p class="fine">${text('load.requestId', { id: requestId })}</p>`}
    ${
      tryAgain === undefined
        ? nothing
        : html`<div class="actions"><button type="button" part="button" @click=${tryAgain}>${text('load.tryAgain')}</button></div>`
    }
  </div>`;
}

/** Shown next to the failed command. */
export function failureView(failure: Failure | null, words: Localize<Record<never, never>>): unknown {
  return failure === null ? nothing : errorView(failure, words);
}
