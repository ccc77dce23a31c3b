import { expect } from 'chai';
import { html, LitElement, render } from 'lit';
import { theme } from './index.ts';
import { controlPairs, textPairs } from './tokens.ts';

class Swatch extends LitElement {
  static override styles = theme;
  override render() {
    return html`<i></i>`;
  }
}
customElements.define('test-swatch', Swatch);

const canvas = document.createElement('canvas').getContext('2d', { willReadFrequently: true });

/** WCAG 2.2 relative luminance, of what the browser really paints. */
function luminance(swatch: HTMLElement, token: string): number {
  const probe = swatch.shadowRoot?.querySelector('i');
  if (!probe || canvas === null) throw new Error('nothing to paint on');
  probe.style.color = `var(${token})`;
  canvas.fillStyle = getComputedStyle(probe).color;
  canvas.fillRect(0, 0, 1, 1);
  const [red = 0, green = 0, blue = 0] = [...canvas.getImageData(0, 0, 1, 1).data].map((channel) => {
    const share = channel / 255;
    return share <= 0.03928 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

function contrast(swatch: HTMLElement, first: string, second: string): number {
  const lights = [luminance(swatch, first), luminance(swatch, second)].sort((one, other) => other - one);
  return ((lights[0] ?? 0) + 0.05) / ((lights[1] ?? 0) + 0.05);
}

for (const scheme of ['light', 'dark']) {
  describe(`the default theme, ${scheme}`, () => {
    let swatch: Swatch;
    before(async () => {
      render(html`<div style="color-scheme: ${scheme}"><test-swatch></test-swatch></div>`, document.body);
      swatch = document.querySelector('test-swatch') as Swatch;
      await swatch.updateComplete;
    });

    for (const [text, ground] of textPairs) {
      it(`${text} on ${ground} is at least 4.5 to 1`, () => {
        expect(contrast(swatch, text, ground)).to.be.at.least(4.5);
      });
    }

    for (const [edge, ground] of controlPairs) {
      it(`${edge} on ${ground} is at least 3 to 1`, () => {
        expect(contrast(swatch, edge, ground)).to.be.at.least(3);
      });
    }
  });
}

it('a page’s own colours reach the elements', async () => {
  const swatch = document.createElement('test-swatch') as Swatch;
  swatch.style.setProperty('--workroom-accent', 'rgb(1 2 3)');
  document.body.append(swatch);
  await swatch.updateComplete;
  const probe = swatch.shadowRoot?.querySelector('i');
  probe?.style.setProperty('color', 'var(--_accent)');
  expect(probe && getComputedStyle(probe).color).to.equal('rgb(1, 2, 3)');
});
