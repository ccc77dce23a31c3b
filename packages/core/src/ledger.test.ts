import { expect, test } from 'vitest';
import { type Account, balances, escrowOf } from './ledger.ts';
import { amount } from './money.ts';
import { client, givenFunded, release } from './testing/index.ts';

test('a balance is credits minus debits', () => {
  const move = (debit: Account, credit: Account, moved: number) => ({ debit, credit, amount: amount(moved) });
  const sums = balances([
    move('processor', 'escrow:mst_1', 100),
    move('escrow:mst_1', 'payable:freelancer', 60),
    move('payable:freelancer', 'processor', 60),
  ]);
  expect(Object.fromEntries(sums)).toEqual({ processor: -40, 'escrow:mst_1': 40, 'payable:freelancer': 0 });
});

test('carried funds have a separate account', () => {
  expect(escrowOf(null)).toBe('escrow:carried');
  expect(escrowOf('mst_1')).toBe('escrow:mst_1');
});

test('clearing accounts return to zero when the provider confirms', () => {
  const asked = givenFunded().run([[release(50_000), client]]);
  expect(balances(asked.movements).get('payable:freelancer')).toBe(50_000);
  expect(balances(asked.paid().movements).get('payable:freelancer')).toBe(0);
  expect(balances(asked.paid().movements).get('processor')).toBe(0);
});
