import { randomUUID } from 'node:crypto';
import { ownDatabaseUrl, sharedUrl } from '@workroom/toolchain/postgres';
import type { Database } from '../store/database.ts';
import { openPglite, type PgliteDirectory } from '../store/pglite-database.ts';
import { openPostgres, type PostgresOptions } from '../store/postgres-database.ts';

/**
 * Where a test's marketplace is kept: a schema of its own in the PostgreSQL that the run shares. An embedded database
 * takes seconds to start, so it is for the tests that are about it, and for machines without a PostgreSQL.
 */
export function ownDatabase(): { database: PostgresOptions | PgliteDirectory; schema?: string } {
  const url = process.env[sharedUrl(18)] ?? process.env[sharedUrl(15)];
  if (url === undefined) return { database: { dataDir: 'memory://' } };
  return { database: { url, maxConnections: 4 }, schema: `own_${randomUUID().replaceAll('-', '')}` };
}

/** An empty database, for tests that look at its rows or count its statements. */
export async function openOwnDatabase(): Promise<Database> {
  const url = await ownDatabaseUrl();
  return url.startsWith('memory:') ? openPglite({ dataDir: url }) : openPostgres({ url });
}
