import { expect, test } from 'vitest';
import { client, handClock, openDesk, seeded } from './desk.test.support.ts';
import { leasedPayments, schedulePayments } from './schedule.ts';
import { simulatedProvider } from './simulated/provider.ts';
import { defaultTiming, paymentTiming, waitMs } from './timing.ts';

function decided(outcome: 'none' | 'pending' | 'succeeded' | 'cancelled' | 'declined') {
  const clock = handClock();
  const desk = openDesk({ ...clock, provider: simulatedProvider(clock), random: seeded(7) });
  const contractId = desk.create([5_000]);
  const milestoneId = desk.contract(contractId).milestones[0]?.id;
  if (milestoneId === undefined) throw new Error('no milestone');
  const funded = desk.commit(contractId, { type: 'fund', milestoneId }, client);
  const paymentId = desk.contract(contractId).payments[0]?.id;
  if (paymentId === undefined) throw new Error('no payment');
  if (outcome === 'none') return funded;
  if (outcome === 'cancelled') return desk.commit(contractId, { type: 'cancel_payment', paymentId }, client);
  const reference = 'ch_1';
  const settled =
    outcome === 'declined'
      ? ({ status: 'failed', reference, code: 'card_declined', message: 'Declined.' } as const)
      : { status: outcome, reference };
  return desk.commit(contractId, { type: 'settle_payment', paymentId, outcome: settled }, 'system');
}

function scheduleOf(outcome: Parameters<typeof decided>[0], timing = defaultTiming) {
  const decision = decided(outcome);
  if (!('payments' in decision)) throw new Error('refused');
  return schedulePayments(decision, 1_000, timing);
}

test('a new payment is leased to who commits it, and due for everybody once the lease is over', () => {
  expect(scheduleOf('none')).toMatchObject([{ nextAttemptAtMs: 1_000, leaseUntilMs: 31_000 }]);
  expect(leasedPayments(scheduleOf('none'))).toHaveLength(1);
});

test('where others do the sweeping a new payment is due for anybody at once, and nobody’s lease', () => {
  const schedule = scheduleOf('none', paymentTiming({ tryAtOnce: false }));
  expect(schedule).toMatchObject([{ nextAttemptAtMs: 1_000, leaseUntilMs: null }]);
  expect(leasedPayments(schedule)).toEqual([]);
});

test('a payment that the provider is busy with is asked after later, by anybody', () => {
  expect(scheduleOf('pending')).toMatchObject([{ nextAttemptAtMs: 16_000, leaseUntilMs: null }]);
  expect(leasedPayments(scheduleOf('pending'))).toEqual([]);
});

test('a cancelled charge is called off at once', () => {
  expect(scheduleOf('cancelled')).toMatchObject([{ nextAttemptAtMs: 1_000, leaseUntilMs: 31_000 }]);
});

test.each(['succeeded', 'declined'] as const)('a payment that %s needs nothing more', (outcome) => {
  expect(scheduleOf(outcome)).toMatchObject([{ nextAttemptAtMs: null, leaseUntilMs: null }]);
});

test('waits double up to the most, and jitter takes at most half of them away', () => {
  const backoff = { firstMs: 1_000, mostMs: 60_000 };
  expect([1, 2, 3, 20].map((attempt) => waitMs(backoff, attempt, () => 0))).toEqual([500, 1_000, 2_000, 30_000]);
  expect([1, 2, 3, 20].map((attempt) => waitMs(backoff, attempt, () => 0.999_999))).toEqual([
    1_000, 2_000, 4_000, 60_000,
  ]);
});

test('a call may not take longer than the lease that protects it', () => {
  expect(() => paymentTiming({ callTimeoutMs: 30_000 })).toThrow(/below leaseMs/);
});
