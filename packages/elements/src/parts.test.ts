import { expect } from 'chai';
import { shelves } from './testing/shelves.ts';
import { showState } from './testing/states.ts';

/** Whether the box itself is visible: its background, a border, a shadow. */
function isDrawn(box: Element): boolean {
  const style = getComputedStyle(box);
  const { width, height } = box.getBoundingClientRect();
  if (width <= 1 || height <= 1 || style.visibility === 'hidden') return false;
  const edges = ['Top', 'Right', 'Bottom', 'Left'] as const;
  const hasEdge = edges.some(
    (edge) =>
      Number.parseFloat(style[`border${edge}Width`]) > 0 &&
      style[`border${edge}Style`] !== 'none' &&
      !isClear(style[`border${edge}Color`]),
  );
  return hasEdge || !isClear(style.backgroundColor) || style.boxShadow !== 'none';
}

const isClear = (colour: string) => colour === 'transparent' || /(,|\/)\s*0\)$/.test(colour);

function nameOf(box: Element): string {
  return `${box.localName}${[...box.classList].map((name) => `.${name}`).join('')}`;
}

afterEach(() => document.body.replaceChildren());

describe('every visible box has a part for designers', () => {
  for (const { tag, states, alone } of shelves) {
    it(`in ${tag}, in every state`, async function () {
      this.timeout(120_000);
      const without = new Set<string>();
      for (const state of [...states, ...alone]) {
        const wide = document.createElement('main');
        wide.style.inlineSize = '1100px';
        document.body.append(wide);
        const { element } = await showState(tag, state, wide);
        const boxes = element.shadowRoot?.querySelectorAll('*') ?? [];
        for (const box of boxes) {
          if (box instanceof SVGElement || box.hasAttribute('part') || !isDrawn(box)) continue;
          without.add(nameOf(box));
        }
        document.body.replaceChildren();
      }
      expect([...without]).to.deep.equal([]);
    });
  }
});
