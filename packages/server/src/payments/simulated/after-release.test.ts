import { amount, DAY_MS, idSource, instant, type PaymentId } from '@workroom/core';
import { expect, test } from 'vitest';
import { EvidenceRefused, type WebhookRequest } from '../provider.ts';
import { type SimulatedProviderOptions, simulatedProvider } from './provider.ts';
import { memoryStorage } from './storage.ts';

const start = instant(Date.UTC(2026, 0, 1));
const newId = idSource(() => start, Math.random);

function open(options: SimulatedProviderOptions = {}) {
  let now = start;
  const contractId = newId('contract');
  const heard: WebhookRequest[] = [];
  const provider = simulatedProvider({
    clock: { now: () => new Date(now) },
    webhooks: { secret: 'its own', deliver: async (webhook) => heard.push(webhook) },
    ...options,
  });
  const operation = (of: number) => ({ key: newId('payment'), contractId, currency: 'USD', amount: amount(of) });
  return {
    provider,
    contractId,
    operation,
    advance: (ms: number) => {
      now = instant(now + ms);
    },
    read: (key: PaymentId) => provider.readDisputes?.({ key, reference: null, contractId, currency: 'USD' }),
    news: () => Promise.all(heard.splice(0).map((webhook) => provider.parseWebhook?.(webhook))),
    async take(of = 5_000, paymentMethod = 'pm_ok'): Promise<PaymentId> {
      const request = { ...operation(of), clientId: 'ada', paymentMethod };
      await provider.charge(request);
      heard.length = 0;
      return request.key;
    },
    async payOut(charge: PaymentId, of: number): Promise<PaymentId> {
      const request = { ...operation(of), freelancerId: 'bob', source: { key: charge, reference: null } };
      await provider.transfer(request);
      heard.length = 0;
      return request.key;
    },
    reversal: (transfer: PaymentId, of: number) => ({
      ...operation(of),
      freelancerId: 'bob',
      transfer: { key: transfer, reference: null },
    }),
  };
}

test('rule 52: every change of a dispute sends a webhook about its charge, with its own id', async () => {
  const { provider, take, news, read, contractId } = open();
  const key = await take();
  await provider.inquire(key, amount(2_000));
  expect(await read(key)).toMatchObject([{ state: 'inquiry', amount: 2_000, withdrawn: 0, openedAt: start }]);
  await provider.chargeback(key);
  expect(await read(key)).toMatchObject([{ state: 'open', amount: 2_000, withdrawn: 2_000, reinstated: 0 }]);
  await provider.decideChargeback(key, 'won');
  const webhooks = await news();
  expect(webhooks).toMatchObject(Array(3).fill({ operations: [], charges: [{ contractId, key }] }));
  expect(new Set(webhooks.map((each) => each?.eventId)).size).toBe(3);
});

test('rule 52: a won dispute can still be lost, and a lost one won', async () => {
  const { provider, take, read } = open();
  const key = await take();
  await provider.chargeback(key, amount(3_000));
  await provider.decideChargeback(key, 'won');
  await provider.decideChargeback(key, 'lost');
  expect(await read(key)).toMatchObject([{ state: 'lost', withdrawn: 6_000, reinstated: 3_000 }]);
  await provider.decideChargeback(key, 'lost');
  expect(await read(key)).toMatchObject([{ state: 'lost', withdrawn: 6_000, reinstated: 3_000 }]);
  await provider.decideChargeback(key, 'won');
  expect(await read(key)).toMatchObject([{ state: 'won', withdrawn: 6_000, reinstated: 6_000 }]);
  expect(await provider.books()).toMatchObject({ disputed: 0 });
});

test('an inquiry that ends without a dispute takes nothing', async () => {
  const { provider, take, read } = open();
  const key = await take();
  await provider.inquire(key);
  await provider.decideChargeback(key, 'lost');
  expect(await read(key)).toMatchObject([{ state: 'lost', withdrawn: 0, reinstated: 0 }]);
});

test('a charge can be disputed again once a dispute has ended, and not before', async () => {
  const { provider, take, read } = open();
  const key = await take();
  await provider.chargeback(key, amount(1_000));
  await expect(provider.chargeback(key)).rejects.toMatchObject({ code: 'chargeback_open' });
  await provider.decideChargeback(key, 'lost');
  await provider.chargeback(key, amount(2_000));
  expect(await read(key)).toMatchObject([{ state: 'lost' }, { state: 'open', amount: 2_000 }]);
  expect(await provider.books()).toMatchObject({ disputed: 3_000 });
});

test('a disputed charge cannot be refunded until the dispute has ended', async () => {
  const { provider, take, operation } = open();
  const key = await take();
  const refund = () => ({ ...operation(1_000), source: { key, reference: null } });
  await provider.chargeback(key, amount(3_000));
  expect(await provider.refund(refund())).toMatchObject({ status: 'failed', code: 'charge_disputed' });
  await provider.decideChargeback(key, 'lost');
  expect(await provider.refund(refund())).toMatchObject({ status: 'succeeded' });
});

test('a dispute that is not possible is refused with a code', async () => {
  const { provider, take } = open();
  const key = await take();
  await expect(provider.chargeback('pay_none')).rejects.toMatchObject({ code: 'charge_unknown' });
  await expect(provider.chargeback(key, amount(5_001))).rejects.toMatchObject({ code: 'amount_too_large' });
  await expect(provider.chargeback(key, amount(0))).rejects.toMatchObject({ code: 'amount_too_large' });
  await expect(provider.decideChargeback(key, 'won')).rejects.toMatchObject({ code: 'no_chargeback' });
  const pending = await take(5_000, 'pm_pending');
  await expect(provider.chargeback(pending)).rejects.toMatchObject({ code: 'charge_not_settled' });
});

test('rule 53: evidence is accepted until its deadline', async () => {
  const { provider, take, read, contractId, advance } = open();
  const key = await take();
  await provider.chargeback(key);
  const [dispute] = (await read(key)) ?? [];
  const request = {
    dispute: dispute?.reference ?? '',
    contractId,
    charge: { key, reference: null },
    document: { summary: 'Delivered.', html: new Uint8Array() },
  };
  expect(await provider.submitEvidence?.(request)).toEqual({ sentAt: start });
  advance(10 * DAY_MS);
  await expect(provider.submitEvidence?.(request)).rejects.toBeInstanceOf(EvidenceRefused);
});

test('rule 51: a balance limits reversals, until it is set again', async () => {
  const { provider, take, payOut, reversal } = open();
  const transfer = await payOut(await take(), 4_000);
  await provider.setBalance('bob', amount(1_500));
  expect(await provider.reverse?.(reversal(transfer, 1_000))).toMatchObject({ status: 'succeeded' });
  const short = reversal(transfer, 1_000);
  expect(await provider.reverse?.(short)).toMatchObject({ status: 'failed', code: 'insufficient_balance' });
  await provider.setBalance('bob', amount(1_000));
  expect(await provider.reverse?.(short)).toMatchObject({ status: 'failed' });
  expect(await provider.reverse?.(reversal(transfer, 1_000))).toMatchObject({ status: 'succeeded' });
  expect(await provider.books()).toMatchObject({ transferred: 4_000, reversed: 2_000 });
});

test('a reversal with a lost answer is found, and debits the balance once', async () => {
  const { provider, take, payOut, reversal } = open();
  const charge = await take(5_000, 'pm_payout_answer_lost');
  await expect(payOut(charge, 4_000)).rejects.toThrow();
  const [transfer] = (await provider.books()).operations.filter(({ kind }) => kind === 'transfer');
  await provider.setBalance('bob', amount(3_000));
  const request = reversal(transfer?.key ?? 'pay_none', 2_000);
  await expect(provider.reverse?.(request)).rejects.toThrow('broke before it answered');
  expect(await provider.lookup({ kind: 'reversal', key: request.key, reference: null })).toMatchObject({
    status: 'succeeded',
  });
  expect(await provider.reverse?.(request)).toMatchObject({ status: 'succeeded' });
  expect(await provider.reverse?.(reversal(request.transfer.key, 1_001))).toMatchObject({ status: 'failed' });
});

test('a reversal that takes a day reserves its money, and then succeeds', async () => {
  const { provider, take, payOut, reversal, advance } = open();
  const transfer = await payOut(await take(5_000, 'pm_payout_pending'), 4_000);
  expect(await provider.reverse?.(reversal(transfer, 1_000))).toMatchObject({ code: 'source_not_settled' });
  advance(DAY_MS);
  const request = reversal(transfer, 1_000);
  expect(await provider.reverse?.(request)).toMatchObject({ status: 'pending' });
  advance(DAY_MS);
  expect(await provider.reverse?.(request)).toMatchObject({ status: 'succeeded' });
});

test('rule 54: a dashboard action sends a webhook, is listed, and reduces the charge', async () => {
  const { provider, take, payOut, news, operation, contractId } = open();
  const key = await take();
  const transfer = await payOut(key, 2_000);
  await provider.externalRefund(key, amount(1_000));
  await provider.externalTransfer(key, amount(1_500));
  await provider.externalReversal(transfer, amount(500));
  expect(await news()).toMatchObject(Array(3).fill({ charges: [{ contractId, key }] }));
  expect(await provider.movementsOf?.({ key, reference: null, contractId, currency: 'USD' })).toMatchObject([
    { kind: 'transfer', amount: 2_000, key: transfer },
    { kind: 'refund', amount: 1_000, key: null },
    { kind: 'transfer', amount: 1_500, key: null },
    { kind: 'reversal', amount: 500, key: null, transfer: `sim_${transfer}` },
  ]);
  // 50.00 − 20.00 − 10.00 − 15.00 + 5.00
  const draw = (of: number) => ({ ...operation(of), freelancerId: 'bob', source: { key, reference: null } });
  expect(await provider.transfer(draw(1_001))).toMatchObject({ status: 'failed' });
  expect(await provider.transfer(draw(1_000))).toMatchObject({ status: 'succeeded' });
  expect(await provider.refund(draw(4_001))).toMatchObject({ status: 'failed' });
  expect(await provider.refund(draw(1_000))).toMatchObject({ status: 'succeeded' });
  await expect(provider.externalRefund(key, amount(3_001))).rejects.toMatchObject({ code: 'amount_too_large' });
  await expect(provider.externalReversal(transfer, amount(1_501))).rejects.toMatchObject({ code: 'amount_too_large' });
  await expect(provider.externalReversal('pay_none', amount(1))).rejects.toMatchObject({ code: 'transfer_unknown' });
});

test('reports a charge’s refund deadline, if configured', async () => {
  const { provider, take, contractId } = open({ refundableDays: 180 });
  const charge = { key: await take(), reference: null, contractId, currency: 'USD' };
  expect(await provider.refundableUntil?.(charge)).toBe(start + 180 * DAY_MS);
  expect(await provider.refundableUntil?.({ ...charge, key: 'pay_none' })).toBeNull();
});

test('disputes and balances survive a restart', async () => {
  const storage = memoryStorage();
  const before = open({ storage });
  const key = await before.take();
  const transfer = await before.payOut(key, 2_000);
  await before.provider.chargeback(key, amount(1_000));
  await before.provider.setBalance('bob', amount(0));
  const after = open({ storage });
  expect(await after.read(key)).toMatchObject([{ state: 'open', withdrawn: 1_000 }]);
  expect(await after.provider.reverse?.({ ...after.reversal(transfer, 100) })).toMatchObject({ status: 'failed' });
});

test('records from before disputes can be read', async () => {
  const storage = memoryStorage();
  const key = newId('payment');
  const state = { status: 'succeeded' };
  const old = { kind: 'charge', key, contractId: newId('contract'), currency: 'USD', amount: 100, clientId: 'ada' };
  await storage.write(key, JSON.stringify({ ...old, method: 'pm_ok', state, draws: [] }), 0);
  const { provider, read } = open({ storage });
  expect(await read(key)).toEqual([]);
  await provider.chargeback(key);
  expect(await read(key)).toMatchObject([{ withdrawn: 100 }]);
});
