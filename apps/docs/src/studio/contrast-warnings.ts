import { html, LitElement } from 'lit';
import { weakPairs } from '../../../../packages/elements/src/testing/contrast.ts';
import { theme as elementTheme } from '../../../../packages/elements/src/theme/index.ts';
import { controlPairs, textPairs } from '../../../../packages/elements/src/theme/pairs.ts';
import type { Theme } from './theme-state.ts';

class StudioSwatch extends LitElement {
  static override styles = elementTheme;
  protected override render() {
    return html`<i></i>`;
  }
}
customElements.define('studio-swatch', StudioSwatch);

const swatches = ['light', 'dark'].map((scheme) => {
  const swatch = new StudioSwatch();
  swatch.style.cssText = `position: absolute; inline-size: 0; block-size: 0; overflow: hidden; color-scheme: ${scheme}`;
  swatch.ariaHidden = 'true';
  document.body.append(swatch);
  return { scheme, swatch };
});

/** One sentence for each pair of colours with less contrast than WCAG 2.2 AA asks for. */
export async function contrastWarnings(theme: Theme): Promise<readonly string[]> {
  const said: string[] = [];
  for (const { scheme, swatch } of swatches) {
    await swatch.updateComplete;
    for (const property of [...swatch.style]) if (property.startsWith('--')) swatch.style.removeProperty(property);
    for (const [property, value] of theme) swatch.style.setProperty(property, value);
    for (const [pairs, least] of [
      [textPairs, 4.5],
      [controlPairs, 3],
    ] as const) {
      for (const weak of weakPairs(swatch, pairs, least)) {
        said.push(`In ${scheme}: ${weak.replace(/--_/g, '').replace(/-/g, ' ')}:1, needs ${least}:1`);
      }
    }
  }
  return said;
}
