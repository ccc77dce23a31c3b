import { randomUUID } from 'node:crypto';
import { ownDatabaseUrl, sharedUrl } from '@workroom/toolchain/postgres';
import { drizzle } from 'drizzle-orm/pglite';
import postgres from 'postgres';
import type { Database } from '../store/database.ts';
import { overDrizzle } from '../store/drizzle-database.ts';
import { createInMemory } from '../store/pglite-cluster.ts';
import { openPglite } from '../store/pglite-database.ts';
import { openPostgres } from '../store/postgres-database.ts';
import { storeOver, type WorkroomStore } from '../store/store-over.ts';
import { ask } from '../store/testing/ask.ts';

/** A store over a schema of its own. */
export interface LentStore {
  readonly database: Database;
  readonly schema: string;
  readonly store: WorkroomStore;
  /** Deletes everything except the tables. */
  empty(): Promise<void>;
  /** Empties it for the next test that borrows one. */
  giveBack(): Promise<void>;
}

/** Stores that were given back. They are empty, and their connections are open. */
const spare: LentStore[] = [];

/**
 * Lends an empty store: a separate schema in the shared PostgreSQL. It is used again, because migrating a schema and
 * connecting to it takes twenty times as long as a short test. An embedded database takes seconds to start, so only
 * tests about it use one, and machines without PostgreSQL.
 */
export function lendStore(): LentStore {
  const url = process.env[sharedUrl(18)] ?? process.env[sharedUrl(15)];
  return spare.pop() ?? (url === undefined ? inMemory() : inSchema(url));
}

/** An empty store of a test's marketplace, which `close` gives back. */
export function ownStore(): WorkroomStore {
  const { store, giveBack } = lendStore();
  let isClosed = false;
  return {
    ...store,
    async close() {
      if (isClosed) return;
      isClosed = true;
      await giveBack();
    },
  };
}

function inSchema(url: string): LentStore {
  const lent = over(openPostgres({ url, maxConnections: 4 }), `own_${randomUUID().replaceAll('-', '')}`);
  const giveBack = async () => {
    await lent.empty();
    spare.push({ ...lent, giveBack });
  };
  return { ...lent, giveBack };
}

function inMemory(): LentStore {
  const lent = over(openPglite({ dataDir: 'memory://' }), 'workroom');
  return { ...lent, giveBack: () => lent.store.close() };
}

function over(database: Database, schema: string): Omit<LentStore, 'giveBack'> {
  return {
    database,
    schema,
    store: storeOver(database, schema),
    async empty() {
      await ask(database, emptyTables(schema));
    },
  };
}

/** As a replica, because the ledger and the timeline refuse deletions. For few rows, faster than `truncate`. */
function emptyTables(schema: string): string {
  return `do $$
    declare name text;
    begin
      set local session_replication_role = replica;
      for name in select tablename from pg_tables where schemaname = '${schema}' and tablename <> 'migration' loop
        execute format('delete from ${schema}.%I', name);
      end loop;
    end
  $$`;
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
