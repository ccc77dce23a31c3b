import { expect, test } from 'vitest';
import { presentContract } from './api/index.ts';
import { attentionOf, needsStaffBy } from './attention.ts';
import type { PaymentOutcome } from './command.ts';
import type { Contract } from './contract.ts';
import { DAY_MS, later } from './instant.ts';
import { client, freelancer, givenFunded, idAt, operator, type Scenario } from './testing/index.ts';

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
