import { type Database, DatabaseUnavailable } from './database.ts';
import type { DrizzleDatabase } from './drizzle-database.ts';
import { openPglite, type PgliteDirectory } from './pglite-database.ts';
import { openPostgres, type PostgresOptions } from './postgres-database.ts';
import { storeOver, type WorkroomStore } from './store-over.ts';

/**
 * Where contracts are kept: a Postgres URL, a Drizzle database of the host's own, or an embedded
 * database in a directory (`pgliteDirectory(path)` on Node).
 */
export type DatabaseOption = string | PostgresOptions | PgliteDirectory | DrizzleDatabase;

export interface StoreOptions {
  readonly database: DatabaseOption;
  /**
   * The Postgres schema of the tables, one a marketplace.
   * @default 'workroom'
   */
  readonly schema?: string | undefined;
}

/** Opens nothing yet: the database is connected to by the first thing asked of it. */
export function openStore({ database, schema = 'workroom' }: StoreOptions): WorkroomStore {
  return storeOver(opened(database), schema);
}

function opened(option: DatabaseOption): Database {
  if (typeof option === 'string') return onFirstUse('postgres', () => openPostgres({ url: option }));
  if ('execute' in option)
    return onFirstUse('drizzle', async () => (await import('./drizzle-database.ts')).overDrizzle(option));
  if ('url' in option) return onFirstUse('postgres', () => openPostgres(option));
  return onFirstUse('pglite', () => openPglite(option));
}

/** Importing this starts nothing and loads no driver. An opening that failed is tried again by the next caller. */
function onFirstUse(kind: Database['kind'], open: () => Promise<Database>): Database {
  let opening: Promise<Database> | undefined;
  let closed = false;
  const database = () => {
    if (closed) throw new DatabaseUnavailable(false, undefined, 'The store is closed. Open another one.');
    opening ??= open().catch((error: unknown) => {
      opening = undefined;
      throw error;
    });
    return opening;
  };
  return {
    kind,
    query: async (statement, parameters) => (await database()).query(statement, parameters),
    async close() {
      closed = true;
      await (await opening)?.close();
    },
  };
}
