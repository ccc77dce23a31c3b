import { amountAtProvider, attentionReasons, type Movement } from '@workroom/core';
import type { Output } from '@workroom/core/api';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { PaymentProvider } from '../payments/provider.ts';
import { simulatedProvider } from '../payments/simulated/index.ts';
import type { Store } from '../store/store.ts';
import {
  type As,
  client,
  contractBody,
  days,
  freelancer,
  type Market,
  openMarket,
  operator,
  stranger,
  submitted,
} from '../testing/market.test.support.ts';
import { ownStore } from '../testing/own-database.test.support.ts';

const stored = ownStore();
/** Contracts for which every write fails. */
const broken = new Set<string>();
const store: Store & { migrate: () => Promise<void> } = {
  ...stored,
  async commit(changes) {
    if (changes.some(({ decision }) => broken.has(decision.contract.id))) throw new Error('It cannot be written.');
    return stored.commit(changes);
  },
};
let market: Market;
beforeAll(async () => {
  await stored.migrate();
  market = openMarket({ database: store });
}, 60_000);
afterAll(async () => {
  await market.workroom.close();
  await stored.close();
});

type List = Output<'ContractList'>;

async function queue(attention: string, query: Record<string, string | number> = {}, as: As = operator): Promise<List> {
  return (await market.send('listContracts', as, { query: { attention, sort: 'waiting', ...query } })).body as List;
}

async function refundRequested(): Promise<{ contractId: string; refundRequestId: string }> {
  const { contractId, at } = await submitted(market, 40_000);
  const body = { milestoneId: at(0).milestoneId, reason: 'It is not what I asked for.' };
  const { refundRequest } = await market.contract('requestRefund', client, { params: { contractId }, body });
  return { contractId, refundRequestId: refundRequest?.id ?? '' };
}

async function disputed(): Promise<{ contractId: string; disputeId: string; openedAt: string }> {
  const params = await refundRequested();
  const { dispute } = await market.contract('disputeRefund', freelancer, { params, body: { reason: 'It is.' } });
  return { contractId: params.contractId, disputeId: dispute?.id ?? '', openedAt: dispute?.openedAt ?? '' };
}

/** A release whose payout the provider refuses definitively. */
async function parked(): Promise<string> {
  const { contractId, at } = await market.create(10_000);
  const body = { paymentMethod: 'pm_payout_fails' };
  await market.contract('fund', client, { params: at(0), body });
  await market.contract('submit', freelancer, { params: at(0), body: { message: 'Here.' } });
  await market.contract('release', client, { params: at(0), body: { amount: 10_000 } });
  return contractId;
}

describe('rule 48: the queue', () => {
  test('lists each contract with its reasons and since when, longest wait first', async () => {
    const first = await disputed();
    market.clock.advance(60_000);
    const second = await parked();
    market.clock.advance(60_000);
    const third = await disputed();
    const { data } = await queue('disputed,payment_parked');
    expect(data.map(({ id, attention }) => [id, attention?.map(({ reason }) => reason)])).toEqual([
      [first.contractId, ['disputed']],
      [second, ['payment_parked']],
      [third.contractId, ['disputed']],
    ]);
    expect(data[0]?.attention).toEqual([{ reason: 'disputed', since: first.openedAt }]);
    const one = await queue('disputed,payment_parked', { limit: 1 });
    const two = await queue('disputed,payment_parked', { limit: 1, cursor: one.nextCursor ?? '' });
    const rest = await queue('disputed,payment_parked', { cursor: two.nextCursor ?? '' });
    expect([one, two, rest].flatMap((page) => page.data.map(({ id }) => id))).toEqual(data.map(({ id }) => id));
    expect((await queue('payment_parked')).data.map(({ id }) => id)).toEqual([second]);
    expect((await queue('disputed', {}, 'server')).data).toHaveLength(2);
  });

  test('drops a contract once its reason is over, and knows since when a payment is parked', async () => {
    const { contractId, disputeId } = await disputed();
    const has = async () => (await queue('disputed')).data.some(({ id }) => id === contractId);
    expect(await has()).toBe(true);
    const params = { contractId, disputeId };
    await market.contract('makeOffer', client, { params, body: { toFreelancer: 10_000 } });
    await market.contract('makeOffer', freelancer, { params, body: { toFreelancer: 10_000 } });
    expect(await has()).toBe(false);
    const stuck = await parked();
    const since = market.clock.now().toISOString();
    market.clock.advance(days(1));
    await market.contract('postMessage', client, { params: { contractId: stuck }, body: { text: 'Hello?' } });
    const found = (await queue('payment_parked')).data.find(({ id }) => id === stuck);
    expect(found?.attention).toEqual([{ reason: 'payment_parked', since }]);
  });

  test('lists a frozen contract since its oldest freeze', async () => {
    const { contractId } = await market.create(20_000);
    const params = { contractId };
    const since = market.clock.now().toISOString();
    await market.contract('freeze', operator, { params, body: { reason: 'Both accounts look stolen.' } });
    market.clock.advance(60_000);
    await market.contract('freeze', 'server', { params, body: { reason: 'The bank asked.' } });
    const { data } = await queue('frozen');
    expect(data.map(({ id, attention }) => [id, attention])).toEqual([[contractId, [{ reason: 'frozen', since }]]]);
    await market.contract('unfreeze', operator, { params, body: { reason: 'They are not.' } });
    expect((await queue('frozen')).data).toEqual([]);
  });

  test('lists a contract whose deadlines cannot be applied, until they can be', async () => {
    const { contractId } = await refundRequested();
    broken.add(contractId);
    market.clock.advance(days(8));
    await market.workroom.sweep();
    const { data } = await queue('broken');
    expect(data.map(({ id, attention }) => [id, attention?.map(({ reason }) => reason)])).toEqual([
      [contractId, ['broken']],
    ]);
    expect((await market.send('listContracts', client)).status).toBe(200);
    broken.delete(contractId);
    await market.workroom.sweep();
    expect((await queue('broken')).data).toEqual([]);
  });

  test('can be filtered by every reason, and is empty without contracts', async () => {
    expect((await queue('chargeback,provider_difference,approval_waiting')).data).toEqual([]);
    for (const reason of attentionReasons) expect((await queue(reason)).data).toBeInstanceOf(Array);
    expect(await market.problem('listContracts', operator, { query: { attention: 'late' } })).toMatchObject({
      code: 'bad_parameter',
    });
    expect(await market.problem('listContracts', operator, { query: { sort: 'waiting' } })).toMatchObject({
      code: 'bad_parameter',
    });
  });

  test('can be filtered by person, text and date', async () => {
    const { contractId } = await disputed();
    const after = market.clock.now().toISOString();
    market.clock.advance(1_000);
    const later = await disputed();
    const ids = async (query: Record<string, string>) =>
      (await queue('disputed', query, 'server')).data.map(({ id }) => id);
    expect(await ids({ person: client.id })).toEqual(expect.arrayContaining([contractId, later.contractId]));
    expect(await ids({ person: stranger.id })).toEqual([]);
    const asOperator = await queue('disputed', { person: client.id });
    expect(asOperator.data.map(({ id }) => id)).toContain(contractId);
    expect((await queue('disputed', { person: stranger.id })).data).toEqual([]);
    expect(await ids({ createdAfter: after })).toEqual([later.contractId]);
    expect(await ids({ createdBefore: after })).not.toContain(later.contractId);
    expect(await ids({ q: client.name })).toContain(contractId);
    expect(await ids({ q: 'nobody of this name' })).toEqual([]);
    const all = (await market.send('listContracts', 'server', { query: { person: client.id, createdAfter: after } }))
      .body as List;
    expect(all.data.map(({ id }) => id)).toEqual([later.contractId]);
  });

  test('can be filtered by metadata; all given entries must match', async () => {
    const create = (metadata: Record<string, string>) =>
      market.contract('createContract', 'server', { body: { ...contractBody(10_000), metadata } });
    const [one, other] = [
      await create({ order: '42', region: 'eu', 'a.b"c': 'x' }),
      await create({ order: '42', region: 'us' }),
    ];
    const ids = async (query: Record<string, string | number>, as: As = 'server') =>
      ((await market.send('listContracts', as, { query })).body as List).data.map(({ id }) => id);
    expect(await ids({ 'metadata.order': '42' })).toEqual([other.id, one.id]);
    expect(await ids({ 'metadata.order': '42', 'metadata.region': 'eu' }, operator)).toEqual([one.id]);
    expect(await ids({ 'metadata.a.b"c': 'x', person: client.id, sort: 'oldest' })).toEqual([one.id]);
    expect(await ids({ 'metadata.order': '4' })).toEqual([]);
    const { data } = await market.workroom.api.listContracts({
      actor: 'server',
      query: { metadata: { region: 'us' } },
    });
    expect(data.map(({ id }) => id)).toEqual([other.id]);
    for (const as of [client, freelancer, stranger])
      expect(await market.problem('listContracts', as, { query: { 'metadata.order': '42' } })).toMatchObject({
        code: 'forbidden_for_role',
      });
    expect(await market.problem('listContracts', 'server', { query: { metadata: 'x' } })).toMatchObject({
      code: 'bad_parameter',
    });
  });

  test('is refused to parties and strangers, with its filters', async () => {
    await disputed();
    const at = market.clock.now().toISOString();
    for (const as of [client, freelancer, stranger]) {
      for (const query of [
        { attention: 'disputed' },
        { createdAfter: at },
        { createdBefore: at },
        { person: client.id },
      ]) {
        expect(await market.problem('listContracts', as, { query })).toMatchObject({ code: 'forbidden_for_role' });
      }
      expect(await market.problem('getTotals', as)).toMatchObject({ code: 'forbidden_for_role' });
    }
    const own = (await market.send('listContracts', client)).body as List;
    expect(own.data.every((each) => !('attention' in each))).toBe(true);
  });
});

describe('rule 48: the totals', () => {
  const totals = async (query: Record<string, string> = {}) =>
    ((await market.send('getTotals', operator, { query })).body as Output<'Totals'>).data;

  test('are the sums of all ledgers', async () => {
    await parked();
    await submitted(market, 70_000);
    const { data } = (await market.send('listContracts', 'server', { query: { limit: 100 } })).body as List;
    const movements: Movement[] = [];
    let waiting = 0;
    for (const { id } of data) {
      movements.push(...(await stored.movements(id)));
      const contract = (await stored.load([{ id }])).get(id)?.contract;
      for (const payment of contract?.payments ?? []) {
        const isOpen = payment.status === 'pending' || payment.status === 'parked';
        if (payment.kind === 'transfer' && isOpen) waiting += amountAtProvider(payment);
      }
    }
    const sum = (isOne: (movement: Movement) => boolean) =>
      movements.filter(isOne).reduce((total, { amount }) => total + amount, 0);
    const balance = (isOne: (account: string) => boolean) =>
      sum(({ credit }) => isOne(credit)) - sum(({ debit }) => isOne(debit));
    const escrow = (account: string) => account.startsWith('escrow:');
    const fees = (account: string) => account.startsWith('fees:');
    expect(waiting).toBeGreaterThan(0);
    expect(await totals()).toEqual([
      {
        currency: 'USD',
        held: balance((account) => escrow(account) && account !== 'escrow:carried'),
        carried: balance((account) => account === 'escrow:carried'),
        payoutsWaiting: waiting,
        receivable: 0,
        losses: 0,
        ofWhichOpen: 0,
        deposited: sum(({ debit, credit }) => debit === 'processor' && escrow(credit)),
        released: sum(({ debit, credit }) => escrow(debit) && (credit === 'payable:freelancer' || fees(credit))),
        refunded: sum(({ debit, credit }) => escrow(debit) && credit === 'payable:client'),
        fees: balance(fees),
      },
    ]);
    expect(balance((account) => account === 'payable:freelancer')).toBe(waiting);
  });

  test('of a period include its start and exclude its end', async () => {
    market.clock.advance(1);
    const from = market.clock.now().toISOString();
    const { at } = await market.create(12_000);
    await market.contract('fund', client, { params: at(0), body: {} });
    market.clock.advance(1);
    const to = market.clock.now().toISOString();
    const next = await market.create(13_000);
    await market.contract('fund', client, { params: next.at(0), body: {} });
    expect(await totals({ from, to })).toMatchObject([{ deposited: 12_000, released: 0, refunded: 0 }]);
    expect(await totals({ from: to })).toMatchObject([{ deposited: 13_000 }]);
  });
});

test('rule 48: a refund that waits for the marketplace’s balance is listed after a day', async () => {
  const simulated = simulatedProvider();
  const waits = { status: 'pending', reference: 're_1', reason: 'insufficient_funds' } as const;
  let isShort = true;
  const payments: PaymentProvider = {
    ...simulated,
    refund: async (request, signal) => (isShort ? waits : simulated.refund(request, signal)),
    lookup: async (request, signal) =>
      request.kind !== 'refund'
        ? simulated.lookup(request, signal)
        : isShort
          ? waits
          : { ...waits, status: 'succeeded' },
  };
  const own = openMarket({ payments });
  const { contractId, at } = await submitted(own, 40_000);
  const asked = { params: { contractId }, body: { milestoneId: at(0).milestoneId, amount: 10_000 } };
  await own.contract('volunteerRefund', freelancer, asked);
  const listed = async () => {
    const query = { attention: 'refund_waiting', sort: 'waiting' };
    return ((await own.send('listContracts', operator, { query })).body as List).data.map(({ attention }) => attention);
  };
  const count = async () => (await own.workroom.figures()).attention.refund_waiting;
  expect([await listed(), await count()]).toEqual([[], undefined]);
  own.clock.advance(days(1));
  expect([await listed(), await count()]).toMatchObject([[[{ reason: 'refund_waiting' }]], 1]);
  isShort = false;
  own.system.ms += days(1);
  await own.workroom.sweep();
  expect(await listed()).toEqual([]);
  await own.workroom.close();
});
