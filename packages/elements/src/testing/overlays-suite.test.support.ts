import { setViewport } from '@web/test-runner-commands';
import { expect } from 'chai';
import type { WorkroomElement } from '../foundation/workroom-element.ts';
import { isWebKit } from './engine.ts';
import { type ElementState, showState } from './states.ts';

/** A window of 1280 × 1024 px, enlarged four times (WCAG 1.4.10). */
const enlarged = { width: 320, height: 256 };
const usual = { width: 1280, height: 800 };

/** Overlays need no sideways scrolling and do not cover the focused element (WCAG 1.4.10, 2.4.11). */
export function testOverlays(tag: string, states: readonly ElementState<never>[]): void {
  describe(`${tag}, enlarged four times`, () => {
    before(async function () {
      // Its driver cannot resize the window.
      if (isWebKit) this.skip();
      await setViewport(enlarged);
    });
    after(async () => {
      if (!isWebKit) await setViewport(usual);
    });
    afterEach(() => document.body.replaceChildren());
    for (const state of states) {
      it(`${state.name} fits, and the focused element is visible`, async () => {
        const main = document.createElement('main');
        document.body.append(main);
        const { element } = await showState(tag, state as ElementState<WorkroomElement>, main);
        const overlay = element.shadowRoot?.querySelector<HTMLElement>('dialog:modal, :popover-open');
        if (!overlay) throw new Error('nothing is open');
        for (const movement of overlay.getAnimations()) movement.finish();
        const { left, right } = overlay.getBoundingClientRect();
        expect(left, 'left edge').to.be.at.least(0);
        expect(right, 'right edge').to.be.at.most(enlarged.width);
        expect(beyond(overlay), 'stands beyond its edge').to.deep.equal([]);
        const stops = [...overlay.querySelectorAll<HTMLElement>('button, input, textarea, summary, a[href]')].filter(
          (each) => each.checkVisibility() && !each.matches(':disabled'),
        );
        // Forward and back, because sticky parts at the top matter when moving up.
        for (const stop of [...stops, ...stops.toReversed()]) {
          stop.focus();
          expect(isHidden(stop, overlay), stop.outerHTML.slice(0, 120)).to.equal(false);
        }
      });
    }
  });
}

function beyond(overlay: HTMLElement): readonly string[] {
  const limit = overlay.getBoundingClientRect();
  return [...overlay.querySelectorAll('*')]
    .filter((each) => {
      const box = each.getBoundingClientRect();
      return box.width > 1 && (box.right > limit.right + 1 || box.left < limit.left - 1);
    })
    .map((each) => each.outerHTML.slice(0, 80));
}

/** Completely below the sticky bar, or outside the visible area. */
function isHidden(stop: HTMLElement, overlay: HTMLElement): boolean {
  const box = stop.getBoundingClientRect();
  const { top, bottom } = overlay.getBoundingClientRect();
  const bar = overlay.querySelector('.dialog-bar');
  const from = bar === null || bar.contains(stop) ? top : bar.getBoundingClientRect().bottom;
  return box.bottom <= from + 1 || box.top >= Math.min(bottom, innerHeight) - 1;
}
