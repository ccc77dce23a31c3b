import { expect } from 'chai';
import '../define/milestone-workroom.ts';
import { inside, shownIn } from '../testing/person.ts';
import { type ContractFixture, showState } from '../testing/states.ts';
import { until } from '../testing/until.ts';
import { press } from './keyboard.test.support.ts';
import type { MilestoneWorkroom } from './milestone-workroom.ts';
import * as samples from './samples.ts';

afterEach(() => document.body.replaceChildren());

async function show(given: () => ContractFixture, width = 360) {
  const main = document.createElement('main');
  main.style.inlineSize = `${width}px`;
  document.body.append(main);
  const made = await showState<MilestoneWorkroom>('milestone-workroom', { name: '', viewer: 'client', given }, main);
  return { ...made, main };
}
const tabs = (element: Element) => [...(element.shadowRoot?.querySelectorAll<HTMLElement>('[role=tab]') ?? [])];
const shown = (element: Element) =>
  [...(element.shadowRoot?.querySelectorAll<HTMLElement>('[role=tabpanel]') ?? [])]
    .filter((panel) => panel.checkVisibility())
    .map(({ id }) => id);

describe('the room on a phone', () => {
  it('has tabs that show one panel, and no tabs on a wide screen', async () => {
    const { element, main } = await show(samples.withFiles);
    await until(() => tabs(element).length === 3);
    expect(tabs(element).map((tab) => tab.textContent?.trim())).to.deep.equal(['Milestones', 'Activity', 'Files']);
    expect(shown(element)).to.deep.equal(['panel-milestones']);
    for (const tab of tabs(element)) {
      const panel = inside(element, `#${tab.getAttribute('aria-controls')}`);
      expect(panel.getAttribute('aria-labelledby')).to.equal(tab.id);
    }
    main.style.inlineSize = '700px';
    await until(() => tabs(element).length === 0);
    expect(inside(element, '.activity').checkVisibility()).to.equal(true);
    expect(inside(element, '.milestones').checkVisibility()).to.equal(true);
  });

  it('moves with the arrow keys, and lists the submissions', async () => {
    const { element } = await show(samples.withFiles);
    await until(() => tabs(element).length === 3);
    tabs(element)[0]?.focus();
    await press('ArrowLeft');
    await until(() => element.shadowRoot?.activeElement?.id === 'tab-files');
    expect(shown(element)).to.deep.equal(['panel-files']);
    expect(inside(element, '#panel-files').textContent)
      .to.contain('moodboard.pdf')
      .and.contain('Moodboard and directions');
    await press('ArrowRight');
    await until(() => shown(element).join() === 'panel-milestones');
    await press('ArrowRight');
    await until(() => shown(element).join() === 'panel-activity');
    expect(tabs(element).map((tab) => tab.tabIndex)).to.deep.equal([-1, 0, -1]);
  });

  it('moves from the rail to a milestone, whichever tab is open', async () => {
    const { element } = await show(samples.planned);
    await until(() => tabs(element).length === 3);
    tabs(element)[1]?.click();
    await until(() => shown(element).join() === 'panel-activity');
    inside(element, '.stop').click();
    await until(() => element.shadowRoot?.activeElement?.id.startsWith('name-'));
    expect(shown(element)).to.deep.equal(['panel-milestones']);
  });

  it('keeps the people in one row', async () => {
    const { element } = await show(samples.disputed, 320);
    const tops = [...(element.shadowRoot?.querySelectorAll('.person') ?? [])].map(
      (each) => each.getBoundingClientRect().top,
    );
    expect(new Set(tops.map(Math.round)).size).to.equal(1);
    expect(shownIn(element)).to.contain('Mediator');
  });
});
