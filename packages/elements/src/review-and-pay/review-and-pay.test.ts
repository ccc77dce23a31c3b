import { expect } from 'chai';
import '../define/review-and-pay.ts';
import { withFiles } from '../milestone-workroom/samples.ts';
import { billIn, buttonNamed, choose, inside, press, shownIn, type } from '../testing/person.ts';
import {
  brandIdentity,
  type ContractFixture,
  contractFixture,
  type ElementState,
  showState,
} from '../testing/states.ts';
import { until } from '../testing/until.ts';
import type { ReviewAndPay } from './review-and-pay.ts';
import { fees, submitted } from './states.ts';

const oneMilestone = { title: 'Newsletter', milestones: [{ title: 'First issue', amount: 50_000 }] };
const show = (given: () => ContractFixture, more: Partial<ElementState<ReviewAndPay>> = {}) =>
  showState<ReviewAndPay>('review-and-pay', { name: '', viewer: 'client', given, ...more }, document.body);
const heard = (target: EventTarget, name: string) =>
  new Promise<CustomEvent>((resolve) =>
    target.addEventListener(name, (event) => resolve(event as CustomEvent), { once: true }),
  );
const isDone = (element: ReviewAndPay) => until(() => element.matches(':state(done)'));
const commands = ({ backend }: ContractFixture) => backend.received;

afterEach(() => document.body.replaceChildren());

describe('review and pay', () => {
  it('shows the submission and the deliverables', async () => {
    const { element } = await show(submitted);
    expect(shownIn(element)).to.contain('Here are the three directions.').and.contain('Directions in Figma');
    expect(shownIn(element)).to.contain('Three directions, each as one page');
  });

  it('opens the submitted files for either side, and shows an error if one cannot be opened', async () => {
    const opened: string[] = [];
    const { click } = HTMLAnchorElement.prototype;
    HTMLAnchorElement.prototype.click = function () {
      opened.push(this.href);
    };
    try {
      for (const viewer of ['client', 'freelancer'] as const) {
        const { element, fixture: made } = await show(withFiles, { viewer });
        await press(element, 'moodboard.pdf');
        await until(() => opened.length > 0);
        expect(opened.splice(0)).to.deep.equal([`${made.backend.baseUrl}/files/upl_1`]);
        made.backend.weather = 'offline';
        await press(element, 'moodboard.pdf');
        await until(() => element.shadowRoot?.querySelector('[role=alert]'));
        expect(opened).to.deep.equal([]);
        document.body.replaceChildren();
      }
    } finally {
      HTMLAnchorElement.prototype.click = click;
    }
  });

  it('rule 18: shows who started the clock, when it ends here and in UTC, and what happens without an answer', async () => {
    const { element } = await show(submitted);
    const text = shownIn(element);
    expect(text).to.contain('In review, 14 days left');
    expect(text).to.contain('Lee Okafor started the clock');
    expect(text).to.match(/It ends on Dec 8, 2026, 12:00\sPM UTC\./);
    expect(text).to.contain('If you do nothing, $500.00 is released to Lee Okafor automatically.');
  });

  it('releases the full amount', async () => {
    const { element, fixture: made } = await show(submitted);
    expect(await billIn(element)).to.deep.equal([
      '“Moodboard and directions”: $500.00',
      'Charged today: $0.00',
      'Released to Lee Okafor: $500.00',
    ]);
    expect(inside(element, '#due').textContent).to.contain('$500.00 released now');
    await press(element, 'Pay now');
    await isDone(element);
    const { totals } = made.backend.contract(made.contractId);
    expect(totals.released).to.equal(50_000);
    expect(shownIn(element)).to.contain('You released $500.00 to Lee Okafor.');
    expect(element.shadowRoot?.activeElement?.id).to.equal('done');
  });

  it('Pay now pressed twice pays once', async () => {
    const { element, fixture: made } = await show(submitted);
    const button = buttonNamed(element, 'Pay now');
    button.click();
    button.click();
    button.closest('form')?.requestSubmit();
    await isDone(element);
    expect(commands(made)).to.have.length(1);
  });

  it('Pay now pressed again after a lost answer pays once', async () => {
    const { element, fixture: made } = await show(submitted);
    made.backend.weather = 'lost';
    await press(element, 'Pay now');
    await until(() => shownIn(element).includes('it won’t happen twice'));
    made.backend.weather = 'fine';
    await press(element, 'Pay now');
    await isDone(element);
    expect(commands(made)).to.have.length(2);
    expect(made.backend.contract(made.contractId).totals.released).to.equal(50_000);
  });

  it('charges the bonus once after a lost answer, whatever card the page names the second time', async () => {
    const { element, fixture: made } = await show(submitted);
    let asked = 0;
    element.addEventListener('workroom-release-request', (event) => {
      asked += 1;
      event.respondWith(Promise.resolve({ paymentMethod: `pm_${asked}` }));
    });
    await choose(element, '#with-bonus');
    await type(element, '#bonus', '50');
    made.backend.weather = 'lost';
    await press(element, 'Pay now');
    await until(() => shownIn(element).includes('it won’t happen twice'));
    made.backend.weather = 'fine';
    await press(element, 'Pay now');
    await isDone(element);
    expect(new Set(commands(made).map(({ key }) => key)).size).to.equal(1);
    expect(made.backend.contract(made.contractId).totals.bonuses).to.equal(5_000);
  });

  it('is done when a payment with a lost answer appears on the contract', async () => {
    const { element, fixture: made } = await show(submitted);
    made.backend.weather = 'lost';
    await press(element, 'Pay now');
    await until(() => shownIn(element).includes('it won’t happen twice'));
    made.backend.weather = 'fine';
    await element.refresh();
    await isDone(element);
    expect(shownIn(element)).to.contain('You released $500.00 to Lee Okafor.').and.not.to.contain('twice');
  });

  it('sends the version that was shown, so that nobody pays for something they did not see', async () => {
    const { element, fixture: made } = await show(submitted);
    made.freelancer({ type: 'extend_review', milestoneId: made.milestone(0), days: 2 });
    await type(element, '#note', 'Thank you');
    await press(element, 'Pay now');
    await until(() => shownIn(element).includes('Contract has changed'));
    expect(made.backend.contract(made.contractId).totals.released).to.equal(0);
    expect(inside<HTMLTextAreaElement>(element, '#note').value).to.equal('Thank you');
    await until(() => shownIn(element).includes('16 days left'));
    await press(element, 'Pay now');
    await isDone(element);
  });

  it('rule 23: offers a bonus only with the full amount, and charges it', async () => {
    const { element, fixture: made } = await show(submitted);
    await choose(element, '#with-bonus');
    await type(element, '#bonus', '75');
    expect(await billIn(element)).to.deep.equal([
      '“Moodboard and directions”: $500.00',
      'Bonus: $75.00',
      'Charged today: $75.00',
      'Released to Lee Okafor: $575.00',
    ]);
    expect(inside(element, '#due').textContent).to.contain('$75.00 charged now');
    await type(element, '#amount', '300');
    expect(element.shadowRoot?.querySelector('#with-bonus')).to.equal(null);
    await press(element, 'Release the full amount');
    await press(element, 'Pay now');
    await isDone(element);
    expect(made.backend.contract(made.contractId).totals.bonuses).to.equal(7_500);
    expect(shownIn(element)).to.contain('Bonus of $75.00 paid.');
  });

  it('rule 27: a declined bonus does not undo the release, and can be retried', async () => {
    const { element, fixture: made } = await show(submitted);
    made.backend.card = 'declined';
    await choose(element, '#with-bonus');
    await type(element, '#bonus', '75');
    await press(element, 'Pay now');
    await isDone(element);
    expect(shownIn(element)).to.contain('Your card was declined.');
    expect(made.backend.contract(made.contractId).totals.released).to.equal(50_000);
    expect(shownIn(element)).to.contain('You pay $75.00 now.');
    made.backend.card = 'succeeds';
    await press(element, 'Try again');
    await until(() => shownIn(element).includes('Bonus of $75.00 paid.'));
  });

  it('rules 24 and 39: carries the leftover to the next milestone, with the advice to talk first', async () => {
    const { element, fixture: made } = await show(submitted);
    await type(element, '#amount', '300');
    expect(shownIn(element)).to.contain('Talk to Lee Okafor before you release less');
    await choose(element, '[value=next_milestone]');
    expect(await billIn(element)).to.deep.equal([
      '“Moodboard and directions”: $300.00',
      'Charged today: $0.00',
      'Released to Lee Okafor: $300.00',
      'Goes toward “Logo”: $200.00',
    ]);
    const fact = heard(document, 'workroom-milestone-released');
    await press(element, 'Pay now');
    await isDone(element);
    expect((await fact).detail.contract.totals.carried).to.equal(20_000);
    expect(made.backend.contract(made.contractId).milestones[0]?.funds.carriedOut).to.equal(20_000);
  });

  it('rule 26: adds the next milestone in the same step', async () => {
    const { element, fixture: made } = await show(() => submitted(oneMilestone));
    await type(element, '#amount', '300');
    await choose(element, '[value=next_milestone]');
    await press(element, 'Pay now');
    expect(element.shadowRoot?.activeElement?.id).to.equal('newTitle');
    expect(commands(made)).to.have.length(0);
    await type(element, '#newTitle', 'Second issue');
    await press(element, 'Pay now');
    await isDone(element);
    expect(made.backend.contract(made.contractId).milestones[1]).to.include({ title: 'Second issue', amount: 20_000 });
  });

  it('shows the server’s errors at the affected fields', async () => {
    const { element } = await show(() => submitted(oneMilestone));
    await type(element, '#amount', '300');
    await choose(element, '[value=next_milestone]');
    await type(element, '#newTitle', 'Second issue');
    await type(element, '#newAmount', '1');
    await press(element, 'Pay now');
    await until(() => inside(element, '#newAmount').getAttribute('aria-invalid') === 'true');
    const described = inside(element, '#newAmount').getAttribute('aria-describedby');
    expect(described).to.contain('newAmount-error');
  });

  it('rule 24: requests a refund of the leftover and ends the contract, carried funds included', async () => {
    const { element, fixture: made } = await show(submitted);
    await type(element, '#amount', '300');
    await choose(element, '[value=refund_and_end]');
    await type(element, '#reason', 'Only two directions.');
    expect((await billIn(element)).at(-1)).to.equal('Asked back from Lee OkaforThe contract then ends: $200.00');
    await press(element, 'Pay now');
    await isDone(element);
    expect(made.backend.contract(made.contractId)).to.deep.include({ status: 'ending' });
    expect(shownIn(element)).to.contain('$200.00 waits for Lee Okafor to agree to the refund.');
  });

  it('rule 25: requests a refund of the leftover and keeps the contract', async () => {
    const { element, fixture: made } = await show(submitted);
    await type(element, '#amount', '300');
    await choose(element, '[value=refund_and_continue]');
    await press(element, 'Pay now');
    await isDone(element);
    expect(made.backend.contract(made.contractId).status).to.equal('active');
    expect(made.backend.contract(made.contractId).milestones[0]?.state).to.equal('refund_requested');
  });

  it('rule 15: requests changes only with a message', async () => {
    const { element, fixture: made } = await show(submitted);
    await choose(element, '[value=changes]');
    await press(element, 'Request changes');
    expect(shownIn(element)).to.contain('Say what needs to be fixed.');
    expect(commands(made)).to.have.length(0);
    await type(element, '#changes', 'A dark version, please.');
    await press(element, 'Request changes');
    await isDone(element);
    expect(made.backend.contract(made.contractId).milestones[0]?.changeRequest?.message).to.equal(
      'A dark version, please.',
    );
  });

  it('rule 16: is named Release payment if nothing was submitted', async () => {
    const { element } = await show(() => {
      const made = contractFixture(brandIdentity);
      made.client({ type: 'fund', milestoneId: made.milestone(0) });
      return made;
    });
    expect(shownIn(element)).to.contain('Release payment').and.contain('You can release payment anyway.');
    expect(element.shadowRoot?.querySelector('[name=choice]')).to.equal(null);
    await press(element, 'Pay now');
    await isDone(element);
  });

  it('rule 17: shows no decision from the deadline on', async () => {
    const { element, fixture: made } = await show(submitted);
    made.backend.advance(14 * 86_400_000);
    await press(element, 'Pay now');
    await until(() => shownIn(element).includes('was released automatically'));
    expect(made.backend.contract(made.contractId).totals.released).to.equal(50_000);
    expect(element.shadowRoot?.querySelector('form')).to.equal(null);
  });

  it('keeps the form’s values when the contract is reloaded, and says that it changed', async () => {
    const { element, fixture: made } = await show(submitted);
    await type(element, '#amount', '300');
    await type(element, '#note', 'Half of it');
    made.freelancer({ type: 'submit', milestoneId: made.milestone(0), message: 'A better version.' });
    await element.refresh();
    await element.updateComplete;
    expect(shownIn(element)).to.contain('A better version.').and.contain('This milestone just changed.');
    expect(inside<HTMLInputElement>(element, '#amount').value).to.equal('300');
    expect(inside<HTMLTextAreaElement>(element, '#note').value).to.equal('Half of it');
  });

  it('keeps the form’s values when the session expires, and says so', async () => {
    const { element, fixture: made } = await show(submitted);
    await type(element, '#note', 'Thank you');
    made.backend.weather = 'signed_out';
    const reported = heard(document, 'workroom-session-expired');
    await press(element, 'Pay now');
    await reported;
    await until(() => shownIn(element).includes('Session expired'));
    expect(inside<HTMLTextAreaElement>(element, '#note').value).to.equal('Thank you');
    made.backend.weather = 'fine';
    await press(element, 'Pay now');
    await isDone(element);
  });

  it('shows the server’s reason for an unavailable action', async () => {
    const { element, fixture: made } = await show(submitted);
    const { contract } = element;
    const closing: typeof fetch = async (input, init) => {
      const answer = await (await made.backend.fetch(input, init)).json();
      const actions = answer.actions.map((action: { name: string }) =>
        action.name === 'release'
          ? { ...action, enabled: false, reason: 'A payment is in progress.', code: 'payment_in_progress' }
          : action,
      );
      return Response.json({ ...answer, actions });
    };
    const again = heard(element, 'workroom-ready');
    element.fetch = closing;
    await again;
    await element.updateComplete;
    expect(contract?.id).to.equal(made.contractId);
    expect(shownIn(element)).to.contain('A payment is in progress.');
    expect(element.shadowRoot?.querySelector('form')).to.equal(null);
  });

  it('shows the freelancer the status, without buttons', async () => {
    const { element } = await show(submitted, { viewer: 'freelancer' });
    expect(shownIn(element)).to.contain('If Dana Whitfield does nothing, $500.00 is released to you automatically.');
    expect(element.shadowRoot?.querySelectorAll('button')).to.have.length(0);
    expect(await billIn(element)).to.deep.equal(['You will receive: $500.00']);
  });

  it('rule 57: shows each side every fee with its tax before they commit', async () => {
    const { element } = await show(() => submitted(undefined, { fees }));
    await choose(element, '#with-bonus');
    await type(element, '#bonus', '100');
    await until(() => shownIn(element).includes('Card handling'));
    expect(await billIn(element)).to.deep.equal([
      '“Moodboard and directions”: $500.00',
      'Service fee, paid by Lee Okafor: −$50.00',
      'Bonus: $100.00',
      'Card handlingIncludes $0.60 tax: $3.60',
      'Charged today: $103.60',
      'Released to Lee Okafor: $550.00',
    ]);
    document.body.replaceChildren();
    const theirs = await show(() => submitted(undefined, { fees }), { viewer: 'freelancer' });
    expect(await billIn(theirs.element)).to.deep.equal([
      '“Moodboard and directions”: $500.00',
      'Service fee: −$50.00',
      'You will receive: $450.00',
    ]);
  });

  it('shows the last price greyed while the next one loads, and requests one price per entry', async () => {
    const { element, fixture: made } = await show(submitted);
    await billIn(element);
    await type(element, '#amount', '3');
    await type(element, '#amount', '30');
    await type(element, '#amount', '300');
    expect(inside(element, '.bill.old').textContent).to.contain('$500.00');
    expect((await billIn(element))[0]).to.contain('$300.00');
    expect(made.backend.asked.map((each) => 'amount' in each && each.amount)).to.deep.equal([50_000, 30_000]);
  });

  it('shows an error if the price cannot be loaded, and still allows paying', async () => {
    const { element, fixture: made } = await show(() => {
      const given = submitted();
      given.backend.hasQuotes = false;
      return given;
    });
    await until(() => shownIn(element).includes('The fees couldn’t be loaded'));
    expect(await billIn(element)).to.deep.equal(['“Moodboard and directions”: $500.00']);
    made.backend.hasQuotes = true;
    await press(element, 'Try again');
    expect(await billIn(element)).to.include('Released to Lee Okafor: $500.00');
    made.backend.hasQuotes = false;
    await press(element, 'Pay now');
    await isDone(element);
    expect(made.backend.contract(made.contractId).totals.released).to.equal(50_000);
  });

  it('ends with the amounts paid and charged, and closes with Done', async () => {
    const { element } = await show(submitted);
    await choose(element, '#with-bonus');
    await type(element, '#bonus', '75');
    await billIn(element);
    await press(element, 'Pay now');
    await isDone(element);
    expect(await billIn(element)).to.deep.equal(['Charged today: $75.00', 'Released to Lee Okafor: $575.00']);
    await press(element, 'Done');
    expect(element.matches(':state(done)')).to.equal(false);
    expect(shownIn(element)).to.contain('$500.00 was released to Lee Okafor.');
  });

  it('can be stopped by the page', async () => {
    const { element, fixture: made } = await show(submitted);
    element.addEventListener('workroom-release-request', (event) => event.preventDefault());
    await press(element, 'Pay now');
    expect(commands(made)).to.have.length(0);
  });

  it('accepts amounts in the reader’s format', async () => {
    const { element } = await show(submitted, { attributes: { locale: 'de' } });
    await type(element, '#amount', '300,50');
    await choose(element, '[value=next_milestone]');
    expect((await billIn(element))[0]).to.match(/300,50\s\$/);
  });

  it('asks which amount is meant if it is ambiguous', async () => {
    const { element, fixture: made } = await show(() => submitted());
    await type(element, '#amount', '1.500');
    await press(element, 'Pay now');
    expect(shownIn(element)).to.contain('Do you mean $1,500.00 or $1.50? Enter 1500.00 or 1.50.');
    expect(commands(made)).to.have.length(0);
    await type(element, '#amount', '1.50');
    expect(shownIn(element)).not.to.contain('Do you mean');
    await choose(element, '[value=next_milestone]');
    expect((await billIn(element))[0]).to.contain('$1.50');
  });

  it('sets no attribute on itself', async () => {
    const { element } = await show(submitted);
    expect(element.getAttributeNames()).to.deep.equal([]);
  });
});

describe('the dialog', () => {
  const opened = async () => {
    const opener = document.createElement('button');
    opener.textContent = 'Review and pay';
    document.body.append(opener);
    const shown = await show(submitted, { attributes: { dialog: '' } });
    opener.focus();
    shown.element.show();
    await shown.element.updateComplete;
    return { ...shown, opener };
  };

  it('opens, takes the focus, and returns it', async () => {
    const { element, opener } = await opened();
    const dialog = inside<HTMLDialogElement>(element, 'dialog');
    expect(dialog.open).to.equal(true);
    expect(document.activeElement).to.equal(element);
    const closed = heard(element, 'workroom-close');
    await press(element, 'Close');
    expect((await closed).bubbles).to.equal(false);
    expect(dialog.open).to.equal(false);
    expect(document.activeElement).to.equal(opener);
  });

  it('keeps the form’s values when it is closed', async () => {
    const { element } = await opened();
    await type(element, '#amount', '300');
    element.close();
    await element.updateComplete;
    element.show();
    await element.updateComplete;
    expect(inside<HTMLInputElement>(element, '#amount').value).to.equal('300');
  });
});
