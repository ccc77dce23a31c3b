import { type Command, type Contract, type Decision, decide, isRefusal } from '@workroom/core';
import { client, fund, givenContract, seededIds, testEnvironment } from '@workroom/core/testing';
import { describe, expect, test } from 'vitest';
import { leasedPayments, schedulePayments } from './schedule.ts';
import { defaultTiming, paymentTiming, waitMs } from './timing.ts';

interface Decided {
  readonly before: Contract;
  readonly decision: Decision;
}

function decided(outcome: 'none' | 'pending' | 'succeeded' | 'cancelled' | 'declined'): Decided {
  const planned = givenContract({ amounts: [5_000] });
  if (outcome === 'none') return decideOn(planned.contract, fund()(planned.contract), client);
  const { contract } = planned.run([[fund(), client]]);
  const paymentId = contract.payments[0]?.id ?? 'pay_none';
  if (outcome === 'cancelled') return decideOn(contract, { type: 'cancel_payment', paymentId }, client);
  const reference = 'ch_1';
  const settled =
    outcome === 'declined'
      ? ({ status: 'failed', reference, code: 'card_declined', message: 'Declined.' } as const)
      : { status: outcome, reference };
  return decideOn(contract, { type: 'settle_payment', paymentId, outcome: settled }, 'system');
}

function decideOn(before: Contract, command: Command, actor: Parameters<typeof decide>[2]): Decided {
  const decision = decide(before, command, actor, testEnvironment(before.updatedAt, seededIds(7), 0));
  if (isRefusal(decision)) throw new Error(`refused: ${decision.refused}`);
  return { before, decision };
}

const scheduleOf = (outcome: Parameters<typeof decided>[0], timing = defaultTiming) =>
  schedulePayments(decided(outcome).decision, 1_000, timing);

function leasedOf(outcome: Parameters<typeof decided>[0], timing = defaultTiming) {
  const { before, decision } = decided(outcome);
  return leasedPayments(before, decision, schedulePayments(decision, 1_000, timing), 1_000);
}

test('a new payment is leased to the committing process, and due for all once the lease ends', () => {
  expect(scheduleOf('none')).toMatchObject([{ nextAttemptAtMs: 1_000, leaseUntilMs: 31_000 }]);
  expect(leasedOf('none')).toHaveLength(1);
});

test('a bonus counts as new, although it is reported as pending at once', () => {
  const { contract } = givenContract({ amounts: [5_000] });
  const { decision } = decideOn(contract, { type: 'give_bonus', amount: 2_000 }, client);
  expect(decision.events.map(({ type }) => type)).toEqual(['payment.pending']);
  expect(schedulePayments(decision, 1_000, defaultTiming)).toMatchObject([
    { nextAttemptAtMs: 1_000, leaseUntilMs: 31_000 },
  ]);
});

test('without an own sweep a new payment is due at once, without a lease', () => {
  const timing = paymentTiming({ tryAtOnce: false });
  expect(scheduleOf('none', timing)).toMatchObject([{ nextAttemptAtMs: 1_000, leaseUntilMs: null }]);
  expect(leasedOf('none', timing)).toEqual([]);
});

test('a pending payment is looked up later, by any process', () => {
  expect(scheduleOf('pending')).toMatchObject([{ nextAttemptAtMs: 16_000, leaseUntilMs: null }]);
  expect(leasedOf('pending')).toEqual([]);
});

test('a cancelled charge is due at once', () => {
  expect(scheduleOf('cancelled')).toMatchObject([{ nextAttemptAtMs: 1_000, leaseUntilMs: 31_000 }]);
});

test.each(['succeeded', 'declined'] as const)('a payment that %s is not due', (outcome) => {
  expect(scheduleOf(outcome)).toMatchObject([{ nextAttemptAtMs: null, leaseUntilMs: null }]);
});

describe('what a decision knows of a payment that it leases', () => {
  test('is everything the provider needs, if the payment is new', () => {
    const { before, decision } = decided('none');
    const [payment] = decision.payments;
    expect(leasedOf('none')).toMatchObject([
      {
        paymentId: payment?.id,
        sinceMs: 1_000,
        work: { contractId: before.id, currency: 'USD', client: before.client, payment, source: null, attempts: 1 },
      },
    ]);
  });

  test('is not the number of attempts of an older payment, which is read', () => {
    expect(leasedOf('cancelled')).toMatchObject([{ work: null }]);
  });

  test('is not an older charge that it draws on', () => {
    const released = givenContract({ amounts: [5_000] })
      .run([[fund(), client]])
      .paid();
    const [charge] = released.contract.payments;
    const command: Command = { type: 'release', milestoneId: released.milestone().id, amount: 5_000 };
    const whole = decideOn(released.contract, command, client);
    const leased = (contract: Contract) =>
      leasedPayments(contract, { contract }, schedulePayments(whole.decision, 1_000, defaultTiming), 1_000);
    const after = whole.decision.contract;
    const inHand = leasedPayments(
      whole.before,
      whole.decision,
      schedulePayments(whole.decision, 1_000, defaultTiming),
      1,
    );
    expect(inHand).toMatchObject([{ work: { source: { id: charge?.id } } }]);
    const without = { ...after, payments: after.payments.filter(({ id }) => id !== charge?.id) };
    expect(
      leasedPayments(whole.before, { contract: without }, schedulePayments(whole.decision, 1_000, defaultTiming), 1),
    ).toMatchObject([{ work: null }]);
    expect(leased(after)).toMatchObject([{ work: null }]);
  });
});

test('delays double up to the maximum, and jitter removes at most half', () => {
  const backoff = { firstMs: 1_000, mostMs: 60_000 };
  expect([1, 2, 3, 20].map((attempt) => waitMs(backoff, attempt, () => 0))).toEqual([500, 1_000, 2_000, 30_000]);
  expect([1, 2, 3, 20].map((attempt) => waitMs(backoff, attempt, () => 0.999_999))).toEqual([
    1_000, 2_000, 4_000, 60_000,
  ]);
});

test('a call’s time limit is shorter than its lease', () => {
  expect(() => paymentTiming({ callTimeoutMs: 30_000 })).toThrow(/below leaseMs/);
});
