import type { Output } from '@workroom/core/api';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import {
  client,
  contractBody,
  freelancer,
  type Market,
  openMarket,
  operator,
  secretKey,
  stranger,
} from '../testing/market.test.support.ts';

let market: Market;
const deals: { contractId: string }[] = [];
const year = { from: '2026-01-01T00:00:00Z', to: '2027-01-01T00:00:00Z' };
beforeAll(async () => {
  market = openMarket({ policy: { fees: { clientBps: 500, freelancerBps: 1_000 } } });
  await market.workroom.ready;
  for (const currency of ['USD', 'JPY']) {
    const body = { ...contractBody(50_000), currency, title: '=HYPERLINK("x")' };
    const { id, milestones } = await market.contract('createContract', 'server', {
      body: { ...body, milestones: [{ title: '=1+1', amount: 50_000 }] },
    });
    const params = { contractId: id };
    const at = { ...params, milestoneId: milestones[0]?.id ?? '' };
    await market.contract('fund', client, { params: at, body: {} });
    market.clock.advance(86_400_000);
    await market.contract('release', client, {
      params: at,
      body: { amount: 20_000, leftover: { to: 'refund_and_continue', reason: 'Less was done.' } },
    });
    const { refundRequest } = await market.contract('getContract', client, { params });
    await market.contract('agreeToRefund', freelancer, {
      params: { ...params, refundRequestId: refundRequest?.id ?? '' },
    });
    await market.contract('giveBonus', client, { params, body: { amount: 2_000 } });
    deals.push(params);
  }
}, 60_000);
afterAll(() => market.workroom.close());

type As = Parameters<Market['send']>[1];
const statement = async (as: As, query: Record<string, string> = {}) =>
  (await market.send('getStatement', as, { query: { ...year, ...query } })).body as Output<'Statement'>;
async function file(path: string): Promise<Response> {
  return market.fetch('GET', `/workroom${path}`, { headers: { authorization: `Bearer ${secretKey}` } });
}

describe('rule 61: a statement', () => {
  test('lists what a person earned or spent, by currency', async () => {
    const earned = await statement(freelancer);
    expect(earned.data.map(({ kind, currency, amount, fee, total }) => [kind, currency, amount, fee, total])).toEqual([
      ['release', 'USD', 20_000, 2_000, 18_000],
      ['bonus', 'USD', 2_000, 200, 1_800],
      ['release', 'JPY', 20_000, 2_000, 18_000],
      ['bonus', 'JPY', 2_000, 200, 1_800],
    ]);
    const nothing = { amount: 0, feeNet: 0, feeTax: 0, fee: 0, total: 0 };
    expect(earned.totals).toEqual(
      ['JPY', 'USD'].map((currency) => ({
        currency,
        earned: { amount: 22_000, feeNet: 2_200, feeTax: 0, fee: 2_200, total: 19_800 },
        spent: nothing,
      })),
    );
    const spent = await statement(client);
    expect(spent.data.slice(0, 3).map(({ kind, amount, fee, total }) => [kind, amount, fee, total])).toEqual([
      ['deposit', 50_000, 2_500, 52_500],
      ['refund', -30_000, -1_500, -31_500],
      ['bonus', 2_000, 100, 2_100],
    ]);
    expect(spent.totals[1]?.spent).toEqual({ amount: 22_000, feeNet: 1_100, feeTax: 0, fee: 1_100, total: 23_100 });
  });

  test('lists its documents', async () => {
    const { data } = await statement(freelancer);
    const params = { contractId: deals[0]?.contractId ?? '' };
    const documents = (await market.send('listDocuments', freelancer, { params })).body as Output<'DocumentList'>;
    const payouts = documents.data.filter(({ type }) => type === 'payout').map(({ number }) => number);
    expect(data.slice(0, 2).map(({ documentNumber }) => documentNumber)).toEqual(payouts);
  });

  test('covers the recording period, without its end', async () => {
    const [first] = (await statement(client)).data;
    const at = first?.recordedAt ?? '';
    expect((await statement(client, { to: at })).data).toEqual([]);
    expect((await statement(client, { from: at })).data[0]).toEqual(first);
  });

  test('is the caller’s own; the server can choose a person', async () => {
    expect(await statement('server', { person: freelancer.id })).toEqual(await statement(freelancer));
    expect((await statement(stranger)).data).toEqual([]);
    expect((await statement(operator)).data).toEqual([]);
    const query = { ...year, person: client.id };
    expect(await market.problem('getStatement', freelancer, { query })).toMatchObject({ code: 'forbidden_for_role' });
    expect(await market.problem('getStatement', operator, { query })).toMatchObject({ code: 'forbidden_for_role' });
    expect(await market.problem('getStatement', 'server', { query: year })).toMatchObject({ code: 'bad_parameter' });
  });

  test('as CSV contains no formulas', async () => {
    const answer = await file(`/statement?${new URLSearchParams({ ...year, person: freelancer.id, format: 'csv' })}`);
    expect(answer.headers.get('content-type')).toBe('text/csv; charset=utf-8');
    expect(answer.headers.get('content-disposition')).toContain('statement-2026-01-01-2027-01-01.csv');
    const [head, first, , yen] = (await answer.text()).split('\r\n');
    expect(head).toContain('recordedAt,occurredAt,side,kind');
    expect(first).toContain(`,"'=HYPERLINK(""x"")",'=1+1,`);
    expect(first).toContain(',USD,200.00,20.00,0.00,20.00,180.00,evt_');
    expect(yen).toContain(',JPY,20000,2000,0,2000,18000,evt_');
  });
});

describe('rule 61: a statement adds up', () => {
  const fees = [
    { on: 'deposit', payer: 'client', label: 'Handling', bps: 300, taxBps: 2_000 },
    { on: 'bonus', payer: 'client', label: 'Handling', bps: 300, taxBps: 2_000 },
    { on: 'release', payer: 'freelancer', label: 'Service', bps: 1_000, taxBps: 2_000 },
  ];
  const [payer, payee] = [
    { id: 'u_payer', name: 'Pat' },
    { id: 'u_payee', name: 'Eve' },
  ];
  async function funded(policy: object = {}) {
    const { id, milestones } = await market.contract('createContract', 'server', {
      body: { ...contractBody(50_000), client: payer, freelancer: payee, policy: { fees, ...policy } },
    });
    const at = { contractId: id, milestoneId: milestones[0]?.id ?? '' };
    await market.contract('fund', payer, { params: at, body: {} });
    return at;
  }
  const linesOf = ({ data }: Output<'Statement'>, { contractId }: { contractId: string }) =>
    data
      .filter((entry) => entry.contractId === contractId)
      .map(({ kind, amount, feeNet, feeTax, fee, total }) => [kind, amount, feeNet, feeTax, fee, total]);

  test('lists fee and tax separately, and subtracts refunds', async () => {
    const at = await funded();
    await market.contract('release', payer, { params: at, body: { amount: 50_000 } });
    await market.contract('returnFunds', payee, {
      params: at,
      body: { from: { milestoneId: at.milestoneId }, amount: 20_000, reason: 'It was too much.' },
    });
    expect(linesOf(await statement(payer), at)).toEqual([
      ['deposit', 50_000, 1_500, 300, 1_800, 51_800],
      ['refund', -20_000, -600, -120, -720, -20_720],
    ]);
    expect(linesOf(await statement(payee), at)).toEqual([
      ['release', 50_000, 5_000, 1_000, 6_000, 44_000],
      ['return', -20_000, -2_000, -400, -2_400, -17_600],
    ]);
  });

  test('subtracts returns of payouts that were not sent', async () => {
    const at = await funded({ securityDays: 7 });
    await market.contract('release', payer, { params: at, body: { amount: 50_000 } });
    await market.contract('returnFunds', payee, {
      params: at,
      body: { from: { milestoneId: at.milestoneId }, amount: 20_000, reason: 'It was too much.' },
    });
    expect(linesOf(await statement(payee), at)).toEqual([
      ['release', 50_000, 5_000, 1_000, 6_000, 44_000],
      ['return', -20_000, -2_000, -400, -2_400, -17_600],
    ]);
  });

  test('subtracts a chargeback until it is won', async () => {
    const at = await funded({ securityDays: 7 });
    const { payments } = await market.contract('release', payer, { params: at, body: { amount: 50_000 } });
    const paymentId = payments.find(({ kind }) => kind === 'charge')?.id ?? '';
    const { chargebacks } = await market.contract('openChargeback', operator, {
      params: { ...at, paymentId },
      body: { amount: 51_800 },
    });
    expect(linesOf(await statement(payee), at).slice(1)).toEqual([
      ['chargeback', -50_000, -5_000, -1_000, -6_000, -44_000],
    ]);
    expect(linesOf(await statement(payer), at).slice(1)).toEqual([['chargeback', -51_800, 0, 0, 0, -51_800]]);
    await market.contract('resolveChargeback', operator, {
      params: { ...at, paymentId, chargebackId: chargebacks[0]?.id ?? '' },
      body: { outcome: 'won' },
    });
    for (const person of [payer, payee]) {
      const lines = linesOf(await statement(person), at).slice(1);
      expect(lines.map(([kind]) => kind)).toEqual(['chargeback', 'chargeback']);
      for (const column of [1, 2, 3, 4, 5]) expect(lines.reduce((sum, line) => sum + Number(line[column]), 0)).toBe(0);
    }
  });
});

describe('rule 61: the ledger of all contracts', () => {
  type Ledger = Output<'LedgerFeed'>;
  const page = async (query: Record<string, string | number> = {}) =>
    (await market.send('listLedger', 'server', { query })).body as Ledger;

  test('has every movement, paginated by cursor', async () => {
    const all = await page();
    for (const { contractId } of deals) {
      const own = (await market.send('getLedger', 'server', { params: { contractId } })).body as Output<'Ledger'>;
      const found = all.data.filter((movement) => movement.contractId === contractId);
      expect(found.map(({ id }) => id)).toEqual(own.movements.map(({ id }) => id));
    }
    const collected: Ledger['data'] = [];
    for (let query: Record<string, string | number> = { limit: 4 }; ; ) {
      const { data, nextCursor, hasMore } = await page(query);
      collected.push(...data);
      query = { limit: 4, after: nextCursor ?? '' };
      if (!hasMore) break;
    }
    expect(collected).toEqual(all.data);
    expect(await page({ after: all.nextCursor ?? '' })).toEqual({
      data: [],
      nextCursor: all.nextCursor,
      hasMore: false,
    });
    expect(await page({ from: '2030-01-01T00:00:00Z' })).toMatchObject({ data: [] });
  });

  test('as CSV and as JSON lines has the same rows', async () => {
    const { data } = await page();
    const csv = (await (await file('/ledger?format=csv')).text()).trimEnd().split('\r\n');
    expect(csv.length).toBe(data.length + 1);
    const lines = (await (await file('/ledger?format=ndjson')).text()).trimEnd().split('\n');
    expect(lines.map((line) => JSON.parse(line))).toEqual(data);
    const rest = (await (await file(`/ledger?format=ndjson&after=${data[2]?.cursor}`)).text()).trimEnd().split('\n');
    expect(rest.map((line) => JSON.parse(line))).toEqual(data.slice(3));
  });

  test('rejects an invalid cursor', async () => {
    for (const after of ['x', '1', '99999999999999999999.ctr_1.1', "1.ctr_1.1'--"]) {
      expect(await market.problem('listLedger', 'server', { query: { after } })).toMatchObject({
        code: 'bad_parameter',
      });
    }
  });
});

describe('rule 72: the events of all contracts', () => {
  type Events = Output<'EventFeed'>;
  const page = async (query: Record<string, string | number> = {}) =>
    (await market.send('listEvents', 'server', { query })).body as Events;

  test('are complete and in order per contract', async () => {
    const found: Events['data'] = [];
    for (let query: Record<string, string | number> = { limit: 3 }; ; ) {
      const { data, nextCursor, hasMore } = await page(query);
      found.push(...data);
      query = { limit: 3, after: nextCursor ?? '' };
      if (!hasMore) break;
    }
    for (const params of deals) {
      const timeline = (await market.send('getTimeline', 'server', { params })).body as Output<'Timeline'>;
      expect(found.filter(({ contractId }) => contractId === params.contractId)).toEqual(timeline.data);
    }
  });

  test('can be filtered by type', async () => {
    const { data } = await page({ types: 'milestone.released,bonus.given' });
    expect(new Set(data.map(({ type }) => type))).toEqual(new Set(['milestone.released', 'bonus.given']));
  });
});
