import { expect } from 'chai';
import '../define/milestone-workroom.ts';
import type { WorkroomIntentEvent } from '../foundation/events.ts';
import { billIn, buttonNamed, inside, press, reach, shownIn, type } from '../testing/person.ts';
import { type ContractFixture, type ElementState, showState } from '../testing/states.ts';
import { until } from '../testing/until.ts';
import type { MilestoneWorkroom } from './milestone-workroom.ts';
import * as samples from './samples.ts';

type Viewer = ElementState['viewer'];

async function show(viewer: Viewer, given: () => ContractFixture, attributes: Readonly<Record<string, string>> = {}) {
  const state = { name: '', viewer, given, attributes };
  const { element, fixture } = await showState<MilestoneWorkroom>('milestone-workroom', state, document.body);
  return { element, ...fixture, contract: () => fixture.backend.contract(fixture.contractId) };
}

const isOpen = (element: Element) => element.matches(':state(open)');
const closed = (element: Element) => until(() => !isOpen(element));
const all = (element: Element, selector: string) => [
  ...(element.shadowRoot?.querySelectorAll<HTMLElement>(selector) ?? []),
];
const words = (element: Element, selector: string) =>
  inside(element, selector).textContent?.replace(/\s+/g, ' ').trim();
const spoken = (element: Element) => all(element, '[role=status]').map((each) => each.textContent?.trim());
const submitOf = (element: Element) => inside<HTMLButtonElement>(element, 'dialog button[type=submit]');

afterEach(() => document.body.replaceChildren());

describe('the words for the reader', () => {
  it('an offer is sent for the client, and received for the freelancer', async () => {
    const { element } = await show('client', samples.offered);
    expect(words(element, '.title-row [part~=badge]')).to.equal('Offer sent');
    const other = await show('freelancer', samples.offered);
    expect(words(other.element, '.title-row [part~=badge]')).to.equal('Offer received');
  });

  it('they are “you” where money goes to them or they have to answer', async () => {
    const { element } = await show('freelancer', samples.refundRequested);
    await until(() => all(element, '[part~=refund-request]').length > 0);
    expect(shownIn(element)).to.contain('Released to you').and.not.to.contain('Released to Lee');
    expect(words(element, '[part~=refund-request]')).to.match(
      /If you don’t answer by then, the money goes back to Dana/,
    );
    const other = await show('client', samples.refundRequested);
    await until(() => all(other.element, '[part~=refund-request]').length > 0);
    expect(words(other.element, '[part~=refund-request]')).to.match(
      /Lee Okafor can answer by .* the money goes back to you/,
    );
  });

  it('the dispute that they started themselves, and the clock that the other side started', async () => {
    const { element } = await show('client', samples.submitted);
    expect(words(element, '[part~=review]')).to.contain('Lee Okafor started the clock by submitting work on');
    const dispute = await show('freelancer', samples.disputed);
    await until(() => all(dispute.element, '[part~=dispute]').length > 0);
    expect(words(dispute.element, '[part~=dispute]')).to.contain('You started the dispute on');
  });
});

describe('the next step', () => {
  const steps: readonly (readonly [Viewer, () => ContractFixture, string, readonly string[]])[] = [
    ['client', samples.empty, 'Add the first milestone to the plan.', ['Add new milestone']],
    ['freelancer', samples.empty, 'Dana Whitfield needs to add milestones to the plan.', []],
    ['client', samples.offered, 'Lee Okafor has the offer. Work can start once they accept it.', ['Withdraw offer']],
    [
      'freelancer',
      samples.offered,
      'Look through the plan and accept the offer, or decline it.',
      ['Accept offer', 'Decline offer'],
    ],
    ['client', samples.planned, 'Fund “Moodboard and directions” so that Lee Okafor can start.', ['Fund milestone']],
    [
      'freelancer',
      samples.planned,
      'Dana Whitfield needs to fund “Moodboard and directions” before you start on it.',
      [],
    ],
    [
      'client',
      () => samples.funding('needs_action'),
      'Confirm your payment for “Moodboard and directions” so that Lee Okafor can start.',
      ['Confirm your payment'],
    ],
    [
      'client',
      () => samples.funding('stays_pending'),
      'The payment for “Moodboard and directions” is processing. There’s nothing to do right now.',
      [],
    ],
    [
      'client',
      () => samples.funding('declined'),
      'Your payment for “Moodboard and directions” was declined. Try again so that Lee Okafor can start.',
      ['Fund milestone'],
    ],
    [
      'client',
      samples.funded,
      'Lee Okafor is working on “Moodboard and directions”. You’ll review it here once it’s submitted.',
      ['Release payment'],
    ],
    [
      'freelancer',
      samples.funded,
      '“Moodboard and directions” is funded. Do the work, then submit it for review.',
      ['Submit work'],
    ],
    [
      'client',
      samples.submitted,
      'Look at what Lee Okafor submitted for “Moodboard and directions”, then pay or request changes. 14 days left.',
      ['Review and pay', 'Request changes'],
    ],
    [
      'freelancer',
      samples.submitted,
      'Dana Whitfield is reviewing “Moodboard and directions”. If they don’t answer, you’re paid automatically. 14 days left.',
      [],
    ],
    [
      'client',
      samples.changesRequested,
      'Lee Okafor is making the changes you asked for to “Moodboard and directions”.',
      [],
    ],
    [
      'freelancer',
      samples.changesRequested,
      'Dana Whitfield requested changes to “Moodboard and directions”. Submit it again when they’re done.',
      ['Submit work'],
    ],
    [
      'client',
      samples.refundRequested,
      'Lee Okafor needs to answer your refund request of $200.00. 6 days left.',
      ['Withdraw refund request'],
    ],
    [
      'freelancer',
      samples.refundRequested,
      'Dana Whitfield is asking for $200.00 back. Agree to the refund or start a dispute. 6 days left.',
      ['Agree to refund', 'Start a dispute'],
    ],
    [
      'freelancer',
      samples.disputed,
      '$500.00 is in dispute. Add a statement below, or settle it between you. 19 days left.',
      ['Offer a split'],
    ],
    [
      'mediator',
      samples.disputed,
      'Read both sides’ statements, then decide how $500.00 is split. 19 days left.',
      ['Decide the dispute'],
    ],
    ['freelancer', samples.payoutFailed, 'A payout of $500.00 didn’t arrive. Try it again.', ['Try again']],
    // Rule 7: the client is asked, and nothing ends automatically.
    [
      'client',
      samples.allPaid,
      'All milestones are complete. End the contract, or add another milestone.',
      ['End contract', 'Add new milestone'],
    ],
    [
      'freelancer',
      samples.allPaid,
      'All milestones are complete. Dana Whitfield can add another one or end the contract.',
      [],
    ],
    [
      'client',
      samples.ending,
      'Lee Okafor needs to answer your refund request of $300.00. 7 days left.',
      ['Withdraw refund request'],
    ],
  ];
  for (const [viewer, given, text, buttons] of steps) {
    it(`${viewer}: ${text}`, async () => {
      const { element } = await show(viewer, given);
      expect(words(element, '[part^=next-step] p')).to.equal(text);
      expect(all(element, '[part^=next-step] button').map((each) => each.textContent?.trim())).to.deep.equal(buttons);
    });
  }
});

describe('money (rule 40)', () => {
  for (const [name, given] of Object.entries(samples)) {
    if (typeof given !== 'function' || name === 'funding') continue;
    it(`adds up when ${name}`, async () => {
      const { contract } = await show('client', given as () => ContractFixture, { views: 'summary' });
      const figures = new Map(
        all(document.querySelector('milestone-workroom') as Element, '.figure').map((each) => [
          each.className.replace('figure ', ''),
          Math.round(Number(each.querySelector('dd')?.textContent?.replace(/[^\d.]/g, '')) * 100),
        ]),
      );
      const { deposited } = contract().totals;
      if (deposited === 0) return expect(figures.size).to.equal(0);
      const { whole, unfunded = 0, ...parts } = Object.fromEntries(figures);
      expect(whole).to.equal(deposited);
      expect(Object.values(parts).reduce((sum, part) => sum + part, 0)).to.equal(deposited);
      const bar = all(document.querySelector('milestone-workroom') as Element, '.bar-part');
      return expect(bar.some((part) => part.matches('.unfunded'))).to.equal(unfunded > 0);
    });
  }
});

describe('the rendered room', () => {
  it('contains only the named views', async () => {
    const { element } = await show('client', samples.submitted, { views: 'summary timeline' });
    expect(all(element, '[part=summary]')).to.have.length(1);
    expect(all(element, '[part=activity]')).to.have.length(1);
    expect(all(element, '[part=milestones]')).to.have.length(0);
    element.views = 'milestones';
    await element.updateComplete;
    expect(all(element, '[part=summary], [part=activity]')).to.have.length(0);
    expect(all(element, '[part=milestones]')).to.have.length(1);
  });

  it('has the state of each milestone as a second part name', async () => {
    const { element } = await show('client', samples.carried);
    expect(all(element, 'li.milestone').map((each) => each.getAttribute('part'))).to.deep.equal([
      'milestone paid',
      'milestone planned',
      'milestone planned',
    ]);
  });

  it('shows who started the review’s clock, when it ends in both zones, and what happens without an answer (rule 18)', async () => {
    const { element } = await show('freelancer', samples.submitted);
    const text = words(element, '[part=review]') ?? '';
    expect(text).to.include('You started the clock by submitting work on');
    expect(text).to.match(/It ends on .* UTC\./);
    expect(text).to.include('If Dana Whitfield does nothing, $500.00 is released to you automatically.');
  });

  it('shows how long a milestone is overdue', async () => {
    const { element } = await show('client', samples.overdue);
    expect(words(element, '[part~=overdue]')).to.match(/^Due Dec 1, 2026, [23] days overdue$/);
  });

  it('contains no link that could run a script', async () => {
    const { element } = await show('client', () => {
      const made = samples.funded();
      made.freelancer({
        type: 'submit',
        milestoneId: made.milestone(0),
        message: 'x',
        links: [{ url: 'javascript:alert(1)', label: 'x' }],
      });
      return made;
    });
    expect(all(element, '[part=submission] a')).to.have.length(0);
  });

  it('sets no attribute on the host', async () => {
    const { element } = await show('client', samples.submitted);
    expect(element.getAttributeNames()).to.deep.equal([]);
  });
});

describe('an unavailable action', () => {
  it('is in the menu, can be focused, and gives a reason', async () => {
    const { element } = await show('client', samples.refundRequested);
    await until(() => all(element, '.more').length > 2);
    all(element, '.more')[2]?.click();
    await until(() => element.shadowRoot?.querySelector('.menu [data-action=fund]'));
    const [fund] = all(element, '.menu [data-action=fund]');
    expect(fund?.ariaDisabled).to.equal('true');
    expect(element.shadowRoot?.activeElement).to.equal(fund);
    const reason = element.shadowRoot?.getElementById(fund?.getAttribute('aria-describedby') ?? '');
    expect(reason?.textContent).to.equal('A refund request is open. It must be answered or withdrawn first.');
    fund?.click();
    await element.updateComplete;
    expect(isOpen(element)).to.equal(false);
  });

  it('is hidden from people for whom it makes no sense', async () => {
    const { element } = await show('freelancer', samples.planned);
    await until(() => all(element, '.more').length > 0);
    expect(all(element, '[data-action=fund], [data-action=add_milestones]')).to.have.length(0);
    let failure: unknown = null;
    await reach(element, 'Move down').catch((error: unknown) => {
      failure = error;
    });
    expect(failure).to.be.an('error');
  });

  it('is a line that says when it will be available, while another milestone is funded (rule 8)', async () => {
    const { element } = await show('client', samples.funded);
    let failure: unknown = null;
    await reach(element, 'Fund milestone').catch((error: unknown) => {
      failure = error;
    });
    expect(failure).to.be.an('error');
    expect(shownIn(element)).to.contain('You can fund this after “Moodboard and directions” is complete.');
  });
});

describe('after a payment', () => {
  it('offers to fund the next milestone', async () => {
    const { element } = await show('client', samples.submitted);
    await press(element, 'Review and pay');
    await until(() => element.shadowRoot?.querySelector('dialog form'));
    await press(element, 'Pay now');
    await until(() => shownIn(element).includes('Fund next milestone'));
    await press(element, 'Fund next milestone');
    await until(() => shownIn(element).includes('Fund “Logo”'));
    expect(await billIn(element)).to.deep.equal(['“Logo”: $900.00', 'Charged today: $900.00']);
  });
});

describe('funding', () => {
  it('shows the price before the payment', async () => {
    const { element } = await show('client', samples.carried);
    await press(element, 'Fund milestone');
    expect(await billIn(element)).to.deep.equal([
      '“Logo”: $900.00',
      'Carried funds: −$200.00',
      'Charged today: $700.00',
    ]);
  });

  it('includes the fee', async () => {
    const { element } = await show('client', () => {
      const made = samples.planned();
      return made;
    });
    await press(element, 'Fund milestone');
    expect(await billIn(element)).to.deep.equal(['“Moodboard and directions”: $500.00', 'Charged today: $500.00']);
  });

  it('lets the page ask for the card first', async () => {
    const { element, backend } = await show('client', samples.planned);
    element.addEventListener('workroom-fund-request', (event) => {
      event.respondWith(Promise.resolve({ paymentMethod: 'pm_4242' }));
    });
    await press(element, 'Fund milestone');
    submitOf(element).click();
    await closed(element);
    expect(backend.received.at(-1)).to.deep.include({ name: 'fund', body: { paymentMethod: 'pm_4242' } });
  });

  it('can be cancelled by the page', async () => {
    const { element, backend } = await show('client', samples.planned);
    const stop = (event: WorkroomIntentEvent) => event.preventDefault();
    element.addEventListener('workroom-fund-request', stop as EventListener);
    await press(element, 'Fund milestone');
    submitOf(element).click();
    await element.updateComplete;
    expect(backend.received).to.have.length(0);
  });

  it('stays open with the reason if the card is declined, and a second try with another card pays', async () => {
    const { element, backend, contract } = await show('client', samples.planned);
    backend.card = 'declined';
    await press(element, 'Fund milestone');
    submitOf(element).click();
    await until(() => element.shadowRoot?.querySelector('dialog [role=alert]'));
    expect(words(element, 'dialog [role=alert]')).to.include('Your card was declined.');
    backend.card = 'succeeds';
    submitOf(element).click();
    await closed(element);
    expect(contract().milestones[0]?.state).to.equal('funded');
  });

  it('asks the page for the client’s confirmation, and again on Confirm your payment', async () => {
    const { element, backend } = await show('client', samples.planned);
    const asked: unknown[] = [];
    element.addEventListener('workroom-payment-action', ({ detail }) => asked.push(detail.payment.status));
    backend.card = 'needs_action';
    await press(element, 'Fund milestone');
    submitOf(element).click();
    await closed(element);
    await until(() => asked.length === 1);
    await press(element, 'Confirm your payment');
    expect(asked).to.deep.equal(['requires_action', 'requires_action']);
  });

  it('cannot pay twice', async () => {
    const { element, backend } = await show('client', samples.planned);
    await press(element, 'Fund milestone');
    const release = backend.hold();
    submitOf(element).click();
    await element.updateComplete;
    submitOf(element).click();
    expect(submitOf(element).ariaDisabled).to.equal('true');
    release();
    await closed(element);
    expect(backend.received.filter(({ name }) => name === 'fund')).to.have.length(1);
  });
});

describe('typed text', () => {
  it('is kept when the other side changes the contract', async () => {
    const { element, freelancer } = await show('client', samples.planned);
    await press(element, 'Add new milestone');
    await type(element, '#title-0', 'Signage');
    freelancer({ type: 'post_message', text: 'Hello' });
    await element.refresh();
    await element.updateComplete;
    expect(inside<HTMLInputElement>(element, '#title-0').value).to.equal('Signage');
  });

  it('is kept when the dialog is reopened, and cleared after sending', async () => {
    const { element } = await show('client', samples.empty);
    await press(element, 'Add new milestone');
    await type(element, '#title-0', 'Signage');
    await press(element, 'Cancel');
    await closed(element);
    await press(element, 'Add new milestone');
    expect(inside<HTMLInputElement>(element, '#title-0').value).to.equal('Signage');
    await type(element, '#amount-0', '50');
    await press(element, 'Add milestone');
    await closed(element);
    await press(element, 'Add new milestone');
    expect(inside<HTMLInputElement>(element, '#title-0').value).to.equal('');
  });

  it('must be confirmed if it could mean two amounts, which differ by a factor of a thousand', async () => {
    const { element, contract } = await show('client', samples.empty, { locale: 'de' });
    await press(element, 'Add new milestone');
    await type(element, '#title-0', 'Signage');
    await type(element, '#amount-0', '1,500');
    submitOf(element).click();
    await element.updateComplete;
    expect(words(element, '#amount-0-error')).to.match(
      /^Do you mean 1\.500,00\s\$ or 1,50\s\$\? Enter 1500,00 or 1,50\.$/,
    );
    await type(element, '#amount-0', '1500.00');
    submitOf(element).click();
    await closed(element);
    expect(contract().milestones.map(({ amount }) => amount)).to.deep.equal([150_000]);
  });

  it('is kept when the session expires, and sent after the next sign-in', async () => {
    const { element, backend, contract } = await show('client', samples.empty);
    await press(element, 'Add new milestone');
    await type(element, '#title-0', 'Signage');
    await type(element, '#amount-0', '50');
    backend.weather = 'signed_out';
    await press(element, 'Add milestone');
    await until(() => element.shadowRoot?.querySelector('dialog [role=alert]'));
    expect(inside<HTMLInputElement>(element, '#title-0').value).to.equal('Signage');
    backend.weather = 'fine';
    await press(element, 'Add milestone');
    await closed(element);
    expect(contract().milestones.map(({ title }) => title)).to.deep.equal(['Signage']);
  });

  it('is kept when a command gets no answer', async () => {
    const { element, backend } = await show('client', samples.submitted);
    await type(element, '#message-text', 'Are you there?');
    backend.weather = 'offline';
    await press(element, 'Send');
    await until(() => element.shadowRoot?.querySelector('.composer [role=alert]'));
    expect(inside<HTMLTextAreaElement>(element, '#message-text').value).to.equal('Are you there?');
  });

  it('has its errors shown beside the field, which gets the focus', async () => {
    const { element, backend } = await show('client', samples.planned);
    await press(element, 'Add new milestone');
    await type(element, '#amount-0', '2');
    await press(element, 'Add milestone');
    await until(() => element.shadowRoot?.activeElement?.id === 'title-0');
    expect(words(element, '#title-0-error')).to.equal('This field is required.');
    expect(words(element, '#amount-0-error')).to.equal('Enter at least $5.00.');
    expect(inside(element, '#amount-0').getAttribute('aria-describedby')).to.include('amount-0-error');
    expect(backend.received).to.have.length(0);
  });
});

describe('changes', () => {
  it('by the other side are announced politely', async () => {
    const { element, freelancer, milestone } = await show('client', samples.funded);
    freelancer({ type: 'submit', milestoneId: milestone(0), message: 'Done.' });
    await element.refresh();
    await element.updateComplete;
    expect(spoken(element)).to.include('“Moodboard and directions” is now: In review, 14 days left');
  });

  it('by the viewer are announced, and the focus returns to the milestone', async () => {
    const { element } = await show('client', samples.planned);
    const opener = buttonNamed(element, 'Fund milestone');
    opener.focus();
    opener.click();
    await element.updateComplete;
    submitOf(element).click();
    await closed(element);
    await element.updateComplete;
    expect(spoken(element)).to.include('“Moodboard and directions” is funded.');
    await until(() => element.shadowRoot?.activeElement?.id.startsWith('name-'));
    expect(inside<HTMLDialogElement>(element, 'dialog').open).to.equal(false);
  });

  it('that make an open job impossible close it', async () => {
    const { element, client, milestone, backend } = await show('freelancer', samples.submitted);
    await press(element, 'Extend review');
    expect(isOpen(element)).to.equal(true);
    client({ type: 'release', milestoneId: milestone(0), amount: 50_000 });
    await element.refresh();
    await closed(element);
    expect(backend.received).to.have.length(0);
  });

  it('are added to the timeline, newest first', async () => {
    const { element, freelancer } = await show('client', samples.planned);
    await until(() => element.shadowRoot?.querySelector('[part=timeline]'));
    freelancer({ type: 'post_message', text: 'Hello from Lee' });
    await element.refresh();
    await until(() => words(element, '.event')?.includes('Hello from Lee'));
  });
});

describe('Review and pay on the timeline (rule 36)', () => {
  it('opens the decision, unless the page routes it itself', async () => {
    const { element } = await show('client', samples.submitted);
    await until(() => element.shadowRoot?.querySelector('.event .link'));
    inside(element, '.event .link').click();
    await until(() => isOpen(element));
    inside(element, '[part=close]').click();
    await closed(element);
    element.addEventListener('workroom-navigate', (event) => event.preventDefault());
    inside(element, '.event .link').click();
    await element.updateComplete;
    expect(isOpen(element)).to.equal(false);
  });
});

describe('loading and errors', () => {
  it('a timeline that cannot be read shows an error in its place, and Try again works', async () => {
    const { element, backend } = await show('client', samples.planned);
    await until(() => element.shadowRoot?.querySelector('[part=timeline]'));
    backend.weather = 'broken';
    await element.refresh();
    await element.updateComplete;
    expect(shownIn(element)).to.include('Connection lost.');
    expect(element.shadowRoot?.querySelector('[part=timeline]')).to.exist;
  });
});

it('keeps its own sizes after the decision’s styles have loaded', async () => {
  const { element } = await show('client', samples.submitted);
  await press(element, 'Review and pay');
  await until(() => element.shadowRoot?.querySelector('.review'));
  expect(getComputedStyle(element).maxInlineSize).to.equal('1216px');
  expect(getComputedStyle(inside(element, '.milestones h3')).fontSize).to.equal('18px');
});
