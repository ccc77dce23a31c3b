import { expect } from 'chai';
import '../define/milestone-workroom.ts';
import { inside, reach } from '../testing/person.ts';
import { showState } from '../testing/states.ts';
import { until } from '../testing/until.ts';
import { focused, press, shown, start, toLabel } from './keyboard.test.support.ts';
import * as samples from './samples.ts';
import { roomStates } from './states.ts';

afterEach(() => document.body.replaceChildren());

const words = () => focused()?.firstElementChild?.textContent?.trim();

describe('a menu with the keyboard', function () {
  this.timeout(120_000);

  beforeEach(async () => {
    await start('client', samples.planned);
    await until(() => shown().shadowRoot?.querySelector('.more'));
    await toLabel('More for “Logo”');
  });

  it('opens with Enter on its first item, and moves with arrows, Home, End and letters', async () => {
    const button = focused();
    expect([button?.ariaHasPopup, button?.ariaExpanded]).to.deep.equal(['menu', 'false']);
    await press('Enter');
    await until(() => words() === 'Fund milestone');
    expect(button?.ariaExpanded).to.equal('true');
    expect(inside(shown(), '.menu').ariaLabel).to.equal('More for “Logo”');
    await press('ArrowDown');
    expect(words()).to.equal('Edit');
    await press('End');
    expect(words()).to.equal('Delete');
    await press('ArrowDown');
    expect(words()).to.equal('Fund milestone');
    await press('ArrowUp');
    expect(words()).to.equal('Delete');
    await press('m');
    expect(words()).to.equal('Move up');
    await press('m');
    expect(words()).to.equal('Move down');
    await press('Home');
    expect(words()).to.equal('Fund milestone');
  });

  it('opens with the arrow keys at either end', async () => {
    await press('ArrowUp');
    await until(() => words() === 'Delete');
    await press('Escape');
    await press('ArrowDown');
    await until(() => words() === 'Fund milestone');
  });

  it('returns the focus on Escape, which the page does not receive', async () => {
    const heard: string[] = [];
    const hear = ({ key }: KeyboardEvent) => heard.push(key);
    addEventListener('keydown', hear);
    const button = focused();
    await press(' ');
    await until(() => words() === 'Fund milestone');
    await press('Escape');
    removeEventListener('keydown', hear);
    expect(focused()).to.equal(button);
    expect(button?.ariaExpanded).to.equal('false');
    expect(shown().shadowRoot?.querySelector('.menu:popover-open')).to.equal(null);
    expect(heard).not.to.include('Escape');
  });

  it('lets Tab move on from its button', async () => {
    await press('Enter');
    await until(() => words() === 'Fund milestone');
    await press('Tab');
    expect(focused()?.ariaLabel).to.equal('More for “Guidelines”');
    expect(shown().shadowRoot?.querySelector('.menu')).to.equal(null);
  });
});

describe('a menu with the pointer', () => {
  it('closes when something else is pressed, or when its milestone is gone', async () => {
    const { element, fixture } = await showState(
      'milestone-workroom',
      { name: '', viewer: 'client', given: samples.planned },
      document.body,
    );
    const menu = () => element.shadowRoot?.querySelector('.menu:popover-open') ?? null;
    await reach(element, 'Delete: Logo');
    expect(menu()).not.to.equal(null);
    document.body.dispatchEvent(new PointerEvent('pointerdown', { bubbles: true, composed: true }));
    await until(() => menu() === null);
    await reach(element, 'Delete: Logo');
    fixture.client({ type: 'remove_milestone', milestoneId: fixture.milestone(1) });
    await until(() => menu() === null);
  });
});

describe('the primary button of the page', () => {
  it('is in its milestone if the summary is not shown', async () => {
    const attributes = { views: 'milestones' };
    const state = { name: '', viewer: 'client', given: samples.submitted, attributes } as const;
    const { element } = await showState('milestone-workroom', state, document.body);
    expect(inside(element, '.milestone.submitted .primary').textContent?.trim()).to.equal('Review and pay');
  });

  for (const state of roomStates) {
    it(`is the only one in: ${state.name}`, async () => {
      const { element } = await showState('milestone-workroom', state as never, document.body);
      const main = [...(element.shadowRoot?.querySelectorAll('button.primary') ?? [])];
      expect(main.map((each) => each.textContent?.trim()).slice(1)).to.deep.equal([]);
    });
  }
});
