import { expect } from 'chai';
import { html, LitElement, render } from 'lit';
import { contrastOf, weakPairs } from '../testing/contrast.ts';
import { seededRandom } from '../testing/seeded-random.ts';
import { theme } from './index.ts';
import { controlPairs, textPairs } from './pairs.ts';

class Swatch extends LitElement {
  static override styles = theme;
  override render() {
    return html`<i></i>`;
  }
}
customElements.define('test-swatch', Swatch);

async function swatchIn(scheme: string): Promise<Swatch> {
  render(html`<div style="color-scheme: ${scheme}"><test-swatch></test-swatch></div>`, document.body);
  const swatch = document.querySelector('test-swatch') as Swatch;
  await swatch.updateComplete;
  swatch.removeAttribute('style');
  return swatch;
}

const weakIn = (swatch: Swatch) => [...weakPairs(swatch, textPairs, 4.5), ...weakPairs(swatch, controlPairs, 3)];

for (const scheme of ['light', 'dark']) {
  describe(`the default theme, ${scheme}`, () => {
    let swatch: Swatch;
    before(async () => {
      swatch = await swatchIn(scheme);
    });

    for (const [text, ground] of textPairs) {
      it(`${text} on ${ground} is at least 4.5 to 1`, () => {
        expect(contrastOf(swatch, text, ground)).to.be.at.least(4.5);
      });
    }

    for (const [edge, ground] of controlPairs) {
      it(`${edge} on ${ground} is at least 3 to 1`, () => {
        expect(contrastOf(swatch, edge, ground)).to.be.at.least(3);
      });
    }
  });

  describe(`colours derived from a page’s own colours, ${scheme}`, () => {
    const random = seededRandom(20_261);
    const any = () => `rgb(${[0, 1, 2].map(() => Math.floor(random() * 256)).join(' ')})`;
    const hard = ['#ffff00', '#00ff00', '#00ffff', '#ff00ff', '#0000ff', '#ff0000', '#ffffff', '#000000', '#767676'];
    for (const accent of [...hard, ...Array.from({ length: 40 }, any)]) {
      it(`stay legible with the accent ${accent}`, async () => {
        const swatch = await swatchIn(scheme);
        swatch.style.setProperty('--workroom-accent', accent);
        expect(weakIn(swatch)).to.deep.equal([]);
      });
    }

    for (const token of ['--workroom-danger', '--workroom-success', '--workroom-attention']) {
      it(`stay legible with any ${token}`, async () => {
        const swatch = await swatchIn(scheme);
        for (const colour of hard) {
          swatch.style.setProperty(token, colour);
          expect(weakIn(swatch), colour).to.deep.equal([]);
        }
      });
    }
  });

  describe(`a preset, ${scheme}`, () => {
    for (const preset of ['ledger', 'harbor', 'graphite', 'orchard', 'dusk']) {
      it(`${preset} meets every contrast requirement`, async () => {
        const swatch = await swatchIn(scheme);
        const sheet = new CSSStyleSheet();
        sheet.replaceSync(await (await fetch(new URL(`../../presets/${preset}.css`, import.meta.url))).text());
        document.adoptedStyleSheets = [sheet];
        const weak = weakIn(swatch);
        const accent = getComputedStyle(document.documentElement).getPropertyValue('--workroom-accent');
        document.adoptedStyleSheets = [];
        expect(accent).not.to.equal('');
        expect(weak).to.deep.equal([]);
      });
    }
  });
}

it('a page’s own colours reach the elements', async () => {
  const swatch = await swatchIn('light');
  swatch.style.setProperty('--workroom-accent', 'rgb(1 2 3)');
  const probe = swatch.shadowRoot?.querySelector('i');
  probe?.style.setProperty('color', 'var(--_accent)');
  expect(probe && getComputedStyle(probe).color).to.equal('rgb(1, 2, 3)');
});
