import { describe, expect, test } from 'vitest';
import { nextDeadline } from './deadlines.ts';
import { DAY_MS, HOUR_MS, later } from './instant.ts';
import {
  client,
  disputeRefund,
  freelancer,
  fund,
  givenCarried,
  givenContract,
  givenFunded,
  givenSubmitted,
  release,
  requestRefund,
  type Scenario,
  submit,
} from './testing/index.ts';

const lastTypes = ({ events }: Scenario, count: number) => events.slice(-count).map(({ type }) => type);

describe.each([
  ['rule 13: the review period', givenSubmitted(), 14 * DAY_MS, 'submitted', 'paid'],
  [
    'rule 30: the time to answer a refund request',
    givenFunded().run([[requestRefund(), client]]),
    7 * DAY_MS,
    'refund_requested',
    'refunded',
  ],
  [
    'rule 35: the time to decide a dispute',
    givenFunded().run([
      [requestRefund(), client],
      [disputeRefund, freelancer],
    ]),
    21 * DAY_MS,
    'disputed',
    'paid',
  ],
  [
    'edge: the time to confirm a charge',
    givenContract()
      .run([[fund(), client]])
      .pays('requires_action'),
    DAY_MS,
    'funding',
    'planned',
  ],
] as const)('%s', (_, running, ms, before, after) => {
  const deadline = later(running.now, ms);

  test('ends at one exact instant', () => {
    expect(nextDeadline(running.at(later(deadline, -1)).deadlinesApplied().contract)).toBe(deadline);
    expect(running.at(later(deadline, -1)).deadlinesApplied().milestone().state).toBe(before);
    expect(running.at(deadline).deadlinesApplied().milestone().state).toBe(after);
    expect(running.at(later(deadline, 1)).deadlinesApplied().milestone().state).toBe(after);
  });

  test('rule 17: a worker that is late applies it once, dated at the deadline', () => {
    const late = running.at(later(deadline, 5 * DAY_MS)).deadlinesApplied();
    const own = late.events.slice(running.events.length);
    expect(
      own.every(
        ({ occurredAt, recordedAt, actor }) =>
          occurredAt === deadline && recordedAt === late.now && actor.side === 'system',
      ),
    ).toBe(true);
    expect(late.deadlinesApplied().events).toHaveLength(late.events.length);
  });
});

test('rule 13: everything held goes to the freelancer', () => {
  const released = givenSubmitted()
    .after(14 * DAY_MS)
    .deadlinesApplied();
  expect(released.milestone()).toMatchObject({
    state: 'paid',
    automatically: true,
    funds: { released: 50_000, held: 0 },
  });
  expect(released.contract.payments.at(-1)).toMatchObject({ kind: 'transfer', amount: 50_000 });
});

test('rule 17: a command applies a passed deadline first, in the same decision', () => {
  const { events, next } = givenSubmitted()
    .after(14 * DAY_MS)
    .when({ type: 'post_message', text: 'Still there?' }, freelancer);
  expect(events).toEqual(['milestone.auto_released', 'message.posted']);
  expect(next.contract.seq).toBe(next.events.length);
});

test('rule 17: a refused command applies no deadline', () => {
  const late = givenSubmitted().after(14 * DAY_MS);
  expect(late.when(release(50_000), client).next.milestone().state).toBe('submitted');
});

describe('edge: deadlines at the same time', () => {
  // 10 days into the review, $100.00 are requested back. After 7 days without an answer the remaining 4 days resume.
  const asked = givenSubmitted()
    .after(10 * DAY_MS)
    .run([[requestRefund({ amount: 10_000 }), client]]);

  test('after a partial refund the review resumes, and ends too', () => {
    const late = asked.after(30 * DAY_MS).deadlinesApplied();
    expect(lastTypes(late, 3)).toEqual(['refund.expired', 'milestone.refunded', 'milestone.auto_released']);
    expect(late.milestone()).toMatchObject({ state: 'paid', funds: { refunded: 10_000, released: 40_000 } });
  });

  test('each is dated at its own instant', () => {
    const late = asked.after(30 * DAY_MS).deadlinesApplied();
    expect(late.events.slice(-3).map(({ occurredAt }) => (occurredAt - asked.now) / DAY_MS)).toEqual([7, 7, 11]);
    const milestone = late.milestone();
    expect(milestone.state === 'paid' && milestone.paidAt).toBe(later(asked.now, 11 * DAY_MS));
  });

  test('the earlier one is applied first', () => {
    const both = givenCarried()
      .run([[fund(1), client]])
      .pays('succeeded')
      .run([[submit(1), freelancer]])
      .after(10 * DAY_MS)
      .run([[{ type: 'give_bonus', amount: 1_000 }, client]])
      .pays('requires_action');
    const late = both.after(20 * DAY_MS).deadlinesApplied();
    expect(lastTypes(late, 2)).toEqual(['payment.cancelled', 'milestone.auto_released']);
  });
});

describe('edge: a contract’s time never runs backwards', () => {
  test('after the clock is set back, time continues from the last event', () => {
    const back = givenFunded()
      .after(DAY_MS)
      .run([[submit(), freelancer]])
      .after(-3 * DAY_MS);
    const { next } = back.when({ type: 'post_message', text: 'Early' }, client);
    expect(next.events.at(-1)?.recordedAt).toBe(later(back.now, 3 * DAY_MS));
  });

  test('and no deadline is applied that is not due at that time', () => {
    expect(givenSubmitted().after(-HOUR_MS).deadlinesApplied().milestone().state).toBe('submitted');
  });
});

test('a contract without a pending decision has no deadline', () => {
  expect(nextDeadline(givenContract().contract)).toBe(null);
  expect(nextDeadline(givenFunded().contract)).toBe(null);
});
