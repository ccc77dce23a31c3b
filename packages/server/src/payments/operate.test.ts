import { instant, type Payment } from '@workroom/core';
import { expect, test } from 'vitest';
import type { PaymentWork } from '../store/store.ts';
import { operate } from './operate.ts';
import { simulatedProvider } from './simulated/index.ts';

/** A deposit that the provider may be asked for, where the freelancer cannot be paid out any more. */
function deposit(attempts: number): PaymentWork {
  const payment = {
    id: 'pay_1',
    kind: 'charge',
    purpose: 'deposit',
    milestoneId: 'mst_1',
    amount: 50_000,
    fee: 0,
    source: null,
    status: 'pending',
    failure: null,
    clientAction: null,
    actionBy: null,
    reference: null,
    paymentMethod: null,
    bonus: null,
    createdAt: instant(0),
  } as unknown as Payment;
  const person = { id: 'u1', name: 'Dana' };
  return { contractId: 'ctr_1', currency: 'USD', client: person, freelancer: person, payment, source: null, attempts };
}

const provider = () => simulatedProvider({ canPayOut: () => false });
const signal = new AbortController().signal;

test('a deposit that nobody has asked for yet fails where the freelancer cannot be paid out', async () => {
  expect(await operate(provider(), deposit(1), false, signal)).toMatchObject({
    status: 'failed',
    code: 'payout_account_missing',
  });
});

test('a deposit that may have been charged is never called failed without the provider: it is asked by its key', async () => {
  expect(await operate(provider(), deposit(2), false, signal)).toMatchObject({ status: 'succeeded' });
});
