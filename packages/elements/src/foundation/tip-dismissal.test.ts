import { resetMouse, sendKeys, sendMouse } from '@web/test-runner-commands';
import { expect } from 'chai';
import '../define/milestone-workroom.ts';
import * as samples from '../milestone-workroom/samples.ts';
import { type ContractFixture, showState } from '../testing/states.ts';
import { until } from '../testing/until.ts';
import type { WorkroomElement } from './workroom-element.ts';

async function show(given: () => ContractFixture = samples.submitted) {
  const { element } = await showState<WorkroomElement>(
    'milestone-workroom',
    { name: '', viewer: 'client', given },
    document.body,
  );
  const found = (selector: string) => {
    const one = element.shadowRoot?.querySelector<HTMLElement>(selector);
    if (!one) throw new Error(`no ${selector}`);
    return one;
  };
  return { element, found };
}

const isShown = (tip: HTMLElement) => tip.checkVisibility({ visibilityProperty: true });

afterEach(async () => {
  await resetMouse();
  document.body.replaceChildren();
});

describe('a tip', () => {
  for (const [what, given, holder, focusable] of [
    ['of a clock', samples.disputed, '.clock', '.clock'],
    ['of a closed button', samples.frozen, '.closed', '.closed button'],
  ] as const) {
    it(`${what} closes with Escape on the focused element, stays closed, and shows again on the next focus`, async () => {
      const { element, found } = await show(given);
      const focused = found(focusable);
      const tip = found(`${holder} > .tip`);
      expect(isShown(tip)).to.equal(false);
      focused.focus();
      expect(isShown(tip)).to.equal(true);
      await sendKeys({ press: 'Escape' });
      expect(isShown(tip)).to.equal(false);
      expect(element.shadowRoot?.activeElement).to.equal(focused);
      focused.blur();
      focused.focus();
      expect(isShown(tip)).to.equal(true);
    });
  }

  it('closes with Escape under the pointer, wherever the focus is', async () => {
    const { found } = await show(samples.disputed);
    const clock = found('.clock');
    const tip = found('.clock > .tip');
    clock.scrollIntoView({ block: 'center' });
    const { left, top, width, height } = clock.getBoundingClientRect();
    const at: [number, number] = [Math.round(left + width / 2), Math.round(top + height / 2)];
    // A browser updates the element under the pointer in its next frame.
    await sendMouse({ type: 'move', position: at });
    await until(() => isShown(tip));
    await sendKeys({ press: 'Escape' });
    expect(isShown(tip)).to.equal(false);
    await sendMouse({ type: 'move', position: [0, 0] });
    await until(() => !clock.matches(':hover'));
    expect(isShown(tip)).to.equal(false);
    await sendMouse({ type: 'move', position: at });
    await until(() => isShown(tip));
  });
});
