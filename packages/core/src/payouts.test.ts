import { describe, expect, test } from 'vitest';
import type { EventType } from './events/event.ts';
import { DAY_MS } from './instant.ts';
import { balances } from './ledger.ts';
import { payoutOf } from './payouts.ts';
import {
  client,
  decideDispute,
  disputeRefund,
  freelancer,
  fund,
  givenCarried,
  givenFunded,
  givenSubmitted,
  mediator,
  people,
  release,
  requestRefund,
  type Scenario,
} from './testing/index.ts';

const policy = { fees: { clientBps: 300, freelancerBps: 1_000 } };
const terms = { policy };
const appointed = (scenario: Scenario) =>
  scenario.run([[{ type: 'appoint_mediator', mediator: people.mediator }, 'server']]);
const disputed = (scenario: Scenario, place: number | null = 0) =>
  scenario.run([
    [requestRefund({}, place), client],
    [disputeRefund, freelancer],
  ]);
const offer = (scenario: Scenario, toFreelancer: number, sealed: boolean) =>
  ({ type: 'make_offer', disputeId: scenario.contract.dispute?.id ?? 'dsp_none', toFreelancer, sealed }) as const;

function agreed(sealed: boolean): Scenario {
  const open = disputed(givenSubmitted(terms));
  return open.run([
    [offer(open, 20_000, sealed), client],
    [offer(open, 20_000, sealed), freelancer],
  ]);
}

/** Every way of paying a freelancer, with the event that decides it. */
const ways: readonly (readonly [way: string, expected: EventType, scenario: () => Scenario])[] = [
  ['a release', 'milestone.released', () => givenSubmitted(terms).run([[release(50_000), client]])],
  ['a release without a submission', 'milestone.released', () => givenFunded(terms).run([[release(50_000), client]])],
  [
    'a release of a part, from two charges',
    'milestone.released',
    () =>
      givenCarried(terms)
        .run([[fund(1), client]])
        .paid()
        .run([[release(25_000, { leftover: { to: 'refund_and_continue', reason: 'Too much.' } }, 1), client]]),
  ],
  [
    'silence on a submission',
    'milestone.auto_released',
    () =>
      givenSubmitted(terms)
        .after(15 * DAY_MS)
        .deadlinesApplied(),
  ],
  [
    'a release with a bonus',
    'bonus.given',
    () => givenFunded(terms).run([[release(50_000, { bonus: 5_000 }), client]]),
  ],
  ['a separate bonus', 'bonus.given', () => givenFunded(terms).run([[{ type: 'give_bonus', amount: 5_000 }, client]])],
  [
    'a contract that ends with pay',
    'milestone.released',
    () => givenFunded(terms).run([[{ type: 'end', pay: 50_000 }, client]]),
  ],
  [
    'carried funds paid at the end',
    'funds.released',
    () => givenCarried(terms).run([[{ type: 'end', pay: 20_000 }, client]]),
  ],
  ['a split that both agree on', 'dispute.settled', () => agreed(false)],
  ['a split by sealed offers', 'dispute.settled', () => agreed(true)],
  [
    'a mediator’s decision',
    'dispute.decided',
    () => disputed(appointed(givenSubmitted(terms))).run([[decideDispute(20_000), mediator]]),
  ],
  [
    'a mediator’s decision over carried funds',
    'funds.released',
    () => disputed(appointed(givenCarried(terms)), null).run([[decideDispute(5_000), mediator]]),
  ],
  [
    'a dispute’s default',
    'dispute.defaulted',
    () =>
      disputed(givenSubmitted(terms))
        .after(40 * DAY_MS)
        .deadlinesApplied(),
  ],
];

const heard = ({ events }: Scenario) => events.map(payoutOf).filter((payout) => payout !== null);

describe('every payment to a freelancer is reported', () => {
  test.each(ways)('%s', (_, expected, way) => {
    const decided = way();
    const { contract, events, movements } = decided.paid();
    expect(events.map(({ type }) => type)).toContain(expected);
    const payouts = heard({ ...decided, events });
    const { released, bonuses } = contract.totals;
    const sum = (of: 'amount' | 'fee' | 'paid') => payouts.reduce((total, payout) => total + payout[of], 0);
    expect(sum('amount')).toBe(released + bonuses);
    expect(sum('fee')).toBe(balances(movements).get('fees:freelancer'));
    expect(sum('paid')).toBe(sum('amount') - sum('fee'));
    expect(new Set(payouts.map(({ paymentId }) => paymentId)).size).toBe(payouts.length);
  });

  test('none is reported before it has arrived', () => {
    expect(heard(givenFunded(terms).run([[release(50_000), client]]))).toEqual([]);
  });

  test('rule 55: a returned payout is reported with a negative sign, and again when it is sent again', () => {
    const paid = givenFunded(terms)
      .run([[release(50_000), client]])
      .paid();
    const back = paid.pays('failed', ({ kind }) => kind === 'transfer');
    expect(heard(back).map((payout) => payout.paid)).toEqual([45_000, -45_000]);
    const paymentId = back.contract.payments.at(-1)?.id ?? 'pay_none';
    const again = back.run([[{ type: 'retry_payment', paymentId }, freelancer]]).paid();
    expect(heard(again).map((payout) => payout.paid)).toEqual([45_000, -45_000, 45_000]);
  });

  test('charges, refunds and events without money are not reported', () => {
    const funded = givenFunded(terms);
    const refunded = funded
      .run([[{ type: 'volunteer_refund', milestoneId: funded.milestone().id }, freelancer]])
      .paid();
    expect(refunded.contract.totals.refunded).toBe(50_000);
    expect(heard(refunded)).toEqual([]);
  });
});
