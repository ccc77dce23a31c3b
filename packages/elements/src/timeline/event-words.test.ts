import type { EventData, EventType } from '@workroom/core';
import { defaultPolicy } from '@workroom/core';
import type { WireContract, WireEvent } from '@workroom/core/api';
import { eventText, titlesOf } from '@workroom/core/messages';
import { expect } from 'chai';
import { LitElement } from 'lit';
import { Localize } from '../foundation/localize.ts';
import { brandIdentity, contractFixture, dana, lee, maya } from '../testing/states.ts';
import { english } from './event-words.ts';
import { foldedEvents } from './folded-events.ts';
import { seenText } from './seen-text.ts';

class Host extends LitElement {
  readonly words = new Localize(this, english, () => ({ locale: 'en' }));
}
customElements.define('test-event-words', Host);
const { words } = document.createElement('test-event-words') as Host;

const client = { side: 'client', ...dana } as const;
const freelancer = { side: 'freelancer', ...lee } as const;
const mediator = { side: 'mediator', ...maya } as const;
const server = { side: 'server' } as const;
const system = { side: 'system' } as const;

const { backend, contractId, milestone } = contractFixture(brandIdentity);
const contract: WireContract = await (
  await backend.fetch(`${backend.baseUrl}/contracts/${contractId}`, { headers: { authorization: 'Bearer session:u1' } })
).json();
const logo = milestone(1);
const on = { milestoneId: logo };
const operator: WireEvent['actor'] = { side: 'operator', id: 'op1', name: 'Rae Okoye' };
const until = '2026-12-06T12:00:00.000Z';
const when = words.instant(until);
// Ids of objects that the sentences do not name.
const id = <Value>(value: string) => value as Value;
const refund = { refundRequestId: id<never>('rfd_1'), milestoneId: logo, amount: id<never>('20000') };
const money = (minorUnits: number) => minorUnits as never;
const terms = {
  currency: 'USD',
  client: { id: 'u1', name: 'Dana Whitfield' },
  freelancer: { id: 'u2', name: 'Lee Okafor' },
  policy: defaultPolicy,
};
const proposal = { proposalId: id<never>('prp_1') };
const chargeback = {
  chargebackId: id<never>('cbk_1'),
  paymentId: id<never>('pay_1'),
  amount: money(50_000),
  withdrawn: money(50_000),
  reinstated: money(0),
};
const dispute = { disputeId: id<never>('dsp_1'), milestoneId: logo, amount: money(50_000) };
const charge = {
  paymentId: id<never>('pay_1'),
  kind: 'charge',
  purpose: 'deposit',
  milestoneId: logo,
  amount: money(90_000),
  fee: money(900),
} as const;
const failure = { code: 'card_declined', message: 'Your card was declined.', certain: true };
refund.amount = money(20_000);

type Case<Type extends EventType> = readonly [
  actor: WireEvent['actor'],
  data: EventData[Type],
  text: string,
  quote?: string,
];

const approval = { approvalId: id<never>('apr_1'), side: 'client' } as const;

const payout = { payoutId: id<never>('pot_1'), milestoneId: logo, amount: money(30_000), fee: money(3_000) };
const returned = { returnId: id<never>('ret_1'), milestoneId: logo, bonusId: null, amount: money(12_000) };

// Every type must be listed, or this does not compile.
const cases: { [Type in EventType]: readonly Case<Type>[] } = {
  'contract.created': [
    [
      server,
      { title: 'x', status: 'active', milestones: 3, ...terms },
      'The marketplace created the contract with 3 milestones',
    ],
    [
      server,
      { title: 'x', status: 'active', milestones: 1, ...terms },
      'The marketplace created the contract with 1 milestone',
    ],
    [server, { title: 'x', status: 'active', milestones: 0, ...terms }, 'The marketplace created the contract'],
    [server, { title: 'x', status: 'offered', milestones: 3, ...terms }, 'The offer was sent to Lee Okafor'],
  ],
  'contract.accepted': [[freelancer, {}, 'Lee Okafor accepted the offer']],
  'contract.declined': [[freelancer, { reason: 'No time.' }, 'Lee Okafor declined the offer', 'No time.']],
  'contract.withdrawn': [[client, { reason: null }, 'Dana Whitfield withdrew the offer']],
  'contract.edited': [
    [client, { title: 'Brand' }, 'Dana Whitfield renamed the contract to “Brand”'],
    [server, { metadata: {} }, 'The marketplace changed the contract’s details'],
  ],
  'contract.mediator_appointed': [
    [server, { mediator: maya }, 'Maya Lindqvist was appointed as mediator'],
    [server, { mediator: null }, 'The mediator was removed from this contract'],
  ],
  'contract.members_changed': [
    [server, { client: [dana], freelancer: [lee] }, 'The marketplace changed the people on this contract'],
  ],
  'contract.ending': [
    [client, { reason: 'Plans changed.' }, 'Dana Whitfield asked to end the contract', 'Plans changed.'],
  ],
  'contract.ended': [[client, { reason: null }, 'The contract ended']],
  'milestone.added': [
    [client, { ...on, title: 'Logo', amount: money(90_000), dueOn: null }, 'Dana Whitfield added “Logo” for $900.00'],
  ],
  'milestone.edited': [
    [
      client,
      {
        ...on,
        before: { amount: money(80_000), dueOn: null, title: 'a' },
        after: { amount: money(90_000), dueOn: id<never>('2026-12-18'), title: 'b' },
      },
      'Dana Whitfield changed “Logo”: amount $800.00 → $900.00, due date none → Dec 18, 2026, title',
    ],
  ],
  'milestone.removed': [[client, { ...on, title: 'Signage' }, 'Dana Whitfield deleted “Signage”']],
  'milestones.reordered': [[client, { milestoneIds: [logo] }, 'Dana Whitfield reordered the milestones']],
  'milestone.funding': [
    [
      client,
      {
        ...on,
        paymentId: id<never>('pay_1'),
        charged: money(90_000),
        fee: money(900),
        carried: money(0),
        increase: false,
      },
      'Dana Whitfield started the payment of $909.00 for “Logo”',
    ],
  ],
  'milestone.funded': [
    [
      system,
      { ...on, amount: money(90_000), charged: money(90_000), carried: money(0), paymentId: null, increase: false },
      '“Logo” is funded with $900.00',
    ],
    [
      system,
      {
        ...on,
        amount: money(90_000),
        charged: money(70_000),
        carried: money(20_000),
        paymentId: null,
        increase: false,
      },
      '“Logo” is funded with $900.00, $200.00 of it carried over',
    ],
    [
      system,
      {
        ...on,
        amount: money(15_000),
        charged: money(15_000),
        carried: money(0),
        paymentId: id<never>('pay_2'),
        increase: true,
      },
      '“Logo” was raised by $150.00, which is now held',
    ],
  ],
  'milestone.increase_agreed': [
    [
      client,
      { ...on, increase: money(15_000), amount: money(105_000) },
      '“Logo” will be worth $1,050.00 once the additional $150.00 is funded',
    ],
  ],
  'review.reminder': [
    [system, { ...on, daysLeft: 3, reviewEndsAt: until }, 'Dana Whitfield was reminded: 3 days left to review “Logo”'],
    [system, { ...on, daysLeft: 1, reviewEndsAt: until }, 'Dana Whitfield was reminded: 1 day left to review “Logo”'],
  ],
  'proposal.made': [
    [
      freelancer,
      { ...proposal, changes: [{ remove: { milestoneId: logo } }], note: 'Not needed.' },
      'Lee Okafor proposed 1 change to the plan',
      'Not needed.',
    ],
  ],
  'proposal.accepted': [[client, proposal, 'Dana Whitfield accepted the proposal']],
  'proposal.rejected': [
    [client, { ...proposal, reason: 'Too much.' }, 'Dana Whitfield rejected the proposal', 'Too much.'],
  ],
  'proposal.withdrawn': [[freelancer, proposal, 'Lee Okafor withdrew the proposal']],
  'proposal.outdated': [[system, proposal, 'A proposal was closed: the plan has changed since it was made']],
  'funds.hold_ending': [
    [
      system,
      { paymentId: id<never>('pay_1'), amount: money(30_000), holdUntil: until },
      `The payment provider can hold $300.00 only until ${when}`,
    ],
  ],
  'refund.volunteered': [
    [
      freelancer,
      { ...on, amount: money(20_000), reason: 'Half is done.' },
      'Lee Okafor gave $200.00 back',
      'Half is done.',
    ],
  ],
  'dispute.offer': [
    [
      client,
      { disputeId: id<never>('dsp_1'), sealed: false, toFreelancer: money(30_000), round: null },
      'Dana Whitfield offered a split: $300.00 to Lee Okafor',
    ],
    [
      client,
      { disputeId: id<never>('dsp_1'), sealed: true, toFreelancer: null, round: 1 },
      'Dana Whitfield made a sealed offer',
    ],
  ],
  'dispute.no_overlap': [
    [client, { disputeId: id<never>('dsp_1'), round: 2, roundsLeft: 1 }, 'The sealed offers in round 2 didn’t meet'],
  ],
  'dispute.settled': [
    [
      client,
      { ...dispute, toFreelancer: money(30_000), toClient: money(20_000), sealed: false },
      'Both agreed on a split: $300.00 to Lee Okafor, $200.00 back to Dana Whitfield',
    ],
    [
      client,
      { ...dispute, toFreelancer: money(30_000), toClient: money(20_000), sealed: true },
      'The sealed offers met: $300.00 to Lee Okafor, $200.00 back to Dana Whitfield',
    ],
  ],
  'milestone.submitted': [
    [
      freelancer,
      { ...on, submissionId: id<never>('sub_1'), message: 'Done.', links: [], files: [], reviewEndsAt: until },
      `Lee Okafor submitted work on “Logo”; the review ends ${when}`,
      'Done.',
    ],
  ],
  'milestone.submission_withdrawn': [
    [freelancer, { ...on, submissionId: id<never>('sub_1') }, 'Lee Okafor withdrew the submission on “Logo”'],
  ],
  'milestone.changes_requested': [
    [client, { ...on, message: 'Darker.' }, 'Dana Whitfield requested changes on “Logo”', 'Darker.'],
  ],
  'milestone.review_extended': [
    [
      freelancer,
      { ...on, days: 3, reviewEndsAt: until },
      `Lee Okafor extended the review of “Logo” by 3 days, until ${when}`,
    ],
    [
      freelancer,
      { ...on, days: 1, reviewEndsAt: until },
      `Lee Okafor extended the review of “Logo” by 1 day, until ${when}`,
    ],
  ],
  'milestone.released': [
    [
      client,
      { ...on, amount: money(30_000), fee: money(0), leftover: money(0), leftoverTo: null, note: 'Thanks!' },
      'Dana Whitfield released $300.00 to Lee Okafor for “Logo”',
      'Thanks!',
    ],
    [
      mediator,
      { ...on, amount: money(30_000), fee: money(0), leftover: money(0), leftoverTo: null, note: null },
      '$300.00 was released to Lee Okafor for “Logo”',
    ],
  ],
  'milestone.auto_released': [
    [
      system,
      { ...on, amount: money(90_000), fee: money(0) },
      'The review period for “Logo” ended: $900.00 was released to Lee Okafor automatically',
    ],
  ],
  'milestone.refunded': [[system, { ...on, amount: money(20_000) }, '$200.00 of “Logo” went back to Dana Whitfield']],
  'milestone.cancelled': [[system, on, '“Logo” was cancelled']],
  'bonus.given': [
    [
      client,
      { milestoneId: null, paymentId: id<never>('pay_1'), amount: money(7_500), note: 'Great.' },
      'Dana Whitfield gave a bonus of $75.00',
      'Great.',
    ],
  ],
  'funds.carried': [
    [
      client,
      { milestoneId: milestone(0), amount: money(20_000), toMilestoneId: logo },
      '$200.00 left on “Moodboard and directions” was carried over to “Logo”',
    ],
    [
      client,
      { milestoneId: logo, amount: money(20_000), toMilestoneId: null },
      '$200.00 left on “Logo” was carried over',
    ],
  ],
  'funds.released': [
    [client, { amount: money(20_000), fee: money(0) }, '$200.00 of carried funds was released to Lee Okafor'],
  ],
  'funds.refunded': [[client, { amount: money(20_000) }, '$200.00 of carried funds went back to Dana Whitfield']],
  'refund.requested': [
    [
      client,
      { ...refund, reason: 'Two, not three.', thenEnd: false, answerBy: until },
      `Dana Whitfield asked for $200.00 back; Lee Okafor can answer until ${when}`,
      'Two, not three.',
    ],
  ],
  'refund.withdrawn': [[client, refund, 'Dana Whitfield withdrew the refund request of $200.00']],
  'refund.agreed': [[freelancer, refund, 'Lee Okafor agreed to the refund of $200.00']],
  'refund.expired': [
    [system, refund, 'Lee Okafor didn’t answer in time: the refund of $200.00 was agreed automatically'],
  ],
  'dispute.opened': [
    [
      freelancer,
      { ...dispute, reason: 'All three fit.', decideBy: until },
      'Lee Okafor started a dispute over $500.00',
      'All three fit.',
    ],
  ],
  'dispute.statement': [
    [
      client,
      { disputeId: id<never>('dsp_1'), message: 'See the board.', files: [] },
      'Dana Whitfield added a statement to the dispute',
      'See the board.',
    ],
  ],
  'dispute.decided': [
    [
      mediator,
      { ...dispute, toFreelancer: money(30_000), toClient: money(20_000), note: 'Two of three.' },
      'Maya Lindqvist decided the dispute: $300.00 to Lee Okafor, $200.00 back to Dana Whitfield',
      'Two of three.',
    ],
  ],
  'contract.frozen': [
    [
      operator,
      { freezeId: id('frz_1'), reason: 'We look into this.' },
      'Rae Okoye (for the marketplace) froze the contract: deadlines are paused, and nothing is paid out',
      'We look into this.',
    ],
    [
      system,
      { freezeId: id('frz_2'), reason: 'The client’s bank disputes a payment of this contract.' },
      'The contract is frozen because Dana Whitfield’s bank disputes a payment: deadlines are paused, and nothing is paid out',
    ],
  ],
  'contract.unfrozen': [
    [
      operator,
      { freezeIds: [], stillFrozen: false, reason: 'All is well.' },
      'Rae Okoye (for the marketplace) lifted the freeze: deadlines resume with the time that was left',
      'All is well.',
    ],
    [
      server,
      { freezeIds: [], stillFrozen: true, reason: 'Checked.' },
      'The marketplace lifted a freeze; another one still applies',
      'Checked.',
    ],
  ],
  'operator.released': [
    [
      operator,
      { milestoneId: logo, amount: money(10_000), reason: 'It was delivered.' },
      'Rae Okoye released $100.00 to Lee Okafor for the marketplace',
      'It was delivered.',
    ],
  ],
  'operator.refunded': [
    [
      operator,
      { milestoneId: logo, amount: money(10_000), reason: 'It was not.' },
      'Rae Okoye gave $100.00 back to Dana Whitfield for the marketplace',
      'It was not.',
    ],
  ],
  'operator.extended': [
    [
      operator,
      { deadline: 'review', milestoneId: logo, days: 3, endsAt: until, reason: 'You were away.' },
      'Rae Okoye (for the marketplace) gave 3 more days for the review',
      'You were away.',
    ],
  ],
  'operator.ended': [
    [
      operator,
      { toFreelancer: money(30_000), toClient: money(20_000), reason: 'Neither of you answers.' },
      'Rae Okoye ended the contract for the marketplace: $300.00 to Lee Okafor, $200.00 back to Dana Whitfield',
      'Neither of you answers.',
    ],
  ],
  'refund.voided': [
    [operator, refund, 'The refund request of $200.00 was closed: the marketplace ended the contract'],
    [system, refund, 'The refund request of $200.00 was closed: that money is no longer held'],
  ],
  'dispute.voided': [
    [operator, dispute, 'The dispute over $500.00 was closed: the marketplace ended the contract'],
    [system, dispute, 'The dispute over $500.00 was closed: that money is no longer held'],
  ],
  'chargeback.inquiry': [
    [system, chargeback, 'Dana Whitfield’s bank is asking about a payment of $500.00; nothing was taken back'],
  ],
  'chargeback.opened': [[system, chargeback, 'Dana Whitfield’s bank took back $500.00']],
  'chargeback.updated': [[system, chargeback, 'There’s news about the disputed payment of $500.00']],
  'chargeback.won': [[system, chargeback, 'The bank returned $500.00: the money is back where it was']],
  'chargeback.lost': [[system, chargeback, 'The bank is keeping the $500.00 it took back']],
  'chargeback.evidence_sent': [
    [operator, { chargebackId: id('cbk_1'), paymentId: id('pay_1') }, 'The evidence was sent to Dana Whitfield’s bank'],
  ],
  'payment.flagged': [
    [
      system,
      { paymentId: id('pay_1'), amount: money(50_000), reference: 'issfr_1', differenceId: id('dif_1') },
      'The card network reported the payment of $500.00 as fraud',
    ],
  ],
  'payment.external': [
    [
      system,
      {
        paymentId: id('pay_1'),
        movement: 'refund',
        amount: money(10_000),
        currency: 'USD',
        booked: money(10_000),
        reference: 're_1',
        differenceId: null,
      },
      'The marketplace moved $100.00 at the payment provider',
    ],
  ],
  'difference.acknowledged': [
    [
      operator,
      { differenceId: id('dif_1'), reason: 'It was a test.' },
      'Rae Okoye (for the marketplace) reviewed a payment that matches nothing here',
      'It was a test.',
    ],
  ],
  'dispute.defaulted': [
    [
      system,
      { ...dispute, toFreelancer: money(25_000), toClient: money(25_000) },
      'The dispute wasn’t decided in time and was settled by default: $250.00 to Lee Okafor, $250.00 back to Dana Whitfield',
    ],
  ],
  'payment.pending': [[system, charge, 'The payment of $909.00 for “Logo” is being processed']],
  'payment.requires_action': [
    [system, { ...charge, actionBy: until }, 'The payment of $909.00 for “Logo” needs Dana Whitfield’s confirmation'],
  ],
  'payment.succeeded': [
    [system, charge, 'The payment of $909.00 for “Logo” went through'],
    [system, { ...charge, kind: 'transfer', purpose: 'release' }, 'The payout of $891.00 for “Logo” went through'],
    [
      system,
      { ...charge, kind: 'transfer', purpose: 'release', milestoneId: null },
      'The payout of $891.00 went through',
    ],
    [system, { ...charge, kind: 'transfer', purpose: 'bonus' }, 'The payout of the $891.00 bonus went through'],
    [system, { ...charge, purpose: 'bonus' }, 'The bonus payment of $909.00 went through'],
    [system, { ...charge, kind: 'refund', purpose: 'refund' }, 'The refund of $909.00 went through'],
  ],
  'payment.failed': [[system, { ...charge, failure }, 'The payment of $909.00 for “Logo” was declined']],
  'payment.parked': [
    [system, { ...charge, failure }, 'The payment of $909.00 for “Logo” didn’t go through and needs attention'],
  ],
  'payment.reversed': [
    [system, { ...charge, kind: 'refund', purpose: 'refund' }, 'The refund of $909.00 came back and is owed again'],
  ],
  'payout.scheduled': [
    [system, { ...payout, dueAt: until }, `A payout of $270.00 to Lee Okafor will be sent on ${when}`],
    [system, { ...payout, dueAt: null }, 'A payout of $270.00 to Lee Okafor is waiting for the security period to end'],
  ],
  'payout.held': [[system, payout, 'The payout of $270.00 to Lee Okafor is held']],
  'payout.sent': [[system, payout, 'The payout of $270.00 to Lee Okafor was sent']],
  'return.made': [
    [
      operator,
      { ...returned, atOnce: money(0), reason: 'Less was done.' },
      'Rae Okoye (for the marketplace) is giving $120.00 back to Dana Whitfield',
      'Less was done.',
    ],
  ],
  'return.completed': [[system, returned, '$120.00 came back and is on its way to Dana Whitfield']],
  'return.parked': [[system, returned, '$120.00 couldn’t be taken back from Lee Okafor yet']],
  'return.cancelled': [
    [
      operator,
      { ...returned, reason: 'They agreed.' },
      'Rae Okoye (for the marketplace) cancelled the return of $120.00',
      'They agreed.',
    ],
  ],
  'return.borne': [
    [
      operator,
      { ...returned, reason: 'Our fault.' },
      'The marketplace is giving $120.00 back to Dana Whitfield; Lee Okafor keeps what was paid out',
      'Our fault.',
    ],
  ],
  'payment.retried': [[client, charge, 'Dana Whitfield tried again: the payment of $909.00 for “Logo”']],
  'payment.cancelled': [
    [client, { ...charge, reason: 'cancelled' }, 'Dana Whitfield cancelled: the payment of $909.00 for “Logo”'],
    [
      system,
      { ...charge, reason: 'action_expired' },
      'The payment of $909.00 for “Logo” was not confirmed in time and was cancelled',
    ],
    [
      system,
      { ...charge, reason: 'milestone_settled' },
      'The payment of $909.00 for “Logo” was cancelled: the milestone was completed first',
    ],
  ],
  'message.posted': [[client, { text: 'Hello.' }, 'Dana Whitfield wrote', 'Hello.']],
  'approval.requested': [
    [client, { ...approval, request: '{}' }, 'Dana Whitfield asked others on their side for approval'],
  ],
  'approval.approved': [[client, approval, 'Dana Whitfield approved a request from their side']],
  'approval.rejected': [[client, { ...approval, reason: null }, 'Dana Whitfield rejected a request from their side']],
  'approval.withdrawn': [[client, approval, 'Dana Whitfield withdrew a request for approval']],
  'approval.expired': [[system, approval, 'An approval request expired']],
  'approval.voided': [[system, approval, 'An approval request was closed: it can no longer be carried out']],
  'text.erased': [[{ side: 'server' }, { texts: 3 }, 'Text was erased on request']],
};

function event(type: string, actor: WireEvent['actor'], data: object, seq = 9): WireEvent {
  const at = '2026-11-22T12:00:00.000Z';
  return {
    id: id<never>(`evt_${seq}`),
    contractId,
    seq,
    type,
    actor,
    occurredAt: at,
    recordedAt: at,
    data: { ...data },
    hash: '',
  } as WireEvent;
}

describe('events as text', () => {
  const titles = titlesOf(contract, []);
  for (const [type, each] of Object.entries(cases)) {
    for (const [actor, data, text, quote = null] of each) {
      it(`${type}: ${text}`, () => {
        expect(eventText(event(type, actor, data), contract, titles, words)).to.deep.equal({ text, quote });
      });
    }
  }

  it('mark the reader’s own name', () => {
    const seen = (viewer: WireContract['viewer'], actor: WireEvent['actor'], type: string, data: object) =>
      seenText(event(type, actor, data), { ...contract, viewer }, titles, words)?.text;
    expect(seen('freelancer', freelancer, 'contract.accepted', {})).to.equal('Lee Okafor (you) accepted the offer');
    expect(seen('client', freelancer, 'contract.accepted', {})).to.equal('Lee Okafor accepted the offer');
    const released = { ...on, amount: 30_000, fee: 0, leftover: 0, leftoverTo: null, note: null };
    expect(seen('freelancer', client, 'milestone.released', released)).to.equal(
      'Dana Whitfield released $300.00 to Lee Okafor (you) for “Logo”',
    );
    expect(seen('operator', freelancer, 'contract.accepted', {})).to.equal('Lee Okafor accepted the offer');
  });

  it('do not mark a name if the side has several people, one of whom is the reader', () => {
    const team = { ...contract, viewer: 'client', members: { ...contract.members, client: [dana, maya] } } as never;
    expect(seenText(event('proposal.accepted', client, proposal), team, titles, words)?.text).to.equal(
      'Dana Whitfield accepted the proposal',
    );
  });

  it('an unknown type has no text', () => {
    expect(eventText(event('milestone.beamed', client, {}), contract, titles, words)).to.equal(null);
  });

  it('a deleted milestone still has its title', () => {
    const added = event('milestone.added', client, {
      milestoneId: 'mst_gone',
      title: 'Signage',
      amount: 1,
      dueOn: null,
    });
    expect(titlesOf(contract, [added]).get('mst_gone')).to.equal('Signage');
  });
});

describe('groups of events', () => {
  const folded = (events: readonly WireEvent[]) =>
    foldedEvents(events).map(({ event: { type }, facts }) => [type, ...facts.map((fact) => fact.type)]);
  const pay = { paymentId: 'pay_1', purpose: 'deposit' };

  it('fold the steps of a payment into the funding, and keep their order', () => {
    const steps = [
      event('milestone.funding', client, pay, 1),
      event('payment.pending', system, pay, 2),
      event('payment.succeeded', system, pay, 3),
      event('milestone.funded', system, pay, 4),
    ];
    const whole = ['milestone.funded', 'milestone.funding', 'payment.pending', 'payment.succeeded'];
    expect(folded(steps)).to.deep.equal([whole]);
    expect(folded(steps.slice(0, 2))).to.deep.equal([['payment.pending', 'milestone.funding']]);
  });

  it('fold a payout into its release, and never fold a failed one', () => {
    const paid = { paymentId: 'pay_2', purpose: 'release', milestoneId: 'mst_1' };
    const steps = [
      event('milestone.released', client, { milestoneId: 'mst_1' }, 1),
      event('milestone.released', client, { milestoneId: 'mst_2' }, 2),
      event('payout.scheduled', system, { milestoneId: 'mst_1' }, 3),
      event('payment.parked', system, paid, 4),
      event('message.posted', client, { text: 'Hello' }, 5),
      event('payment.succeeded', system, paid, 6),
    ];
    expect(folded(steps)).to.deep.equal([
      ['milestone.released', 'payout.scheduled', 'payment.succeeded'],
      ['milestone.released'],
      ['payment.parked'],
      ['message.posted'],
    ]);
  });

  it('fold the milestones of a new contract, but not later ones', () => {
    const made = [
      event('contract.created', server, { milestones: 1 }, 1),
      event('milestone.added', server, {}, 2),
      event('milestone.added', client, {}, 3),
    ];
    expect(folded(made)).to.deep.equal([['contract.created', 'milestone.added'], ['milestone.added']]);
  });

  it('show every event once, whatever happened', () => {
    const { events } = everything();
    const shown = foldedEvents(events).flatMap(({ event: { seq }, facts }) => [seq, ...facts.map((fact) => fact.seq)]);
    expect(shown.toSorted((a, b) => a - b)).to.deep.equal(events.map(({ seq }) => seq));
  });
});

/** A contract on which money was deposited, paid out and refunded. */
function everything(): { events: readonly WireEvent[] } {
  const pay = (paymentId: string, purpose: string) => ({ paymentId, purpose, milestoneId: 'mst_1' });
  const types: readonly [string, object][] = [
    ['contract.created', { milestones: 2 }],
    ['milestone.added', {}],
    ['milestone.added', {}],
    ['milestone.funding', pay('pay_1', 'deposit')],
    ['payment.failed', pay('pay_1', 'deposit')],
    ['milestone.funding', pay('pay_2', 'deposit')],
    ['payment.succeeded', pay('pay_2', 'deposit')],
    ['milestone.funded', pay('pay_2', 'deposit')],
    ['milestone.released', { milestoneId: 'mst_1' }],
    ['payout.scheduled', { milestoneId: 'mst_1' }],
    ['payout.sent', { milestoneId: 'mst_1' }],
    ['payment.succeeded', pay('pay_3', 'release')],
    ['payment.succeeded', pay('pay_4', 'refund')],
    ['payment.external', { paymentId: 'pay_2' }],
  ];
  return { events: types.map(([type, data], index) => event(type as never, system, data as never, index + 1)) };
}
