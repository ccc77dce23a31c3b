import { amount, type Payment, type PaymentId, stampsOf } from '@workroom/core';
import { client, fund, givenContract, release } from '@workroom/core/testing';
import { amountAtProvider, type SimulatedOperation } from '@workroom/server/payments';
import { describe, expect, test } from 'vitest';
import { differences, type Reckoning } from './reckoning.ts';

const { contract, movements, events } = givenContract({
  amounts: [50_000],
  policy: { fees: { clientBps: 300, freelancerBps: 1_000 } },
})
  .run([[fund(), client]])
  .paid()
  .run([[release(20_000, { leftover: { to: 'refund_and_continue', reason: 'Too much.' } }), client]])
  .paid();
const operations = contract.payments.map(
  (payment): SimulatedOperation => ({
    key: payment.id,
    kind: payment.kind,
    contractId: contract.id,
    currency: 'USD',
    amount: amountAtProvider(payment),
    status: 'succeeded',
  }),
);

const numbers = events.flatMap(stampsOf).map(({ number }) => number);

function reckon(
  changed: readonly SimulatedOperation[] = operations,
  payments: readonly Payment[] = contract.payments,
  documents: readonly string[] = numbers,
) {
  const of = (kind: Payment['kind']) =>
    amount(
      changed
        .filter((each) => each.kind === kind && each.status === 'succeeded')
        .reduce((sum, each) => sum + each.amount, 0),
    );
  const books = {
    charged: of('charge'),
    transferred: of('transfer'),
    refunded: of('refund'),
    reversed: of('reversal'),
    disputed: amount(0),
    operations: changed,
  };
  const reckoning: Reckoning = { contract, payments, movements, books, documents };
  return differences(reckoning).join('\n');
}

const [charge, payout] = operations;
if (charge === undefined || payout === undefined) throw new Error('The deal has a charge and a payout.');

describe('the comparison of the books', () => {
  test('finds nothing if the books agree', () => {
    expect(reckon()).toBe('');
  });

  test('finds an unrequested movement: a payout that was retried with a new key', () => {
    expect(reckon([...operations, { ...payout, key: 'pay_another' as PaymentId }])).toMatch(
      /nobody asked for[\s\S]*provider, which says/,
    );
  });

  test('finds a movement that was made twice', () => {
    expect(reckon([...operations, payout])).toMatch(/did pay_\w+ twice/);
  });

  test('finds an amount that differs from the request', () => {
    expect(reckon([charge, { ...payout, amount: amount(payout.amount + 1) }])).toMatch(
      /is a transfer of 18001 at the provider/,
    );
  });

  test('finds a payment that succeeded for us and is unknown to the provider', () => {
    expect(reckon([charge])).toMatch(/is succeeded, and undefined at the provider/);
  });

  test('finds a pending payment that will never end', () => {
    const stuck = contract.payments.map((payment) => ({ ...payment, status: 'pending' as const }));
    expect(reckon(operations, stuck)).toMatch(/stuck, and not parked/);
  });

  test('rule 59: finds a document number that is missing, duplicated or not counted', () => {
    const [first = '', ...rest] = numbers;
    expect(reckon(operations, contract.payments, rest)).toMatch(/-0002 stands where \w+-0001 is due/);
    expect(reckon(operations, contract.payments, [first, first, ...rest.slice(1)])).toMatch(/-0001 stands where/);
    expect(reckon(operations, contract.payments, numbers.slice(0, -1))).toMatch(/the contract counts/);
  });
});
