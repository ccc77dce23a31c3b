import { amount, DAY_MS, instant, type Payment } from '@workroom/core';
import { expect, test } from 'vitest';
import type { PaymentWork } from '../store/store.ts';
import { operate } from './operate.ts';
import { simulatedProvider } from './simulated/index.ts';

/** A deposit for a freelancer who can no longer receive payouts. */
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

/** A reversal of 20.00 of a payout, and the provider that made it. */
async function reversal(paymentMethod = 'pm_ok') {
  let nowMs = Date.UTC(2026, 0, 1);
  const simulated = simulatedProvider({ clock: { now: () => new Date(nowMs) } });
  const operation = { contractId: 'ctr_1', currency: 'USD', amount: amount(5_000) } as const;
  await simulated.charge({ ...operation, key: 'pay_charge', clientId: 'u1', paymentMethod });
  const source = { key: 'pay_charge', reference: null } as const;
  await simulated.transfer({ ...operation, key: 'pay_transfer', freelancerId: 'u1', source }).catch(() => null);
  const { payment, ...work } = deposit(1);
  const asked = { ...payment, id: 'pay_reversal', kind: 'reversal', purpose: 'return', source: 'pay_transfer' };
  const taken = { ...asked, amount: 2_000 } as unknown as Payment;
  return {
    simulated,
    work: { ...work, payment: taken, source: { id: 'pay_transfer', reference: null } } satisfies PaymentWork,
    waitADay: () => {
      nowMs += DAY_MS;
    },
  };
}

const provider = () => simulatedProvider({ canPayOut: () => false });
const signal = new AbortController().signal;

test('a deposit that was never requested fails if the freelancer cannot be paid out', async () => {
  expect(await operate(provider(), deposit(1), false, signal)).toMatchObject({
    status: 'failed',
    code: 'payout_account_missing',
  });
});

test('a deposit that may have been charged never fails without the provider, which is called with its key', async () => {
  expect(await operate(provider(), deposit(2), false, signal)).toMatchObject({ status: 'succeeded' });
});

test('rule 50: a reversal whose answer was lost is looked up and not made again', async () => {
  const { simulated, work } = await reversal('pm_payout_answer_lost');
  await expect(operate(simulated, work, true, signal)).rejects.toThrow('broke before it answered');
  expect(await operate(simulated, { ...work, attempts: 2 }, false, signal)).toMatchObject({ status: 'succeeded' });
  expect(await simulated.books()).toMatchObject({ reversed: 2_000 });
});

test('rule 50: a reversal that two processes ask for at once is made once', async () => {
  const { simulated, work } = await reversal();
  const answers = await Promise.all([1, 2, 3].map(() => operate(simulated, work, true, signal)));
  expect(answers.map(({ status }) => status)).toEqual(['succeeded', 'succeeded', 'succeeded']);
  expect(await simulated.books()).toMatchObject({ reversed: 2_000 });
});

test('rule 50: a reversal that never reached the provider is made by the next attempt', async () => {
  const { simulated, work } = await reversal();
  expect(await operate(simulated, { ...work, attempts: 2 }, false, signal)).toMatchObject({ status: 'succeeded' });
  expect(await simulated.books()).toMatchObject({ reversed: 2_000 });
});

test('rule 50: a reversal that comes late is pending, and then found', async () => {
  const { simulated, work, waitADay } = await reversal('pm_payout_pending');
  waitADay();
  expect(await operate(simulated, work, true, signal)).toMatchObject({ status: 'pending' });
  waitADay();
  expect(await operate(simulated, { ...work, attempts: 2 }, false, signal)).toMatchObject({ status: 'succeeded' });
});

test('rule 51: a reversal without balance fails for certain', async () => {
  const { simulated, work } = await reversal();
  await simulated.setBalance('u1', amount(1_999));
  expect(await operate(simulated, work, true, signal)).toMatchObject({
    status: 'failed',
    code: 'insufficient_balance',
  });
});

test('a provider that cannot take payouts back is not called', async () => {
  const { simulated, work } = await reversal();
  const { reverse: _, ...without } = simulated;
  expect(await operate(without, work, true, signal)).toMatchObject({
    status: 'failed',
    code: 'reversal_not_supported',
  });
});
