import { describe, expect, test } from 'vitest';
import {
  agreeToRefund,
  client,
  freelancer,
  fund,
  givenCarried,
  givenContract,
  givenFunded,
  givenSubmitted,
  release,
} from '../testing/index.ts';

const end = (pay?: number) =>
  ({ type: 'end', reason: 'Plans changed.', ...(pay === undefined ? {} : { pay }) }) as const;

describe('rule 32: a contract without held money ends at once', () => {
  test.each([
    ['client', client],
    ['freelancer', freelancer],
  ])('by the %s, and its unfunded milestones are cancelled', (_, actor) => {
    const { next, events } = givenContract().when(end(), actor);
    expect(events).toEqual(['contract.ended', 'milestone.cancelled', 'milestone.cancelled']);
    expect(next.contract).toMatchObject({ status: 'ended', endedAt: next.now });
    expect(next.events.at(-3)?.data).toEqual({ reason: 'Plans changed.' });
  });

  test('a cancelled milestone leaves no declined charge to try again', () => {
    const declined = givenContract()
      .run([[fund(), client]])
      .pays('failed');
    expect(declined.run([[end(), client]]).contract.payments[0]?.status).toBe('cancelled');
  });

  test('can be ended only once', () => {
    expect(
      givenContract()
        .run([[end(), client]])
        .when(end(), client).refused,
    ).toBe('contract_not_active');
  });
});

describe('rule 32: the client pays all, part, or nothing', () => {
  test('all: it ends at once', () => {
    const { next, events } = givenSubmitted().when(end(50_000), client);
    expect(events).toEqual(['milestone.released', 'contract.ended', 'milestone.cancelled']);
    expect(next.contract).toMatchObject({ status: 'ended', totals: { released: 50_000 } });
  });

  test('part: the rest is requested back', () => {
    const { next, events } = givenSubmitted().when(end(20_000), client);
    expect(events).toEqual(['milestone.released', 'refund.requested', 'contract.ending']);
    expect(next.contract).toMatchObject({ status: 'ending', refundRequest: { fromMilestone: 30_000, thenEnd: true } });
    expect(next.run([[agreeToRefund, freelancer]]).contract.milestones.map(({ state }) => state)).toEqual([
      'paid',
      'cancelled',
    ]);
  });

  test('nothing: all of it is requested back', () => {
    const { next, events } = givenSubmitted().when(end(), client);
    expect(events).toEqual(['refund.requested', 'contract.ending']);
    expect(next.run([[agreeToRefund, freelancer]]).milestone().state).toBe('refunded');
  });

  test('edge: carried funds count; the milestone’s money is paid first', () => {
    const both = givenCarried({ amounts: [50_000, 15_000] }).run([[fund(1), client]]);
    const { next } = both.when(end(17_000), client);
    expect(next.milestone(1).state).toBe('paid');
    expect(next.contract.refundRequest).toMatchObject({ milestoneId: null, fromMilestone: 0, fromCarried: 3_000 });
    expect(both.run([[end(20_000), client]]).contract).toMatchObject({ status: 'ended', totals: { released: 50_000 } });
  });

  test.each([-1, 0.5, Number.NaN, 1e20])('refuses %d as an amount', (pay) => {
    expect(givenSubmitted().when(end(pay), client).refusal).toMatchObject({
      refused: 'amount_not_positive',
      pointer: '/pay',
    });
  });

  test('not more than is held', () => {
    expect(givenSubmitted().when(end(50_001), client).refused).toBe('amount_exceeds_deposit');
  });
});

describe('edge: the freelancer ends it and everything held goes back at once', () => {
  test('submitted work included', () => {
    const { next, events } = givenSubmitted().when(end(), freelancer);
    expect(events).toEqual(['milestone.refunded', 'contract.ended', 'milestone.cancelled']);
    expect(next.milestone().funds).toMatchObject({ refunded: 50_000, released: 0 });
  });

  test('carried funds too', () => {
    const { next, events } = givenCarried().when(end(), freelancer);
    expect(events).toEqual(['funds.refunded', 'contract.ended', 'milestone.cancelled']);
    expect(next.contract.totals).toMatchObject({ released: 30_000, refunded: 20_000 });
  });

  test('the freelancer cannot pay a part', () => {
    expect(givenSubmitted().when(end(1), freelancer).refusal).toMatchObject({
      refused: 'forbidden_for_role',
      pointer: '/pay',
    });
  });
});

test('an ended contract still pays out', () => {
  const ended = givenFunded().run([
    [release(50_000), client],
    [end(), client],
  ]);
  expect(ended.contract.status).toBe('ended');
  expect(ended.paid().contract.payments.every(({ status }) => status === 'succeeded')).toBe(true);
});
