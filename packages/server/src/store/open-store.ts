import type { Database } from './database.ts';
import { type DrizzleDatabase, overDrizzle } from './drizzle-database.ts';
import { openPglite, type PgliteDirectory } from './pglite-database.ts';
import { openPostgres, type PostgresOptions } from './postgres-database.ts';
import { storeOver, type WorkroomStore } from './store-over.ts';

/**
 * The database: a Postgres URL, the host's Drizzle database, or an embedded database in a directory
 * (`pgliteDirectory(path)` on Node).
 */
export type DatabaseOption = string | PostgresOptions | PgliteDirectory | DrizzleDatabase;

export interface StoreOptions {
  readonly database: DatabaseOption;
  /**
   * The Postgres schema of the tables; use one per marketplace.
   * @default 'workroom'
   */
  readonly schema?: string | undefined;
}

/** Does not connect: the first query does. */
export function openStore({ database, schema = 'workroom' }: StoreOptions): WorkroomStore {
  return storeOver(opened(database), schema);
}

function opened(option: DatabaseOption): Database {
  if (typeof option === 'string') return openPostgres({ url: option });
  if ('execute' in option) return overDrizzle(option);
  return 'url' in option ? openPostgres(option) : openPglite(option);
}
