import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { hasPostgres, startPostgres } from '@workroom/toolchain/postgres';
import { describe, expect, test } from 'vitest';
import { memoryStorage, simulatedProvider } from '../payments/index.ts';
import { openPglite } from '../store/pglite-database.ts';
import { storeOver } from '../store/store-over.ts';
import { client, type Deal, openMarket } from '../testing/market.test.support.ts';

// The set-up of the README: each process creates its own provider, and the database is kept.

/** Funds in one process and releases in the next. */
async function overARestart(database: string): Promise<unknown> {
  const before = openMarket({ database, payments: simulatedProvider() });
  const deal: Deal = await before.create(50_000);
  await before.contract('fund', client, { params: deal.at(0), body: {} });
  await before.workroom.close();

  const after = openMarket({ database, payments: simulatedProvider() });
  const released = await after.contract('release', client, { params: deal.at(0), body: { amount: 50_000 } });
  await after.workroom.close();
  // Both have the same timestamp from the test's clock, so their ids are not ordered.
  return released.payments
    .toSorted((one, other) => one.kind.localeCompare(other.kind))
    .map(({ kind, status, failure }) => ({ kind, status, failure }));
}

const allSucceeded = [
  { kind: 'charge', status: 'succeeded', failure: null },
  { kind: 'transfer', status: 'succeeded', failure: null },
];

describe('the simulated provider stores its records next to the database', () => {
  test('over a restart with the embedded database', async () => {
    const directory = await mkdtemp(join(tmpdir(), 'workroom-'));
    try {
      expect(await overARestart(directory)).toEqual(allSucceeded);
    } finally {
      await rm(directory, { recursive: true, force: true });
    }
  }, 240_000);

  test.skipIf(!hasPostgres(15))(
    'over a restart with PostgreSQL',
    async () => {
      const server = await startPostgres({ version: 15 });
      try {
        expect(await overARestart(await server.freshDatabase())).toEqual(allSucceeded);
      } finally {
        await server.stop();
      }
    },
    60_000,
  );

  test('separately for two marketplaces with one provider', async () => {
    const database = await openPglite({ dataDir: 'memory://' });
    const provider = simulatedProvider();
    const stores = ['market_one', 'market_two'].map((schema) => storeOver(database, schema));
    const markets = stores.map((store) => openMarket({ database: store, payments: provider }));
    for (const store of stores) await store.migrate();
    const deals: Deal[] = [];
    for (const market of markets) {
      const deal = await market.create(50_000);
      await market.contract('fund', client, { params: deal.at(0), body: {} });
      deals.push(deal);
    }
    for (const [place, market] of markets.entries()) {
      const params = deals[place]?.at(0) ?? {};
      const { payments } = await market.contract('release', client, { params, body: { amount: 50_000 } });
      expect(payments.at(-1)).toMatchObject({ kind: 'transfer', status: 'succeeded' });
    }
    expect((await provider.books()).operations).toHaveLength(4);
    for (const market of markets) await market.workroom.close();
    await database.close();
  }, 240_000);

  test('unless it has its own file', async () => {
    const storage = memoryStorage();
    const market = openMarket({ payments: simulatedProvider({ storage }) });
    const { at } = await market.create(50_000);
    await market.contract('fund', client, { params: at(0), body: {} });
    await market.workroom.close();
    expect(await storage.keys()).toHaveLength(1);
  }, 240_000);
});
