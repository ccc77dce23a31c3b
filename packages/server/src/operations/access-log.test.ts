import { instant } from '@workroom/core';
import type { Output } from '@workroom/core/api';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import {
  client,
  freelancer,
  type Market,
  openMarket,
  operator,
  stranger,
  submitted,
} from '../testing/market.test.support.ts';
import { ownStore } from '../testing/own-database.test.support.ts';

const store = ownStore();
let market: Market;
beforeAll(async () => {
  await store.migrate();
  market = openMarket({ database: store });
}, 60_000);
afterAll(async () => {
  await market.workroom.close();
  await store.close();
});

const hour = 3_600_000;
const other = { operator: { id: 'u_other_operator', name: 'Noor' } };

async function logOf(query: Record<string, string | number>): Promise<Output<'AccessLog'>> {
  return (await market.send('listAccessLog', 'server', { query })).body as Output<'AccessLog'>;
}

describe('rule 43: the access log', () => {
  test('has one entry for an operator, contract and hour, however the contract was opened', async () => {
    const { contractId } = await submitted(market, 50_000);
    const params = { contractId };
    for (const name of ['getContract', 'getTimeline', 'getLedger', 'exportContract'] as const) {
      expect((await market.send(name, operator, { params })).status, name).toBe(200);
    }
    expect((await logOf({ contractId })).data).toMatchObject([
      { contractId, operatorId: operator.operator.id, at: new Date(market.system.ms).toISOString() },
    ]);
    market.system.ms += hour;
    await market.contract('getContract', operator, { params });
    await market.contract('getContract', other, { params });
    const { data } = await logOf({ contractId });
    expect(data.map(({ operatorId }) => operatorId)).toEqual([
      operator.operator.id,
      operator.operator.id,
      other.operator.id,
    ]);
  });

  test('has one entry for parallel reads, in this process and in another', async () => {
    const { contractId } = await submitted(market, 50_000);
    const params = { contractId };
    await Promise.all([
      ...Array.from({ length: 5 }, () => market.contract('getContract', operator, { params })),
      ...Array.from({ length: 5 }, (_, place) =>
        store.accessLog.add({
          id: `acc_elsewhere${place}`,
          contractId: contractId as `ctr_${string}`,
          operatorId: operator.operator.id,
          at: instant(market.system.ms),
        }),
      ),
    ]);
    expect((await logOf({ contractId })).data).toHaveLength(1);
  });

  test('is written before the contract is shown, which fails without it', async () => {
    const { contractId } = await submitted(market, 50_000);
    const broken = openMarket({
      database: { ...store, accessLog: { ...store.accessLog, add: () => Promise.reject(new Error('no disk')) } },
    });
    expect((await broken.send('getContract', operator, { params: { contractId } })).status).toBe(500);
    await broken.workroom.close();
  });

  test('has no entry for parties, lists, refused strangers and an operator’s own contract', async () => {
    const { contractId } = await submitted(market, 50_000);
    const params = { contractId };
    await market.contract('getContract', client, { params });
    await market.contract('getContract', freelancer, { params });
    await market.contract('getContract', 'server', { params });
    await market.send('getContract', stranger, { params });
    await market.send('listContracts', operator);
    await market.contract('getContract', { operator: client }, { params });
    expect((await logOf({ contractId })).data).toEqual([]);
  });

  test('can be filtered by contract and operator, oldest first, paginated', async () => {
    const operatorId = 'u_third_operator';
    const third = { operator: { id: operatorId, name: 'Kim' } };
    const opened: string[] = [];
    for (const _ of [1, 2, 3]) {
      const { contractId } = await submitted(market, 50_000);
      market.system.ms += 1_000;
      await market.contract('getContract', third, { params: { contractId } });
      opened.push(contractId);
    }
    const first = await logOf({ operatorId, limit: 2 });
    expect(first.data.map(({ contractId }) => contractId)).toEqual(opened.slice(0, 2));
    const second = await logOf({ operatorId, limit: 2, after: first.nextCursor ?? '' });
    expect(second.data.map(({ contractId }) => contractId)).toEqual(opened.slice(2));
    expect(second.nextCursor).toBeNull();
    expect((await logOf({ operatorId, contractId: opened[1] ?? '' })).data).toHaveLength(1);
  });

  test('can be read only by the server', async () => {
    for (const caller of [client, freelancer, stranger, operator]) {
      expect(await market.problem('listAccessLog', caller)).toMatchObject({ code: 'forbidden_for_role' });
    }
  });
});
