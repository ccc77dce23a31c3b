import { amount, type Payment, type PaymentId } from '@workroom/core';
import { client, fund, givenContract, release } from '@workroom/core/testing';
import { amountAtProvider, type SimulatedOperation } from '@workroom/server/payments';
import { describe, expect, test } from 'vitest';
import { differences, type Reckoning } from './reckoning.ts';

const { contract, movements } = givenContract({
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

function reckon(changed: readonly SimulatedOperation[] = operations, payments: readonly Payment[] = contract.payments) {
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
  const reckoning: Reckoning = { contract, payments, movements, books };
  return differences(reckoning).join('\n');
}

const [charge, payout] = operations;
if (charge === undefined || payout === undefined) throw new Error('The deal has a charge and a payout.');

describe('the reckoning', () => {
  test('finds nothing between books that agree', () => {
    expect(reckon()).toBe('');
  });

  test('finds what nobody asked for: a payout that was tried again with a key of its own', () => {
    expect(reckon([...operations, { ...payout, key: 'pay_another' as PaymentId }])).toMatch(
      /nobody asked for[\s\S]*provider, which says/,
    );
  });

  test('finds what was done twice', () => {
    expect(reckon([...operations, payout])).toMatch(/did pay_\w+ twice/);
  });

  test('finds another amount than was asked for', () => {
    expect(reckon([charge, { ...payout, amount: amount(payout.amount + 1) }])).toMatch(
      /is a transfer of 18001 at the provider/,
    );
  });

  test('finds what we say succeeded and the provider does not have', () => {
    expect(reckon([charge])).toMatch(/is succeeded, and undefined at the provider/);
  });

  test('finds what is under way and will never end', () => {
    const stuck = contract.payments.map((payment) => ({ ...payment, status: 'pending' as const }));
    expect(reckon(operations, stuck)).toMatch(/stuck, and nobody was told/);
  });
});
