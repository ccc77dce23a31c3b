import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Amount, amount, DAY_MS, HOUR_MS, idSource, instant, type PaymentId } from '@workroom/core';
import { describe, expect, test } from 'vitest';
import { simulatedFileStorage } from '../../node/simulated-file-storage.ts';
import type { ChargeReference } from '../provider.ts';
import { testProvider } from '../provider-suite.ts';
import { testMethods } from './methods.ts';
import { type SimulatedProvider, simulatedProvider } from './provider.ts';
import { memoryStorage, type SimulatedStorage } from './storage.ts';

const methods = {
  succeeds: null,
  declined: 'pm_declined',
  requiresAction: 'pm_needs_action',
  pending: 'pm_pending',
} as const;
const people = { currency: 'USD', clientId: 'ada', freelancerId: 'bob' };
const start = instant(Date.UTC(2026, 0, 1));

function simulatedUnderTest(provider: SimulatedProvider) {
  return {
    provider,
    methods,
    ...people,
    sendBack: (key: PaymentId) => provider.sendBack(key),
    emptyBalance: (freelancerId: string) => provider.setBalance(freelancerId, amount(0)),
    dispute: ({ key }: ChargeReference, asked: Amount) => provider.chargeback(key, asked),
    decideDispute: ({ key }: ChargeReference, outcome: 'won' | 'lost') => provider.decideChargeback(key, outcome),
    refundOutside: ({ key }: ChargeReference, asked: Amount) => provider.externalRefund(key, asked),
  };
}

testProvider('simulated, in memory', async () => ({
  ...simulatedUnderTest(
    simulatedProvider({
      clock: { now: () => new Date(start) },
      webhooks: { secret: 'its own', deliver: async () => {} },
    }),
  ),
}));

testProvider('simulated, on disk', async () => {
  const directory = await mkdtemp(join(tmpdir(), 'simulated-'));
  return {
    ...simulatedUnderTest(
      simulatedProvider({ clock: { now: () => new Date(start) }, storage: simulatedFileStorage(directory) }),
    ),
    close: () => rm(directory, { recursive: true }),
  };
});

function open(storage: SimulatedStorage = memoryStorage()) {
  let now = start;
  const newId = idSource(() => start, Math.random);
  const contractId = newId('contract');
  const provider = simulatedProvider({ clock: { now: () => new Date(now) }, storage });
  return {
    provider,
    advance: (ms: number) => {
      now = instant(now + ms);
    },
    charge: (paymentMethod: string) => ({
      key: newId('payment'),
      contractId,
      currency: 'USD',
      amount: amount(5_000),
      clientId: 'ada',
      paymentMethod,
    }),
    draw: (source: { key: ReturnType<typeof newPayment> }) => ({
      key: newPayment(),
      contractId,
      currency: 'USD',
      amount: amount(2_000),
      freelancerId: 'bob',
      source: { key: source.key, reference: null },
    }),
  };
  function newPayment() {
    return newId('payment');
  }
}

const charged = { kind: 'charge', reference: null } as const;

describe('the simulated provider', () => {
  test('a payout that the bank sends back later has failed, and its money can be used again', async () => {
    const { provider, charge, draw, advance } = open();
    const from = charge('pm_refund_returned');
    await provider.charge(from);
    const refund = { ...draw(from), amount: amount(5_000) };
    expect(await provider.refund(refund)).toMatchObject({ status: 'succeeded' });
    advance(3 * DAY_MS - 1);
    expect(await provider.lookup({ kind: 'refund', key: refund.key, reference: null })).toMatchObject({
      status: 'succeeded',
    });
    advance(1);
    expect(await provider.lookup({ kind: 'refund', key: refund.key, reference: null })).toMatchObject({
      status: 'failed',
      code: 'account_closed',
    });
    expect(await provider.books()).toMatchObject({ refunded: 0 });
    expect(await provider.refund({ ...draw(from), amount: amount(5_000) })).toMatchObject({ status: 'succeeded' });
  });

  test('a partly reversed payout has arrived, so its bank does not send it back', async () => {
    const { provider, charge, draw, advance } = open();
    const from = charge('pm_payout_returned');
    await provider.charge(from);
    const transfer = { ...draw(from), amount: amount(5_000) };
    expect(await provider.transfer(transfer)).toMatchObject({ status: 'succeeded' });
    const { key } = transfer;
    const reversal = { ...transfer, key: draw(from).key, amount: amount(1), transfer: { key, reference: null } };
    expect(await provider.reverse?.(reversal)).toMatchObject({ status: 'succeeded' });
    advance(4 * DAY_MS);
    const asked = { kind: 'transfer', key, reference: null } as const;
    expect(await provider.lookup(asked)).toMatchObject({ status: 'succeeded' });
    expect(await provider.sendBack(key)).toMatchObject({ status: 'succeeded' });
    expect(await provider.books()).toMatchObject({ transferred: 5_000, reversed: 1 });
  });

  test('accepts a minimum charge as a number', () => {
    const provider = simulatedProvider({ minimumCharge: () => 100 });
    expect(provider.minimumCharge('USD')).toBe(100);
  });

  test('pm_pending settles after three days of the injected clock, not before', async () => {
    const { provider, charge, advance } = open();
    const request = charge('pm_pending');
    expect(await provider.charge(request)).toMatchObject({ status: 'pending' });
    advance(3 * DAY_MS - 1);
    expect(await provider.lookup({ ...charged, key: request.key })).toMatchObject({ status: 'pending' });
    expect(await provider.books()).toMatchObject({ charged: 0 });
    advance(1);
    expect(await provider.lookup({ ...charged, key: request.key })).toMatchObject({ status: 'succeeded' });
    expect(await provider.books()).toMatchObject({ charged: 5_000 });
  });

  test('pm_pending_fails is returned by the bank', async () => {
    const { provider, charge, advance } = open();
    const request = charge('pm_pending_fails');
    await provider.charge(request);
    advance(3 * DAY_MS);
    expect(await provider.charge(request)).toMatchObject({ status: 'failed', code: 'debit_returned' });
  });

  test('pm_late cannot be cancelled and still succeeds', async () => {
    const { provider, charge, advance } = open();
    const request = charge('pm_late');
    await provider.charge(request);
    expect(await provider.cancel({ ...charged, key: request.key })).toMatchObject({ status: 'pending' });
    advance(HOUR_MS);
    expect(await provider.cancel({ ...charged, key: request.key })).toMatchObject({ status: 'succeeded' });
  });

  test.each([
    ['pm_needs_action', 'complete', { status: 'succeeded' }],
    ['pm_needs_action', 'decline', { status: 'failed', code: 'authentication_failed' }],
    ['pm_needs_action_fails', 'complete', { status: 'failed', code: 'authentication_failed' }],
  ] as const)('%s, then %s', async (method, action, outcome) => {
    const { provider, charge } = open();
    const request = charge(method);
    expect(await provider.charge(request)).toMatchObject({ status: 'requires_action' });
    expect(await provider[action](request.key)).toMatchObject(outcome);
    expect(await provider.lookup({ ...charged, key: request.key })).toMatchObject(outcome);
  });

  test('confirming twice, or without a needed action, changes nothing', async () => {
    const { provider, charge } = open();
    const request = charge('pm_needs_action');
    await provider.charge(request);
    await provider.complete(request.key);
    expect(await provider.decline(request.key)).toMatchObject({ status: 'succeeded' });
  });

  test('pm_answer_lost executes and throws; a lookup finds it', async () => {
    const { provider, charge } = open();
    const request = charge('pm_answer_lost');
    await expect(provider.charge(request)).rejects.toThrow('broke before it answered');
    expect(await provider.lookup({ ...charged, key: request.key })).toMatchObject({ status: 'succeeded' });
    expect(await provider.charge(request)).toMatchObject({ status: 'succeeded' });
    expect(await provider.books()).toMatchObject({ charged: 5_000 });
  });

  test('pm_times_out executes and hangs until the caller gives up', async () => {
    const { provider, charge } = open();
    const request = charge('pm_times_out');
    const abort = new AbortController();
    const answer = provider.charge(request, abort.signal);
    abort.abort(new Error('no longer waiting'));
    await expect(answer).rejects.toThrow('no longer waiting');
    expect(await provider.lookup({ ...charged, key: request.key })).toMatchObject({ status: 'succeeded' });
  });

  test('pm_unreachable throws and does nothing', async () => {
    const { provider, charge } = open();
    const request = charge('pm_unreachable');
    await expect(provider.charge(request)).rejects.toThrow('could not be reached');
    expect(await provider.lookup({ ...charged, key: request.key })).toBeNull();
  });

  test('an unknown payment method is declined', async () => {
    const { provider, charge } = open();
    expect(await provider.charge(charge('toString'))).toMatchObject({
      status: 'failed',
      code: 'payment_method_unknown',
    });
  });

  test('a charge’s payment method determines the outcome of its payouts and refunds', async () => {
    const { provider, charge, draw } = open();
    const failing = charge('pm_payout_fails');
    await provider.charge(failing);
    expect(await provider.transfer(draw(failing))).toMatchObject({ status: 'failed', code: 'account_closed' });
    // A failed refund took nothing: the whole charge can still be refunded.
    expect(await provider.refund({ ...draw(failing), amount: failing.amount })).toMatchObject({ status: 'succeeded' });
    const lossy = charge('pm_payout_answer_lost');
    await provider.charge(lossy);
    const payout = draw(lossy);
    await expect(provider.transfer(payout)).rejects.toThrow();
    expect(await provider.lookup({ kind: 'transfer', key: payout.key, reference: null })).toMatchObject({
      status: 'succeeded',
    });
  });

  test('its records survive a restart', async () => {
    const directory = await mkdtemp(join(tmpdir(), 'simulated-'));
    try {
      const before = open(simulatedFileStorage(directory));
      const request = before.charge('pm_ok');
      await before.provider.charge(request);
      const after = open(simulatedFileStorage(directory));
      expect(await after.provider.books()).toMatchObject({ charged: 5_000, operations: [{ key: request.key }] });
      expect(await after.provider.charge(request)).toMatchObject({ status: 'succeeded' });
      expect(await after.provider.books()).toMatchObject({ charged: 5_000 });
    } finally {
      await rm(directory, { recursive: true });
    }
  });
});

test('the docs list every test method and its effect', async () => {
  const text = await readFile(new URL('../../../../../docs/payments.md', import.meta.url), 'utf8');
  const [, table = ''] = text.split('<!-- test methods -->');
  const rows = [...table.matchAll(/^\| `(\w+)` +\| (.*?) +\|$/gm)].map(([, name, says]) => [name, says]);
  expect(rows).toEqual(Object.entries(testMethods).map(([name, { says }]) => [name, says]));
});
