import { expect } from 'chai';
import './define/index.ts';
import { timelineDialogStates, timelineStates } from './activity-timeline/states.ts';
import { listDialogStates, listStates } from './contract-list/states.ts';
import { roomDialogStates, roomStates } from './milestone-workroom/states.ts';
import { reviewDialogState, reviewStates } from './review-and-pay/states.ts';
import { type ElementState, showState } from './testing/states.ts';

const elements = {
  'review-and-pay': [...reviewStates, reviewDialogState],
  'milestone-workroom': [...roomStates, ...roomDialogStates],
  'activity-timeline': [...timelineStates, ...timelineDialogStates],
  'contract-list': [...listStates, ...listDialogStates],
};

/** Whether something of the box itself can be seen: its ground, an edge, a shadow. */
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
  for (const [tag, states] of Object.entries(elements)) {
    it(`in ${tag}, in every state`, async function () {
      this.timeout(120_000);
      const without = new Set<string>();
      for (const state of states as readonly ElementState<never>[]) {
        const wide = document.createElement('main');
        wide.style.inlineSize = '1100px';
        document.body.append(wide);
        const { element } = await showState(tag, state, wide);
        const boxes = (element as HTMLElement).shadowRoot?.querySelectorAll('*') ?? [];
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
