import type { Output } from '@workroom/core/api';
import { hasPostgres, startPostgres } from '@workroom/toolchain/postgres';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { client, operator } from '../market/people.ts';
import { readReckonings } from '../market/read-reckoning.ts';
import { differences } from '../market/reckoning.ts';
import { type Deal, type OneServer, openDeal, openTwoServers, type TwoServers } from './two-servers.ts';

// The numbers of documents have no gap (rule 59), also when payments complete at the same moment.

const eachKind = 8;
const part = 100;
const mostTries = 500;

describe.skipIf(!hasPostgres(18))('documents of one contract, created on two servers at once', () => {
  let market: TwoServers;
  beforeAll(async () => {
    market = await openTwoServers(await (await startPostgres({ version: 18 })).freshDatabase());
  });
  afterAll(() => market?.close());

  /** Like people who learn that somebody was faster: they read the contract again and retry. */
  async function insist(server: OneServer, deal: Deal, [name, caller, body]: Request): Promise<number> {
    for (let tries = 1; tries <= mostTries; tries += 1) {
      const answer = await server.send(name, caller, deal, { body });
      if (answer.status < 300) return tries;
      if (answer.status !== 409 && answer.status !== 412) throw new Error(`${name}: ${JSON.stringify(answer.body)}`);
    }
    throw new Error(`${name} was refused ${mostTries} times`);
  }
  type Request = readonly [
    name: 'operatorRelease' | 'operatorRefund' | 'giveBonus',
    caller: typeof client | typeof operator,
    body: Readonly<Record<string, unknown>>,
  ];

  test('rule 59: parallel releases, refunds and bonuses leave no gap and use no number twice', async () => {
    const fees = { clientBps: 300, freelancerBps: 1_000 };
    const deal = await openDeal(market, true, { amount: 10_000, policy: { fees } });
    const { milestoneId } = deal;
    const requests = Array.from({ length: eachKind }, (): readonly Request[] => [
      ['operatorRelease', operator, { milestoneId, amount: part, reason: 'A part is done.' }],
      ['operatorRefund', operator, { milestoneId, amount: part, reason: 'A part is not.' }],
      ['giveBonus', client, { amount: part }],
    ]).flat();
    const tries = await Promise.all(
      requests.map((request, place) => insist(place % 2 === 0 ? market.one : market.other, deal, request)),
    );
    await market.one.sweep();
    // Otherwise they would have run one after another.
    expect(Math.max(...tries)).toBeGreaterThan(1);

    const reckonings = await readReckonings(market.url, market.store, market.provider, [deal.contractId]);
    expect(reckonings.flatMap(differences)).toEqual([]);
    const list = await market.other.send('listDocuments', 'server', deal, { query: { limit: '100' } });
    const { data } = list.body as Output<'DocumentList'>;
    const counts = Object.groupBy(data, ({ type, to }) => `${type} ${to}`);
    expect(Object.fromEntries(Object.entries(counts).map(([kind, of]) => [kind, of?.length]))).toEqual({
      'receipt client': 1 + 2 * eachKind,
      'fee_invoice client': 1 + eachKind,
      'credit_note client': eachKind,
      'payout freelancer': 2 * eachKind,
      'fee_invoice freelancer': 2 * eachKind,
    });
    expect(data.map(({ number }) => Number(number.slice(number.lastIndexOf('-') + 1)))).toEqual(
      data.map((_, place) => place + 1),
    );
  });
});
