import type { WireAction } from '@workroom/core/api';
import { html, nothing } from 'lit';
import type { ComposerFiles } from '../files/composer-files.ts';
import type { Failure } from '../foundation/failure.ts';
import type { Localize } from '../foundation/localize.ts';
import { failureView } from '../foundation/views/error-view.ts';

export interface ComposerOptions {
  readonly action: WireAction | undefined;
  readonly label: string;
  readonly hint?: string;
  readonly placeholder?: string;
  readonly button: string;
}

export interface ComposerState {
  readonly text: string;
  /** Shown after sending an empty field. */
  readonly error: string | undefined;
  readonly failure: Failure | null;
  readonly busy: boolean;
  readonly input: (text: string) => void;
  readonly send: () => void;
  /** The files to send with the text; `null` if the server accepts none, or before this part is loaded. */
  readonly files: ComposerFiles | null;
}

/** A field for a message to everybody on the contract. The input is kept until it is sent. */
export function composerView(
  id: string,
  { action, label, hint, placeholder, button }: ComposerOptions,
  { text, error, failure, busy, input, send, files }: ComposerState,
  words: Localize<Record<never, never>>,
): unknown {
  if (action === undefined || !action.enabled) return nothing;
  const describedBy = [error === undefined ? '' : `${id}-error`, hint === undefined ? '' : `${id}-hint`]
    .join(' ')
    .trim();
  const submit = (event: SubmitEvent) => {
    event.preventDefault();
    send();
  };
  return html`<form class="composer" part="composer" novalidate @submit=${submit}>
    <label class=${hint === undefined ? 'unseen' : 'label'} for=${id}>${label}</label>
    ${hint === undefined ? nothing : html`<p class="hint" id="${id}-hint">${hint}</p>`}
    <textarea id=${id} part="input" rows="2" maxlength="10000" placeholder=${placeholder ?? nothing} .value=${text}
      aria-invalid=${error === undefined ? nothing : 'true'} aria-describedby=${describedBy || nothing}
      @input=${(event: InputEvent) => input((event.target as HTMLTextAreaElement).value)}></textarea>
    ${error === undefined ? nothing : html`<p class="field-error" id="${id}-error">${error}</p>`}
    ${files?.list ?? nothing} ${failureView(failure, words)}
    <div class="composer-end">${files?.attach ?? nothing}<button type="submit" part="button" class=${busy ? 'busy' : ''} aria-disabled=${busy ? 'true' : nothing}>${button}</button></div>
  </form>`;
}
