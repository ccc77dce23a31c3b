import { Pool as NeonPool, neonConfig } from '@neondatabase/serverless';
import { hasPgbouncer, startPgbouncer } from '@workroom/toolchain/pgbouncer';
import { hasPostgres, startPostgres } from '@workroom/toolchain/postgres';
import { drizzle as overNeon } from 'drizzle-orm/neon-serverless';
import { drizzle as overNodePostgres } from 'drizzle-orm/node-postgres';
import { drizzle as overPglite } from 'drizzle-orm/pglite';
import { drizzle as overPostgresJs } from 'drizzle-orm/postgres-js';
import { Pool } from 'pg';
import postgres from 'postgres';
import { describe } from 'vitest';
import type { Database } from './database.ts';
import { overDrizzle } from './drizzle-database.ts';
import { groupedStore } from './grouped-store.ts';
import { createInMemory } from './pglite-cluster.ts';
import { openPglite } from './pglite-database.ts';
import { openPostgres } from './postgres-database.ts';
import { storeOver } from './store-over.ts';
import { type SuiteDatabase, testStore, testStoreInShort } from './testing/store-suite.ts';
import { startWebSocketProxy } from './testing/websocket-proxy.test.support.ts';

/**
 * Suites for `npm run chaos` only, because other combinations cover their parts. It also runs the short suites in full.
 */
const everyDriver = describe.skipIf(!process.env.WORKROOM_EVERY_DRIVER);

testStore('PGlite', async () => {
  const database = await openPglite({ dataDir: 'memory://' });
  return { database, another: async () => database, close: () => database.close() };
});

testStoreInShort('a host’s Drizzle on PGlite', async () => {
  const client = await createInMemory();
  const database = overDrizzle(overPglite(client));
  return { database, another: async () => database, close: () => client.close() };
});

everyDriver('in one process', () => {
  testStore(
    'PGlite, with group commit',
    async () => {
      const database = await openPglite({ dataDir: 'memory://' });
      return { database, another: async () => database, close: () => database.close() };
    },
    (database, schema) => groupedStore(storeOver(database, schema)),
  );
});

for (const version of [15, 18] as const) {
  describe.skipIf(!hasPostgres(version))(`on PostgreSQL ${version}`, () => {
    const testVersion = version === 15 ? testStoreInShort : testStore;
    testVersion(`PostgreSQL ${version}`, () => freshPostgres(version, (url) => openPostgres({ url })));
  });
}

describe.skipIf(!hasPostgres(18))('on PostgreSQL 18 in other ways', () => {
  everyDriver('unprepared', () => {
    testStore('PostgreSQL 18, unprepared', () => freshPostgres(18, (url) => openPostgres({ url, prepare: false })));
  });
  testStoreInShort(
    'PostgreSQL 18, with group commit',
    () => freshPostgres(18, (url) => openPostgres({ url })),
    (database, schema) => groupedStore(storeOver(database, schema)),
  );
  everyDriver('our own driver, over Drizzle', () => {
    testStore('a host’s Drizzle on postgres.js', () =>
      freshPostgres(18, async (url) => {
        const client = postgres(url, { onnotice: () => {} });
        return { ...overDrizzle(overPostgresJs(client)), close: () => client.end() };
      }),
    );
  });
  testStoreInShort('a host’s Drizzle on node-postgres', () =>
    freshPostgres(18, async (url) => {
      const pool = new Pool({ connectionString: url });
      return { ...overDrizzle(overNodePostgres(pool)), close: () => pool.end() };
    }),
  );
  testStoreInShort('a host’s Drizzle on Neon’s driver, over WebSockets', async () => {
    const proxy = await startWebSocketProxy();
    Object.assign(neonConfig, {
      wsProxy: (host: string, port: number | string) => `${proxy.address}/v2?address=${host}:${port}`,
      useSecureWebSocket: false,
      pipelineConnect: false,
    });
    const opened = await freshPostgres(18, async (url) => {
      const pool = new NeonPool({ connectionString: url });
      // Ignores errors of idle connections: the pool opens others.
      pool.on('error', () => {});
      return { ...overDrizzle(overNeon(pool)), close: () => pool.end() };
    });
    return { ...opened, close: () => opened.close().then(proxy.close) };
  });
});

describe.skipIf(!hasPostgres(18) || !hasPgbouncer())('on PostgreSQL 18 behind PgBouncer', () => {
  testStoreInShort('PostgreSQL 18 behind PgBouncer in transaction mode', async () => {
    const server = await startPostgres({ version: 18 });
    const pooler = await startPgbouncer(await server.freshDatabase());
    const opened: Database[] = [];
    const another = async () => {
      const database = await openPostgres({ url: pooler.url, prepare: false });
      opened.push(database);
      return database;
    };
    return {
      database: await another(),
      another,
      async close() {
        await Promise.all(opened.map((database) => database.close()));
        await pooler.stop();
        await server.stop();
      },
    };
  });
});

async function freshPostgres(
  version: 15 | 18,
  open: (url: string) => Database | Promise<Database>,
): Promise<SuiteDatabase> {
  const server = await startPostgres({ version });
  const url = await server.freshDatabase();
  const opened: Database[] = [];
  const another = async () => {
    const database = await open(url);
    opened.push(database);
    return database;
  };
  return {
    database: await another(),
    another,
    async close() {
      await Promise.all(opened.map((database) => database.close()));
      await server.stop();
    },
  };
}
