import { randomUUID } from 'node:crypto';
import { ownDatabaseUrl, sharedUrl } from '@workroom/toolchain/postgres';
import { drizzle } from 'drizzle-orm/pglite';
import postgres from 'postgres';
import type { Database } from '../store/database.ts';
import { overDrizzle } from '../store/drizzle-database.ts';
import { openStore } from '../store/open-store.ts';
import { createInMemory } from '../store/pglite-cluster.ts';
import { openPglite } from '../store/pglite-database.ts';
import { openPostgres } from '../store/postgres-database.ts';
import { storeOver, type WorkroomStore } from '../store/store-over.ts';
import { ask } from '../store/testing/ask.ts';

interface Lent {
  readonly database: Database;
  readonly schema: string;
  readonly store: WorkroomStore;
}

/** Stores whose tests have closed them. They are empty, and their connections are open. */
const spare: Lent[] = [];

/**
 * An empty store of a test's marketplace: a separate schema in the shared PostgreSQL. `close` empties it for the next
 * test, because migrating a schema and connecting to it takes twenty times as long as a short test. An embedded
 * database takes seconds to start, so only tests about it use one, and machines without PostgreSQL.
 */
export function ownStore(): WorkroomStore {
  const url = process.env[sharedUrl(18)] ?? process.env[sharedUrl(15)];
  if (url === undefined) return openStore({ database: { dataDir: 'memory://' } });
  const lent = spare.pop() ?? open(url);
  let isClosed = false;
  return {
    ...lent.store,
    async close() {
      if (isClosed) return;
      isClosed = true;
      await empty(lent);
      spare.push(lent);
    },
  };
}

function open(url: string): Lent {
  const database = openPostgres({ url, maxConnections: 4 });
  const schema = `own_${randomUUID().replaceAll('-', '')}`;
  return { database, schema, store: storeOver(database, schema) };
}

/** As a replica, because the ledger and the timeline refuse deletions. For few rows, faster than `truncate`. */
async function empty({ database, schema }: Lent): Promise<void> {
  await ask(
    database,
    `do $$
      declare name text;
      begin
        set local session_replication_role = replica;
        for name in select tablename from pg_tables where schemaname = '${schema}' and tablename <> 'migration' loop
          execute format('delete from ${schema}.%I', name);
        end loop;
      end
    $$`,
  );
}

/** An empty database, for tests that read its rows or count its statements. */
export async function openOwnDatabase(): Promise<Database> {
  const url = await ownDatabaseUrl();
  return url.startsWith('memory:') ? openPglite({ dataDir: url }) : openPostgres({ url });
}

/** A database restored from a dump. */
export async function openDump(dump: string): Promise<Database> {
  const url = await ownDatabaseUrl();
  if (url.startsWith('memory:')) {
    const pglite = await createInMemory();
    await pglite.exec(dump);
    return { ...overDrizzle(drizzle(pglite)), close: () => pglite.close() };
  }
  const client = postgres(url, { max: 1, onnotice: () => {} });
  await client.unsafe(dump);
  await client.end();
  return openPostgres({ url });
}
