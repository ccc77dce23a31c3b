import { html, nothing, type TemplateResult } from 'lit';
import { named } from '../../foundation/views/named-view.ts';
import type { TaskContext } from './task-form.ts';

interface Choices {
  readonly name: string;
  readonly label: string;
  readonly chosen: string;
  readonly options: readonly { readonly value: string; readonly label: string; readonly hint?: string }[];
}

export function chosenOf({ draft }: TaskContext, name: string, initial: string): string {
  return draft.get(name, initial);
}

/** A choice of several options with explanations. */
export function choicesView({ draft }: TaskContext, { name, label, chosen, options }: Choices): TemplateResult {
  return html`<fieldset class="choices"><legend>${label}</legend>${options.map(
    ({ value, label: each, hint }) => html`<label class="choice" part="choice">
      <input type="radio" name=${name} value=${value} .checked=${value === chosen} @change=${() => draft.set(name, value)} />
      <span><span class="label">${named(each)}</span>${hint === undefined ? nothing : html`<span class="hint">${hint}</span>`}</span>
    </label>`,
  )}</fieldset>`;
}
