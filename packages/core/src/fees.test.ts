import { expect, test } from 'vitest';
import { amountAtProvider, clientFee, costOfFunding, freelancerFee } from './fees.ts';
import { amount } from './money.ts';

const policy = { fees: { clientBps: 250, freelancerBps: 1_000 } };

test('fees are rounded half to even', () => {
  expect(clientFee(policy, amount(100))).toBe(2);
  expect(clientFee(policy, amount(140))).toBe(4);
  expect(freelancerFee(policy, amount(15))).toBe(2);
});

test('rule 9: carried funds come first, and the difference is charged with the client’s fee', () => {
  const cost = (wanted: number, carried: number) => costOfFunding(policy, amount(wanted), amount(carried));
  expect(cost(50_000, 0)).toEqual({ carried: 0, charged: 50_000, fee: 1_250 });
  expect(cost(50_000, 20_000)).toEqual({ carried: 20_000, charged: 30_000, fee: 750 });
  expect(cost(50_000, 50_000)).toEqual({ carried: 50_000, charged: 0, fee: 0 });
  expect(cost(50_000, 70_000)).toEqual({ carried: 50_000, charged: 0, fee: 0 });
});

test('the client’s fee is charged and comes back, the freelancer’s is taken off', () => {
  expect(amountAtProvider({ kind: 'charge', amount: 1_000, fee: 25 })).toBe(1_025);
  expect(amountAtProvider({ kind: 'refund', amount: 1_000, fee: 25 })).toBe(1_025);
  expect(amountAtProvider({ kind: 'transfer', amount: 1_000, fee: 100 })).toBe(900);
});
