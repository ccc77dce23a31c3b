import { expect } from 'chai';
import '../define/milestone-workroom.ts';
import { billIn, inside, press, shownIn, type } from '../testing/person.ts';
import { type ContractFixture, type ElementState, showState } from '../testing/states.ts';
import { until } from '../testing/until.ts';
import type { MilestoneWorkroom } from './milestone-workroom.ts';
import * as samples from './samples.ts';

async function show(viewer: ElementState['viewer'], given: () => ContractFixture) {
  const state = { name: '', viewer, given };
  const { element, fixture } = await showState<MilestoneWorkroom>('milestone-workroom', state, document.body);
  const sent = (name: string) => fixture.backend.received.filter((each) => each.name === name);
  return { element, fixture, sent, contract: () => fixture.backend.contract(fixture.contractId) };
}

const isOpen = (element: Element) => element.shadowRoot?.querySelector('dialog')?.open === true;
const closed = (element: Element) => until(() => !isOpen(element));
const send = (element: Element) => inside(element, 'dialog button[type=submit]').click();
const bonuses = ({ backend, contractId }: ContractFixture) =>
  backend.contract(contractId).payments.filter(({ kind, purpose }) => kind === 'charge' && purpose === 'bonus');

async function fillInBonus(element: Element, amount: string): Promise<void> {
  await press(element, 'Add a bonus');
  await until(() => element.shadowRoot?.querySelector('dialog #amount'));
  await type(element, 'dialog #amount', amount);
}

/** Another card at each press, like a page's card picker. */
function answerWithAnotherCard(element: HTMLElement): string[] {
  const answered: string[] = [];
  element.addEventListener('workroom-bonus-request', (event) => {
    answered.push(`pm_${answered.length + 1}`);
    event.respondWith(Promise.resolve({ paymentMethod: answered.at(-1) ?? '' }));
  });
  return answered;
}

afterEach(() => document.body.replaceChildren());

describe('a bonus whose answer was lost', () => {
  it('is charged once when it is pressed again, even if the page then names another card', async () => {
    const { element, fixture, sent } = await show('client', samples.funded);
    answerWithAnotherCard(element);
    await fillInBonus(element, '50');
    fixture.backend.weather = 'lost';
    send(element);
    await until(() => shownIn(element).includes('it won’t happen twice'));
    fixture.backend.weather = 'fine';
    send(element);
    await closed(element);
    expect(bonuses(fixture).map(({ amount, paymentMethod }) => [amount, paymentMethod])).to.deep.equal([
      [5_000, 'pm_1'],
    ]);
    expect(sent('giveBonus')).to.have.length(2);
    expect(new Set(sent('giveBonus').map(({ key }) => key)).size).to.equal(1);
  });

  it('is charged once when the session ends before it is pressed again', async () => {
    const { element, fixture, sent } = await show('client', samples.funded);
    await fillInBonus(element, '50');
    fixture.backend.weather = 'lost';
    send(element);
    await until(() => shownIn(element).includes('it won’t happen twice'));
    fixture.backend.weather = 'signed_out';
    send(element);
    await until(() => element.shadowRoot?.querySelector('dialog [role=alert]') && !shownIn(element).includes('twice'));
    fixture.backend.weather = 'fine';
    send(element);
    await closed(element);
    expect(bonuses(fixture)).to.have.length(1);
    expect(new Set(sent('giveBonus').map(({ key }) => key)).size).to.equal(1);
  });

  it('is done once it appears on the contract: the dialog closes, the event fires, and the next press is a second bonus', async () => {
    const { element, fixture } = await show('client', samples.funded);
    answerWithAnotherCard(element);
    const reported: string[] = [];
    element.addEventListener('workroom-bonus-given', ({ detail }) => reported.push(String(detail.input.amount)));
    await fillInBonus(element, '50');
    fixture.backend.weather = 'lost';
    send(element);
    await until(() => shownIn(element).includes('it won’t happen twice'));
    fixture.backend.weather = 'fine';
    await element.refresh();
    await closed(element);
    expect(reported).to.deep.equal(['5000']);
    await fillInBonus(element, '50');
    send(element);
    await closed(element);
    expect(bonuses(fixture).map(({ amount, paymentMethod }) => [amount, paymentMethod])).to.deep.equal([
      [5_000, 'pm_1'],
      [5_000, 'pm_2'],
    ]);
    expect(reported).to.deep.equal(['5000', '5000']);
  });

  it('is not confused with another bonus that appears meanwhile', async () => {
    const { element, fixture } = await show('client', samples.funded);
    await fillInBonus(element, '50');
    fixture.backend.weather = 'offline';
    send(element);
    await until(() => shownIn(element).includes('it won’t happen twice'));
    fixture.backend.weather = 'fine';
    fixture.client({ type: 'give_bonus', amount: 7_000 });
    await element.refresh();
    await element.updateComplete;
    expect(isOpen(element)).to.equal(true);
    // The command never arrived and the contract has changed, so this is a new command.
    send(element);
    await until(() => shownIn(element).includes('Contract has changed'));
    expect(bonuses(fixture)).to.have.length(1);
    send(element);
    await closed(element);
    expect(bonuses(fixture).map(({ amount }) => amount)).to.deep.equal([7_000, 5_000]);
  });

  it('is a new command if it is given again with another amount before it appears', async () => {
    const { element, fixture } = await show('client', samples.funded);
    await fillInBonus(element, '50');
    fixture.backend.weather = 'lost';
    send(element);
    await until(() => shownIn(element).includes('it won’t happen twice'));
    fixture.backend.weather = 'fine';
    await type(element, 'dialog #amount', '60');
    send(element);
    await until(() => shownIn(element).includes('Contract has changed'));
    expect(bonuses(fixture).map(({ amount }) => amount)).to.deep.equal([5_000]);
    expect(inside<HTMLInputElement>(element, 'dialog #amount').value).to.equal('60');
  });
});

describe('a message whose answer was lost', () => {
  it('is sent once it appears, and the same text again is a second message', async () => {
    const { element, fixture } = await show('client', samples.funded);
    const messages = () => [...(element.shadowRoot?.querySelectorAll('.event.message') ?? [])].length;
    const field = () => inside<HTMLTextAreaElement>(element, '#message-text');
    await until(() => element.shadowRoot?.querySelector('#message-text'));
    await type(element, '#message-text', 'On it.');
    fixture.backend.weather = 'lost';
    await press(element, 'Send');
    await until(() => element.shadowRoot?.querySelector('.composer [role=alert]'));
    fixture.backend.weather = 'fine';
    await element.refresh();
    await until(() => messages() === 1 && field().value === '');
    expect(element.shadowRoot?.querySelector('.composer [role=alert]')).to.equal(null);
    await type(element, '#message-text', 'On it.');
    await press(element, 'Send');
    await until(() => messages() === 2);
  });
});

describe('a declined deposit that is retried after the milestone was changed', () => {
  const edited = () => {
    const made = samples.funding('declined');
    made.backend.card = 'succeeds';
    return made;
  };
  const change = (made: ContractFixture) =>
    made.client({
      type: 'edit_milestone',
      milestoneId: made.milestone(0),
      amount: 80_000,
    });

  it('shows and charges the current amount', async () => {
    const { element, contract } = await show('client', () => {
      const made = edited();
      change(made);
      return made;
    });
    await press(element, 'Try again');
    await until(() => isOpen(element) && element.shadowRoot?.querySelector('dialog form'));
    expect(inside(element, 'dialog form').textContent).to.contain('$800.00').and.not.to.contain('$500.00');
    send(element);
    await closed(element);
    expect(contract().totals.deposited).to.equal(80_000);
  });

  it('charges nothing if it was changed a moment ago, and shows the current amount', async () => {
    const { element, fixture, contract } = await show('client', edited);
    await press(element, 'Try again');
    await until(() => isOpen(element) && element.shadowRoot?.querySelector('dialog form'));
    expect(inside(element, 'dialog form').textContent).to.contain('$500.00');
    change(fixture);
    send(element);
    await until(() => shownIn(element).includes('Contract has changed'));
    expect(contract().totals.deposited).to.equal(0);
    await until(() => inside(element, 'dialog form').textContent?.includes('$800.00'));
    send(element);
    await closed(element);
    expect(contract().totals.deposited).to.equal(80_000);
  });
});

describe('commands that change terms or money are sent with the version that was shown', () => {
  it('accepting an offer that was changed a moment ago', async () => {
    const { element, fixture, contract } = await show('freelancer', samples.offered);
    await press(element, 'Accept offer');
    await until(() => isOpen(element) && element.shadowRoot?.querySelector('dialog form'));
    expect(inside(element, 'dialog form').textContent).to.contain('$2,000.00');
    fixture.client({ type: 'edit_milestone', milestoneId: fixture.milestone(0), amount: 5_000 });
    send(element);
    await until(() => shownIn(element).includes('Contract has changed'));
    expect(contract().status).to.equal('offered');
    await until(() => inside(element, 'dialog form').textContent?.includes('$1,550.00'));
    send(element);
    await closed(element);
    expect(contract().status).to.equal('active');
  });

  it('funding a milestone that was changed while the page asked for the card', async () => {
    const { element, fixture, contract } = await show('client', samples.planned);
    element.addEventListener('workroom-fund-request', (event) => {
      fixture.client({ type: 'edit_milestone', milestoneId: fixture.milestone(0), amount: 80_000 });
      event.respondWith(element.refresh().then(() => ({ paymentMethod: 'pm_1' })));
    });
    await press(element, 'Fund milestone');
    await until(() => isOpen(element) && element.shadowRoot?.querySelector('dialog form'));
    expect(await billIn(element)).to.include('Charged today: $500.00');
    send(element);
    await until(() => shownIn(element).includes('Contract has changed'));
    expect(contract().totals.deposited).to.equal(0);
    expect(await billIn(element)).to.include('Charged today: $800.00');
  });

  it('a message is sent even if the contract has changed meanwhile', async () => {
    const { element, fixture, sent } = await show('freelancer', samples.planned);
    await until(() => element.shadowRoot?.querySelector('#message-text'));
    await type(element, '#message-text', 'On it.');
    fixture.client({ type: 'edit_milestone', milestoneId: fixture.milestone(0), amount: 80_000 });
    await press(element, 'Send');
    await until(() => inside<HTMLTextAreaElement>(element, '#message-text').value === '');
    expect(sent('postMessage')).to.have.length(1);
  });

  it('funding a milestone that was changed a moment ago', async () => {
    const { element, fixture, contract } = await show('client', samples.planned);
    await press(element, 'Fund milestone');
    await until(() => isOpen(element) && element.shadowRoot?.querySelector('dialog form'));
    fixture.client({ type: 'edit_milestone', milestoneId: fixture.milestone(0), amount: 80_000 });
    send(element);
    await until(() => shownIn(element).includes('Contract has changed'));
    expect(contract().totals.deposited).to.equal(0);
    await until(() => shownIn(element).includes('Charged today$800.00'));
  });
});
