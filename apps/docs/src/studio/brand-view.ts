import { html, type TemplateResult } from 'lit';
import type { Brand } from './brand.ts';

const colours = [
  ['main', 'Main', 'Buttons and links'],
  ['background', 'Background', 'The page'],
  ['text', 'Text', 'Text, and the page on dark screens'],
] as const satisfies readonly (readonly [keyof Brand, string, string])[];

/** The three colours of a brand. Each change gives a whole theme, which the controls below refine. */
export function brandView(brand: Brand, change: (brand: Brand) => void): TemplateResult {
  return html`<fieldset class="brand">
    <legend>Your brand in three colours</legend>
    ${colours.map(
      ([key, label, about]) => html`<label title=${about}>
        <input type="color" aria-label="${label} colour" .value=${brand[key]}
          @input=${(event: Event) => change({ ...brand, [key]: (event.target as HTMLInputElement).value })} />
        <span>${label}</span>
      </label>`,
    )}
  </fieldset>`;
}
