import { expect } from 'chai';
import '../define/milestone-workroom.ts';
import { choose, inside, press, reach, shownIn, type } from '../testing/person.ts';
import { type ContractFixture, type ElementState, showState } from '../testing/states.ts';
import { until } from '../testing/until.ts';
import type { MilestoneWorkroom } from './milestone-workroom.ts';
import { paidOut, payoutWaiting, returnParked, returnPending } from './samples-after-release.ts';

afterEach(() => document.body.replaceChildren());

async function show(viewer: ElementState['viewer'], given: () => ContractFixture) {
  const state = { name: '', viewer, given };
  return showState<MilestoneWorkroom>('milestone-workroom', state, document.body);
}

/** In the menu of the milestone, or of the contract if there is no milestone. */
async function open(element: Element, label: string): Promise<void> {
  await press(element, label);
  await until(() => element.shadowRoot?.querySelector('dialog[open] form'));
}

const onMilestone = 'Give money back: Moodboard and directions';
const inMoney = 'Give money back: this contract';
async function isOffered(element: Element, label = 'Give money back'): Promise<boolean> {
  return reach(element, label).then(
    () => true,
    () => false,
  );
}
const effect = (element: Element) => inside(element, 'dialog [part=effect]').textContent;

describe('released money', () => {
  it('rule 50: is returned on its milestone, with a reason, by reversing the payout first', async () => {
    const { element, fixture } = await show('freelancer', paidOut);
    await open(element, onMilestone);
    expect(inside<HTMLInputElement>(element, '#amount').value).to.equal('500.00');
    expect(effect(element)).to.contain('$500.00 is taken back from the payout to Lee Okafor (you) first');
    await type(element, '#amount', '120');
    await choose(element, 'dialog button[type=submit]');
    expect(inside(element, 'dialog').textContent).to.contain('This field is required');
    await type(element, '#reason', 'Two directions instead of three.');
    const facts: string[] = [];
    element.addEventListener('workroom-return-made', () => facts.push('made'));
    await choose(element, 'dialog button[type=submit]');
    await until(() => fixture.backend.contract(fixture.contractId).totals.returned === 12_000);
    await until(() => facts.length === 1);
    expect(fixture.backend.received.at(-1)?.body).to.deep.equal({
      from: { milestoneId: fixture.milestone(0) },
      amount: 12_000,
      reason: 'Two directions instead of three.',
    });
  });

  it('rule 50: is not paid out if the payout is still waiting, and the room says so', async () => {
    const { element } = await show('freelancer', payoutWaiting);
    await open(element, onMilestone);
    expect(effect(element)).to.contain('isn’t paid out to Lee Okafor (you)');
  });

  it('rule 50: can be returned up to the released amount', async () => {
    const { element, fixture } = await show('freelancer', paidOut);
    await open(element, onMilestone);
    await type(element, '#amount', '500.01');
    await type(element, '#reason', 'All of it.');
    await choose(element, 'dialog button[type=submit]');
    expect(inside(element, 'dialog').textContent).to.contain('$500.00');
    expect(fixture.backend.received.length).to.equal(0);
  });

  it('rule 50: a bonus is returned from the contract’s money', async () => {
    const { element, fixture } = await show('freelancer', paidOut);
    await open(element, inMoney);
    const choices = [...(element.shadowRoot?.querySelectorAll<HTMLInputElement>('dialog [name=where]') ?? [])];
    expect(choices.length).to.equal(2);
    choices[1]?.click();
    await element.updateComplete;
    expect(inside<HTMLInputElement>(element, '#amount').value).to.equal('75.00');
    await type(element, '#reason', 'It was meant for somebody else.');
    await choose(element, 'dialog button[type=submit]');
    await until(() => fixture.backend.contract(fixture.contractId).totals.bonuses === 0);
  });

  it('rule 50: can be returned by the freelancer, and not taken back by the client', async () => {
    const { element } = await show('client', paidOut);
    expect(await isOffered(element)).to.equal(false);
  });

  it('rule 51: a return in progress or stuck says that the marketplace decides', async () => {
    const pending = await show('client', returnPending);
    await until(() => pending.element.shadowRoot?.querySelector('[part~=return]'));
    expect(shownIn(pending.element)).to.contain('$200.00 is going back to Dana Whitfield (you)');
    document.body.replaceChildren();
    const { element } = await show('freelancer', returnParked);
    await until(() => element.shadowRoot?.querySelector('[part~=return]'));
    expect(shownIn(element)).to.contain('Nothing happens on its own').and.to.contain('the account is closed');
    // One at a time.
    expect(await isOffered(element, onMilestone)).to.equal(false);
  });
});
