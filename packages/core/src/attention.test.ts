import { describe, expect, test } from 'vitest';
import { presentContract } from './api/index.ts';
import { attentionOf, needsStaffBy } from './attention.ts';
import type { PaymentOutcome } from './command.ts';
import type { Contract } from './contract.ts';
import { DAY_MS, later } from './instant.ts';
import { zero } from './money.ts';
import { client, freelancer, givenFunded, idAt, operator, release, type Scenario } from './testing/index.ts';

const refunded = givenFunded().run([
  [(contract) => ({ type: 'volunteer_refund', milestoneId: idAt(contract, 0), amount: 20_000 }), freelancer],
]);
const report = (outcome: PaymentOutcome) => (contract: Contract) =>
  ({ type: 'settle_payment', paymentId: contract.payments.at(-1)?.id ?? 'pay_none', outcome }) as const;
const pending = (reason?: string) =>
  report({ status: 'pending', reference: 're_1', ...(reason === undefined ? {} : { reason }) });
const reasonOf = ({ contract }: Scenario) => contract.payments.at(-1)?.pendingReason;

test('rule 48: a refund that waits for the marketplace’s balance needs staff after a day', () => {
  const waiting = refunded.run([[pending('insufficient_funds'), 'system']]);
  const since = later(waiting.now, DAY_MS);
  expect(attentionOf(waiting.contract)).toEqual([{ reason: 'refund_waiting', since }]);
  expect([later(since, -1), since].map((now) => needsStaffBy({ reason: 'refund_waiting', since }, now))).toEqual([
    false,
    true,
  ]);
  const done = waiting.run([[report({ status: 'succeeded', reference: 're_1' }), 'system']]);
  expect(attentionOf(done.contract)).toEqual([]);
  expect(reasonOf(done)).toBeUndefined();
});

test('a reason is recorded once, keeps its time, and gives way to another', () => {
  const waiting = refunded.run([[pending('insufficient_funds'), 'system']]);
  const nextDay = waiting.after(DAY_MS);
  expect(nextDay.when(pending('insufficient_funds'), 'system').events).toEqual([]);
  // A lookup may not say why.
  expect(nextDay.when(pending(), 'system').events).toEqual([]);
  const { events, next } = nextDay.when(pending('processing'), 'system');
  expect(events).toEqual(['payment.pending']);
  expect(reasonOf(next)).toEqual({ code: 'processing', since: nextDay.now });
  expect(attentionOf(next.contract)).toEqual([]);
});

test('only the marketplace sees it, because it is about its balance', () => {
  const { contract, now } = refunded.run([[pending('insufficient_funds'), 'system']]);
  const seenBy = (reader: Parameters<typeof presentContract>[1]) =>
    presentContract(contract, reader, now).payments.at(-1)?.pendingReason?.code;
  expect([operator, 'server' as const, client, freelancer].map(seenBy)).toEqual([
    'insufficient_funds',
    'insufficient_funds',
    undefined,
    undefined,
  ]);
});

describe('a warning of the card network that a charge is fraud', () => {
  const funded = givenFunded();
  const warn = (reference: string) => (contract: Contract) =>
    ({
      type: 'record_external',
      paymentId: contract.sources[0]?.payment ?? 'pay_none',
      movement: {
        reference,
        kind: 'fraud_warning',
        amount: zero,
        currency: contract.currency,
        at: contract.updatedAt,
        transferId: null,
      },
    }) as const;
  const reasonsOf = ({ contract }: Scenario) => attentionOf(contract).map(({ reason }) => reason);
  const refund = (amount?: number) => (contract: Contract) =>
    ({
      type: 'volunteer_refund',
      milestoneId: idAt(contract, 0),
      ...(amount === undefined ? {} : { amount }),
    }) as const;

  test('is in the queue once, with the whole charge, and moves nothing', () => {
    const { events, next } = funded.when(warn('issfr_1'), 'system');
    expect(events).toEqual(['payment.flagged']);
    expect(reasonsOf(next)).toEqual(['fraud_warning']);
    expect(next.movements).toEqual(funded.movements);
    expect(next.contract.version).toBe(funded.contract.version);
    expect(presentContract(next.contract, operator, next.now).differences).toMatchObject([
      { kind: 'fraud_warning', amount: 50_000, reference: 'issfr_1' },
    ]);
    expect(next.when(warn('issfr_1'), 'system').events).toEqual([]);
    // It is no missing money, so releases go on.
    expect(next.when(release(50_000), client).refused).toBeNull();
  });

  test('is over once the charge was refunded in full, and not before', () => {
    const part = funded.run([
      [warn('issfr_1'), 'system'],
      [refund(20_000), freelancer],
    ]);
    expect(reasonsOf(part)).toEqual(['fraud_warning']);
    const whole = part.run([[refund(), freelancer]]);
    expect(reasonsOf(whole)).toEqual([]);
    expect(presentContract(whole.contract, operator, whole.now).differences).toEqual([]);
    expect(whole.when(warn('issfr_2'), 'system').events).toEqual([]);
  });

  test('is over once the bank has taken the charge back, or staff have acknowledged it', () => {
    const warned = funded.run([[warn('issfr_1'), 'system']]);
    const taken = warned.run([
      [
        ({ sources }) => ({ type: 'open_chargeback', paymentId: sources[0]?.payment ?? 'pay_none', amount: 50_000 }),
        operator,
      ],
    ]);
    expect(reasonsOf(taken)).not.toContain('fraud_warning');
    const seen = warned.run([
      [
        ({ differences }) => ({
          type: 'acknowledge_difference',
          differenceId: differences[0]?.id ?? 'dif_none',
          reason: 'The client confirmed the payment by phone.',
        }),
        operator,
      ],
    ]);
    expect(reasonsOf(seen)).toEqual([]);
  });
});
