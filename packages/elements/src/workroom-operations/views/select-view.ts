import { html, type TemplateResult } from 'lit';

/** A labelled select field. */
export function selectView(
  id: string,
  label: string,
  value: string,
  options: readonly (readonly [value: string, name: string])[],
  choose: (value: string) => void,
): TemplateResult {
  return html`<div class="field">
    <label for=${id} part="label">${label}</label>
    <select id=${id} part="input" @change=${(event: Event) => choose((event.target as HTMLSelectElement).value)}>
      ${options.map(([each, name]) => html`<option value=${each} .selected=${each === value}>${name}</option>`)}
    </select>
  </div>`;
}
