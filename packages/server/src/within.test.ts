import { hasPostgres, startPostgres } from '@workroom/toolchain/postgres';
import { sql } from 'drizzle-orm';
import { drizzle as overNodePostgres } from 'drizzle-orm/node-postgres';
import { type PgDatabase, type PgQueryResultHKT, pgTable, text } from 'drizzle-orm/pg-core';
import { drizzle as overPglite } from 'drizzle-orm/pglite';
import { drizzle as overPostgresJs } from 'drizzle-orm/postgres-js';
import { Pool } from 'pg';
import postgres from 'postgres';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { WorkroomOptions } from './options.ts';
import type { PaymentProvider } from './payments/provider.ts';
import { simulatedProvider } from './payments/simulated/index.ts';
import { TablesNotReady } from './store/database.ts';
import { openStore } from './store/open-store.ts';
import { createInMemory } from './store/pglite-cluster.ts';
import { follow } from './stream/follow.test.support.ts';
import { client, contractBody, freelancer, type Market, openMarket } from './testing/market.test.support.ts';

interface Host {
  readonly db: PgDatabase<PgQueryResultHKT, Record<string, unknown>>;
  readonly close: () => Promise<unknown>;
}

const award = pgTable('award', { jobId: text('job_id').primaryKey(), contractId: text('contract_id').notNull() });

/** Calls to the provider, by name. */
function watched() {
  const calls: string[] = [];
  const provider = simulatedProvider();
  const noted = (name: 'charge' | 'transfer' | 'refund' | 'cancel' | 'lookup' | 'canPayOut') => ({
    [name]: (...asked: readonly never[]) => {
      calls.push(name);
      return (provider[name] as (...asked: readonly never[]) => Promise<unknown>)(...asked);
    },
  });
  const payments = {
    ...provider,
    ...noted('charge'),
    ...noted('transfer'),
    ...noted('refund'),
    ...noted('cancel'),
    ...noted('lookup'),
    ...noted('canPayOut'),
  } as PaymentProvider;
  return { calls, payments };
}

function testWithin(name: string, open: () => Promise<Host>, connections: 'one' | 'many'): void {
  describe(`in a transaction of a host with ${name}`, () => {
    let host: Host;
    let market: Market;
    const heard: string[] = [];
    const sent: string[] = [];
    const { calls, payments } = watched();
    const count = async () => {
      const tables = ['contract', 'contract_party', 'milestone', 'payment', 'event', 'movement', 'notification'];
      const keys = ['idempotency', 'creation_key'];
      const counts = [...tables, ...keys].map((table) => `(select count(*) from workroom.${table})`);
      const rows = await host.db
        .select({ rows: sql<string>`concat_ws(' ', ${sql.raw(counts.join(', '))})` })
        .from(sql`(select) it`);
      return rows[0]?.rows;
    };
    const awards = async () => (await host.db.select().from(award)).map(({ jobId, contractId }) => [jobId, contractId]);
    const body = (...amounts: readonly number[]) => contractBody(...amounts) as never;

    beforeAll(async () => {
      host = await open();
      await host.db.execute(sql`create table award (job_id text primary key, contract_id text not null)`);
      const options: Partial<WorkroomOptions> = {
        database: host.db,
        payments,
        onEvent: ({ type }) => void heard.push(type),
        webhooks: {
          sender: async ({ body: sentBody }) => {
            sent.push(JSON.parse(sentBody).type);
            return { status: 204 };
          },
        },
      };
      market = openMarket(options);
      await market.workroom.ready;
      await market.send('createWebhookEndpoint', 'server', { body: { url: 'https://shop.example/hook' } });
    });
    afterAll(async () => {
      await market?.workroom.close();
      await host?.close();
    });

    test('an award and its contract are created together, and events are delivered afterwards', async () => {
      heard.length = 0;
      sent.length = 0;
      const made = await host.db.transaction(async (tx) => {
        const contract = await market.workroom.within(tx).createContract({ actor: 'server', body: body(50_000) });
        await tx.insert(award).values({ jobId: 'together', contractId: contract.id });
        if (connections === 'many') {
          await market.workroom.sweep();
          expect(await market.problem('getContract', client, { params: { contractId: contract.id } })).toMatchObject({
            code: 'not_found',
          });
        }
        expect([heard, sent]).toEqual([[], []]);
        return contract;
      });
      expect(await awards()).toEqual([['together', made.id]]);
      await market.workroom.sweep();
      expect(heard).toEqual(['contract.created', 'milestone.added']);
      expect(sent).toEqual(['contract.created', 'milestone.added']);
      const list = await market.send('listNotifications', freelancer);
      expect(list.body).toMatchObject({ data: [{ type: 'contract.created', contractId: made.id }] });
    });

    test('a rollback leaves no row, key, event or payment', async () => {
      const { contractId, at } = await market.create(50_000);
      await market.workroom.sweep();
      heard.length = 0;
      calls.length = 0;
      const before = await count();
      const rolledBack = host.db.transaction(async (tx) => {
        const within = market.workroom.within(tx);
        const contract = await within.createContract({ actor: 'server', body: body(9_000), idempotencyKey: 'job-1' });
        await tx.insert(award).values({ jobId: 'undone', contractId: contract.id });
        await within.fund({ actor: client, contractId, milestoneId: at(0).milestoneId, body: {}, idempotencyKey: 'f' });
        await within.postMessage({ actor: client, contractId, body: { text: 'Welcome' }, idempotencyKey: 'm' });
        throw new Error('the award failed');
      });
      await expect(rolledBack).rejects.toThrow('the award failed');
      expect(await count()).toBe(before);
      await market.workroom.sweep();
      expect([heard, calls]).toEqual([[], []]);

      // The same keys are new.
      const create = () =>
        host.db.transaction((tx) =>
          market.workroom.within(tx).createContract({ actor: 'server', body: body(9_000), idempotencyKey: 'job-1' }),
        );
      const made = await create();
      expect(await create()).toEqual(made);
      const again = await market.send('createContract', 'server', { body: body(9_000), key: 'job-1' });
      expect([again.status, again.headers.get('idempotency-replayed'), (again.body as typeof made).id]).toEqual([
        201,
        'true',
        made.id,
      ]);
    });

    test('a savepoint’s rollback undoes only its own commands', async () => {
      const { contractId } = await market.create(50_000);
      const say = (tx: Host['db'], words: string) =>
        market.workroom.within(tx).postMessage({ actor: client, contractId, body: { text: words } });
      await host.db.transaction(async (tx) => {
        await say(tx, 'first');
        const inner = tx.transaction(async (savepoint) => {
          await say(savepoint, 'undone');
          throw new Error('not this one');
        });
        await expect(inner).rejects.toThrow('not this one');
        await say(tx, 'second');
      });
      const { data } = await market.workroom.api.getTimeline({ actor: client, contractId });
      const words = data.flatMap((event) => (event.type === 'message.posted' ? [event.data.text] : []));
      expect(words).toEqual(['first', 'second']);
    });

    test('the provider is called by the next sweep after the commit, not before', async () => {
      const { contractId, at } = await market.create(50_000);
      calls.length = 0;
      const funding = await host.db.transaction(async (tx) => {
        const within = market.workroom.within(tx);
        const asked = { actor: client, contractId, milestoneId: at(0).milestoneId, body: {}, idempotencyKey: 'fund' };
        const funded = await within.fund(asked);
        expect(calls).toEqual([]);
        // The transaction sees its own changes.
        expect(await within.getContract({ actor: client, contractId })).toEqual(funded);
        return funded;
      });
      expect([calls, funding.milestones[0]?.state]).toEqual([[], 'funding']);
      await market.workroom.sweep();
      expect(calls).toEqual(['lookup', 'canPayOut', 'charge']);
      expect((await market.contract('getContract', client, { params: { contractId } })).milestones[0]?.state).toBe(
        'funded',
      );
    });

    test('a refusal does not abort the transaction', async () => {
      const { contractId, at } = await market.create(50_000);
      await host.db.transaction(async (tx) => {
        const within = market.workroom.within(tx);
        const submit = within.submit({ actor: freelancer, ...at(0), body: { message: 'Here.' }, idempotencyKey: 's' });
        await expect(submit).rejects.toMatchObject({ name: 'Problem', code: 'milestone_not_funded' });
        await tx.insert(award).values({ jobId: 'went on', contractId });
      });
      expect(await awards()).toContainEqual(['went on', contractId]);
    });

    test.runIf(connections === 'many')('streams send its events once it is committed', async () => {
      const { contractId } = await market.create(50_000);
      const following = await follow(market, contractId);
      let isCommitted = false;
      const received = following.next(1).then((events) => ({ events, isCommitted }));
      await host.db.transaction(async (tx) => {
        await market.workroom.within(tx).postMessage({ actor: freelancer, contractId, body: { text: 'Awarded' } });
        // Longer than the interval between two checks.
        await new Promise((resolve) => setTimeout(resolve, 1_500));
        isCommitted = true;
      });
      const { events, isCommitted: wasCommitted } = await received;
      expect([wasCommitted, events.map(({ type }) => type)]).toEqual([true, ['message.posted']]);
      following.hangUp();
    });

    test.runIf(connections === 'many')('a parallel command waits for the commit, or is decided again', async () => {
      const { contractId } = await market.create(50_000);
      const say = (words: string) =>
        market.contract('postMessage', freelancer, { params: { contractId }, body: { text: words } });
      let other: Promise<unknown> = Promise.resolve();
      await host.db.transaction(async (tx) => {
        const within = market.workroom.within(tx);
        await within.getContract({ actor: client, contractId });
        await say('before');
        await within.postMessage({ actor: client, contractId, body: { text: 'within' } });
        other = say('after');
      });
      await other;
      const { data } = await market.workroom.api.getTimeline({ actor: client, contractId });
      expect(data.flatMap((event) => (event.type === 'message.posted' ? [event.data.text] : []))).toEqual([
        'before',
        'within',
        'after',
      ]);
    });
  });
}

testWithin(
  'PGlite',
  async () => {
    const pglite = await createInMemory();
    return { db: overPglite(pglite), close: () => pglite.close() };
  },
  'one',
);

describe.skipIf(!hasPostgres(18))('on PostgreSQL 18', () => {
  const opening = (over: (url: string) => Host) => async () => {
    const server = await startPostgres({ version: 18 });
    const { db, close } = over(await server.freshDatabase());
    return { db, close: () => close().then(() => server.stop()) };
  };
  testWithin(
    'postgres.js',
    opening((url) => {
      const pool = postgres(url, { onnotice: () => {} });
      return { db: overPostgresJs(pool), close: () => pool.end() };
    }),
    'many',
  );
  testWithin(
    'node-postgres',
    opening((url) => {
      const pool = new Pool({ connectionString: url });
      return { db: overNodePostgres(pool), close: () => pool.end() };
    }),
    'many',
  );
});

test('a charge for a freelancer who cannot be paid out fails before anything is charged', async () => {
  const pglite = await createInMemory();
  const db = overPglite(pglite);
  const provider = simulatedProvider({ canPayOut: () => false });
  const market = openMarket({ database: db, payments: provider });
  await market.workroom.ready;
  const { contractId, at } = await market.create(50_000);
  await db.transaction((tx) =>
    market.workroom.within(tx).fund({ actor: client, ...at(0), body: {}, idempotencyKey: 'fund' }),
  );
  await market.workroom.sweep();
  const { milestones, payments } = await market.contract('getContract', client, { params: { contractId } });
  expect([milestones[0]?.state, payments]).toMatchObject([
    'planned',
    [{ status: 'failed', failure: { code: 'payout_account_missing' } }],
  ]);
  await market.workroom.close();
  await pglite.close();
}, 240_000);

test('the error says what is missing', async () => {
  const pglite = await createInMemory();
  const db = overPglite(pglite);
  const market = openMarket({ database: db });
  const create = () =>
    db.transaction((tx) =>
      market.workroom.within(tx).createContract({ actor: 'server', body: contractBody(50_000) as never }),
    );
  await expect(create()).rejects.toThrow(TablesNotReady);
  await market.workroom.ready;
  expect((await create()).status).toBe('active');
  await market.workroom.close();
  await expect(create()).rejects.toMatchObject({ code: 'unavailable' });

  const { within: _, ...own } = openStore({ database: db });
  const withoutTransactions = openMarket({ database: own });
  await withoutTransactions.workroom.ready;
  expect(() => withoutTransactions.workroom.within(db)).toThrow('a store without transactions');
  await withoutTransactions.workroom.close();
  await pglite.close();
}, 240_000);
