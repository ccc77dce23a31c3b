import { expect } from 'chai';
import '../define/milestone-workroom.ts';
import '../define/review-and-pay.ts';
import { inside, shownIn } from '../testing/person.ts';
import { type ElementState, showState, type World } from '../testing/states.ts';
import { until } from '../testing/until.ts';
import * as samples from './samples.ts';

afterEach(() => document.body.replaceChildren());

type Viewer = ElementState['viewer'];

async function show(viewer: Viewer, given: () => World, tag = 'milestone-workroom') {
  const { element } = await showState(tag, { name: '', viewer, given }, document.body);
  return element;
}

describe('a frozen contract', () => {
  it('rule 45: says so at the top, with who froze it and why, and that nothing happens by itself', async () => {
    const element = await show('client', samples.frozen);
    await until(() => element.shadowRoot?.querySelector('[part~=freeze]'));
    const banner = inside(element, '[part~=freeze]').textContent?.replace(/\s+/g, ' ');
    expect(banner).to.contain('This contract is frozen');
    expect(banner).to.contain('Nothing happens by itself while it is frozen');
    expect(banner).to.contain('The client’s bank has asked us about this payment.');
    expect(banner).to.contain('Rae Coleman for the marketplace');
  });

  it('rule 45: its clocks stand still, and nobody is told that silence pays', async () => {
    const element = await show('freelancer', samples.frozen);
    const review = inside(element, '[part~=review]').textContent;
    expect(review).to.contain('5 days left when it goes on').and.to.contain('this clock stands still');
    expect(review).not.to.contain('automatically');
    expect(inside(element, '[part~=milestone] [part~=badge]').textContent).to.equal(
      'In review, 5 days left when it goes on',
    );
    expect(inside(element, '[part~=next-step]').textContent).to.contain('This contract is frozen.');
  });

  for (const [what, given, part] of [
    ['dispute', samples.disputed, 'dispute'],
    ['refund request', samples.refundRequested, 'refund-request'],
  ] as const) {
    it(`rule 45: tells no date and no outcome of silence for a ${what}`, async () => {
      const element = await show('freelancer', () => samples.frozen(given()));
      await until(() => element.shadowRoot?.querySelector(`[part~=${part}]`));
      const open = inside(element, `[part~=${part}]`).textContent;
      expect(open)
        .to.contain('this clock stands still')
        .and.not.to.match(/by then|Invalid/);
    });
  }

  it('rule 45: cannot be paid in the review, which says why', async () => {
    const element = await show('client', samples.frozen, 'review-and-pay');
    expect(shownIn(element)).to.contain('5 days left when it goes on').and.to.contain('The contract is frozen.');
    expect(element.shadowRoot?.querySelector('#amount')).to.equal(null);
  });
});
