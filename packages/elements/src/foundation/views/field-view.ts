import { html, nothing, type TemplateResult } from 'lit';

export interface FieldOptions {
  readonly id: string;
  readonly label: string;
  readonly value: string;
  /** The error, shown only after the person has left the field. */
  readonly error?: string | undefined;
  readonly hint?: string | undefined;
  /** Shown next to the label: `(optional)`. */
  readonly aside?: string | undefined;
  readonly onInput: (value: string) => void;
  readonly onBlur?: () => void;
}

/** A labelled text field, with `rows` a multi-line one; hint and error are linked to it. */
export function textField(
  options: FieldOptions & {
    readonly rows?: number;
    readonly maxLength?: number;
    /** @default 'text' */
    readonly type?: 'text' | 'date' | 'number' | 'url';
  },
): TemplateResult {
  const { id, value, error, rows, maxLength = 10_000, type = 'text', onInput, onBlur } = options;
  const input = (event: InputEvent) => onInput((event.target as HTMLInputElement).value);
  const describedBy = describedByOf(options);
  return html`<div class="field" part="field">
    ${labelOf(options)}
    ${
      rows === undefined
        ? html`<input id=${id} part="input" type=${type} autocomplete="off" maxlength=${maxLength} .value=${value}
            aria-invalid=${error === undefined ? nothing : 'true'} aria-describedby=${describedBy} @input=${input} @blur=${onBlur} />`
        : html`<textarea id=${id} part="input" rows=${rows} maxlength=${maxLength} .value=${value}
            aria-invalid=${error === undefined ? nothing : 'true'} aria-describedby=${describedBy} @input=${input} @blur=${onBlur}></textarea>`
    }
    ${notesOf(options)}
  </div>`;
}

/** An amount field with its currency's symbol, in the format of the reader's language. */
export function moneyField(options: FieldOptions & { readonly symbol: string }): TemplateResult {
  const { id, value, error, symbol, onInput, onBlur } = options;
  return html`<div class="field" part="field">
    ${labelOf(options)}
    <div class="money-field" part="money-field"><span class="symbol" aria-hidden="true">${symbol}</span
      ><input id=${id} part="input" type="text" inputmode="decimal" autocomplete="off" maxlength="40" .value=${value}
        aria-invalid=${error === undefined ? nothing : 'true'} aria-describedby=${describedByOf(options)}
        @input=${(event: InputEvent) => onInput((event.target as HTMLInputElement).value)} @blur=${onBlur} /></div>
    ${notesOf(options)}
  </div>`;
}

export function fieldError(id: string, error: string | undefined): unknown {
  return error === undefined ? nothing : html`<p class="field-error" part="field-error" id="${id}-error">${error}</p>`;
}

function labelOf({ id, label, aside }: FieldOptions): TemplateResult {
  return html`<label for=${id} part="label">${label}${aside === undefined ? nothing : html` <span class="optional">${aside}</span>`}</label>`;
}

function notesOf({ id, hint, error }: FieldOptions): unknown {
  if (error !== undefined) return fieldError(id, error);
  return hint === undefined ? nothing : html`<p class="hint" id="${id}-hint">${hint}</p>`;
}

function describedByOf({ id, hint, error }: FieldOptions): unknown {
  if (error !== undefined) return `${id}-error`;
  return hint === undefined ? nothing : `${id}-hint`;
}
