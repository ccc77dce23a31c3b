import { type Amount, DAY_MS, instant } from '@workroom/core';
import type { Output, WireContract } from '@workroom/core/api';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { simulatedProvider } from '../payments/simulated/index.ts';
import { client, type Deal, freelancer, type Market, openMarket, operator } from '../testing/market.test.support.ts';

const reason = 'Less was done.';
const start = Date.parse('2026-03-02T09:00:00.000Z');
let market: Market;

beforeAll(async () => {
  market = openMarket({ policy: { fees: { clientBps: 500, freelancerBps: 1_000 } } });
  await market.workroom.ready;
}, 240_000);
afterAll(() => market.workroom.close());

async function released(paymentMethod = 'pm_ok'): Promise<Deal> {
  const deal = await market.create(20_000);
  await market.contract('fund', client, { params: deal.at(0), body: { paymentMethod } });
  await market.workroom.sweep();
  await market.contract('release', client, { params: deal.at(0), body: { amount: 20_000 } });
  return deal;
}

const asked = ({ contractId, milestones: [milestoneId] }: Deal, amount = 12_000) => ({
  params: { contractId },
  body: { from: { milestoneId }, amount, reason },
});

const read = ({ contractId }: Deal): Promise<WireContract> =>
  market.contract('getContract', 'server', { params: { contractId } });

/** Sweeps until the provider reports nothing new, and then compares the books. */
async function afterSweeps(deal: Deal): Promise<WireContract> {
  for (let rounds = 0; rounds < 12; rounds += 1) {
    market.system.ms += 3_600_000;
    market.clock.advance(3_600_000);
    await market.workroom.sweep();
  }
  const { body } = await market.send('reconcile', 'server', { body: { contractId: deal.contractId } });
  expect((body as Output<'Reconciliation'>).differences).toEqual([]);
  return read(deal);
}

describe('rule 50: a return', () => {
  test('takes the money back, then refunds it, and matches the provider’s records', async () => {
    const deal = await released();
    const { returns, payments, totals } = await market.contract('returnFunds', freelancer, asked(deal));
    expect(returns).toMatchObject([{ amount: 12_000, returned: 12_000, state: 'completed', failure: null }]);
    const back = payments
      .slice(2)
      .map(({ kind, purpose, amount, fee, status }) => [kind, purpose, amount, fee, status]);
    expect(back).toEqual([
      ['reversal', 'return', 12_000, 1_200, 'succeeded'],
      ['refund', 'return', 12_000, 600, 'succeeded'],
    ]);
    expect(totals).toMatchObject({ released: 8_000, refunded: 12_000, returned: 12_000 });
    await afterSweeps(deal);
  });

  test('is made once however often it is requested', async () => {
    const deal = await released();
    const { version } = await read(deal);
    const sent = { ...asked(deal), key: 'once', ifMatch: version };
    const [first, again] = [
      await market.send('returnFunds', freelancer, sent),
      await market.send('returnFunds', freelancer, sent),
    ];
    expect([first.status, again.status]).toEqual([201, 201]);
    expect((again.body as WireContract).returns).toHaveLength(1);
  });

  test('has the same result if the provider’s answer was lost', async () => {
    const deal = await released('pm_payout_answer_lost');
    await afterSweeps(deal);
    await market.contract('returnFunds', freelancer, asked(deal));
    const { returns, totals, payments } = await afterSweeps(deal);
    expect(returns).toMatchObject([{ state: 'completed' }]);
    expect(payments.filter(({ kind }) => kind === 'reversal')).toHaveLength(1);
    expect(totals).toMatchObject({ released: 8_000, refunded: 12_000, returned: 12_000 });
  });

  test('is refused once the provider no longer refunds the charge', async () => {
    let until = start + DAY_MS;
    const payments = { ...simulatedProvider(), refundableUntil: async () => instant(until) };
    const late = openMarket({ payments });
    await late.workroom.ready;
    const deal = await late.create(20_000);
    await late.contract('fund', client, { params: deal.at(0), body: {} });
    await late.contract('release', client, { params: deal.at(0), body: { amount: 20_000 } });
    late.clock.advance(2 * DAY_MS);
    const code = 'return_period_over';
    expect(await late.problem('returnFunds', freelancer, asked(deal))).toMatchObject({ status: 409, code });
    until = start + 3 * DAY_MS;
    const { returns } = await late.contract('returnFunds', freelancer, asked(deal));
    expect(returns).toHaveLength(1);
    await late.workroom.close();
  });
});

describe('rule 51: a return that the provider cannot make', () => {
  test('waits for an operator’s decision', async () => {
    for (const [name, state] of [
      ['retryReturn', 'completed'],
      ['cancelReturn', 'cancelled'],
      ['bearReturn', 'borne'],
    ] as const) {
      const deal = await released();
      await market.provider.setBalance(freelancer.id, 0 as Amount);
      const { returns } = await market.contract('returnFunds', freelancer, asked(deal));
      expect(returns).toMatchObject([{ state: 'parked', failure: { code: 'insufficient_balance' } }]);
      const seen = await market.contract('getContract', client, { params: { contractId: deal.contractId } });
      expect(seen.returns[0]?.failure).toBeNull();
      const { body } = await market.send('getTotals', 'server', {});
      expect((body as Output<'Totals'>).data[0]?.receivable).toBe(10_800);
      await market.provider.setBalance(freelancer.id, 50_000 as Amount);
      const params = { contractId: deal.contractId, returnId: returns[0]?.id ?? '' };
      const after = await market.contract(name, operator, { params, body: { reason: 'We looked at it.' } });
      expect(after.returns).toMatchObject([{ state, failure: null }]);
    }
  });

  test('is paid from the marketplace’s balance once an operator decides so', async () => {
    const deal = await released();
    await market.provider.setBalance(freelancer.id, 0 as Amount);
    const { returns } = await market.contract('returnFunds', freelancer, asked(deal));
    const params = { contractId: deal.contractId, returnId: returns[0]?.id ?? '' };
    await market.contract('bearReturn', operator, { params, body: { reason: 'We looked at it.' } });
    const { payments, totals } = await afterSweeps(deal);
    expect(payments.filter(({ kind }) => kind === 'refund')).toMatchObject([
      { purpose: 'return', amount: 12_000, fee: 600, status: 'succeeded' },
    ]);
    expect(totals).toMatchObject({ released: 20_000, refunded: 0, returned: 0 });
    const { body } = await market.send('getTotals', 'server', {});
    expect((body as Output<'Totals'>).data[0]).toMatchObject({ receivable: 0 });
  });
});

describe('rule 49: a payout in its security period', () => {
  test('is sent by the sweep after it, and shown with its date until then', async () => {
    const waiting = openMarket({ policy: { securityDays: 3 } });
    await waiting.workroom.ready;
    const deal = await waiting.create(20_000);
    await waiting.contract('fund', client, { params: deal.at(0), body: {} });
    const { payouts } = await waiting.contract('release', client, { params: deal.at(0), body: { amount: 20_000 } });
    expect(payouts).toMatchObject([{ amount: 20_000, status: 'waiting', dueAt: '2026-03-05T09:00:00.000Z' }]);
    expect((await waiting.provider.books()).transferred).toBe(0);
    waiting.clock.advance(3 * DAY_MS);
    waiting.system.ms += 3 * DAY_MS;
    await waiting.workroom.sweep();
    await waiting.workroom.sweep();
    const after = await waiting.contract('getContract', freelancer, { params: { contractId: deal.contractId } });
    expect(after.payouts).toMatchObject([{ status: 'paid' }]);
    expect((await waiting.provider.books()).transferred).toBe(20_000);
    await waiting.workroom.close();
  });
});
