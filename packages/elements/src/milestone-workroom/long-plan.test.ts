import { expect } from 'chai';
import '../define/milestone-workroom.ts';
import { contractFixture, showState } from '../testing/states.ts';
import { until } from '../testing/until.ts';
import type { MilestoneWorkroom } from './milestone-workroom.ts';

const count = 120;

async function show(): Promise<{ element: MilestoneWorkroom; id: (index: number) => string; drawn: () => number }> {
  const made = contractFixture(
    {
      title: 'Field guide',
      milestones: Array.from({ length: count }, (_, index) => ({ title: `Chapter ${index + 1}`, amount: 20_000 })),
    },
    { policy: { maxMilestones: count } },
  );
  made.client({ type: 'fund', milestoneId: made.milestone(0) });
  const { element } = await showState<MilestoneWorkroom>(
    'milestone-workroom',
    { name: '', viewer: 'client', given: () => made },
    document.body,
  );
  return {
    element,
    id: made.milestone,
    drawn: () => element.shadowRoot?.querySelectorAll('.milestone').length ?? 0,
  };
}

afterEach(() => document.body.replaceChildren());

describe('a long plan', () => {
  it('is rendered completely, starting with the first screen', async () => {
    const seen: number[] = [];
    const watch = new MutationObserver(() => {
      const root = document.querySelector('milestone-workroom')?.shadowRoot;
      if (root) observeInside(root);
    });
    const observeInside = (root: ShadowRoot) => {
      watch.disconnect();
      const inner = new MutationObserver(() => seen.push(root.querySelectorAll('.milestone').length));
      inner.observe(root, { childList: true, subtree: true });
    };
    watch.observe(document.body, { childList: true });
    const { drawn } = await show();
    expect(drawn()).to.equal(count);
    expect(seen.find((each) => each > 0)).to.be.below(count / 2);
  });

  it('has one stop on the rail for each run of milestones in the same state, which leads to the first of them', async () => {
    const { element, id } = await show();
    const stops = [...(element.shadowRoot?.querySelectorAll<HTMLButtonElement>('[part~=stop]') ?? [])];
    expect(stops.map(({ ariaLabel }) => ariaLabel)).to.deep.equal([
      'Milestone 1, “Chapter 1”: Active & funded',
      'Milestone 2, “Chapter 2”: Not funded',
    ]);
    expect(stops.map(({ parentElement }) => parentElement?.style.flexGrow)).to.deep.equal(['1', String(count - 1)]);
    stops[1]?.click();
    await until(() => element.shadowRoot?.activeElement?.id === `name-${id(1)}`);
  });
});
