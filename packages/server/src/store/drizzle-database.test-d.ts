import type { DrizzleD1Database } from 'drizzle-orm/d1';
import type { NeonDatabase } from 'drizzle-orm/neon-serverless';
import type { NodePgDatabase } from 'drizzle-orm/node-postgres';
import type { PgDatabase, PgQueryResultHKT, PgTransaction } from 'drizzle-orm/pg-core';
import type { PgliteDatabase } from 'drizzle-orm/pglite';
import type { PostgresJsDatabase } from 'drizzle-orm/postgres-js';
import type { NodePgDatabase as NodePgDatabase044 } from 'drizzle-orm-0.44/node-postgres';
import type { PgDatabase as PgDatabase044, PgTransaction as PgTransaction044 } from 'drizzle-orm-0.44/pg-core';
import type { PgliteDatabase as PgliteDatabase044 } from 'drizzle-orm-0.44/pglite';
import type { PostgresJsDatabase as PostgresJsDatabase044 } from 'drizzle-orm-0.44/postgres-js';

import type { DrizzleDatabase } from './drizzle-database.ts';
import type { DatabaseOption } from './open-store.ts';

// Compiled, never run: a host's database is recognised by its shape, in every version of Drizzle in the peer range.

type Hosts =
  | NeonDatabase
  | NodePgDatabase
  | PgliteDatabase
  | PostgresJsDatabase
  | PgDatabase<PgQueryResultHKT, Record<string, unknown>>
  | PgTransaction<PgQueryResultHKT, Record<string, never>, Record<string, never>>;
type OlderHosts =
  | NodePgDatabase044
  | PgliteDatabase044
  | PostgresJsDatabase044
  | PgDatabase044<PgQueryResultHKT, Record<string, unknown>>
  | PgTransaction044<PgQueryResultHKT, Record<string, never>, Record<string, never>>;

export const taken = (host: Hosts): DrizzleDatabase => host;
export const takenOlder = (host: OlderHosts): DatabaseOption => host;
// @ts-expect-error — SQLite is no PostgreSQL.
export const refused = (host: DrizzleD1Database): DrizzleDatabase => host;
