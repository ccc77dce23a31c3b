import { randomUUID } from 'node:crypto';
import { ownDatabaseUrl, sharedUrl } from '@workroom/toolchain/postgres';
import { drizzle } from 'drizzle-orm/pglite';
import postgres from 'postgres';
import type { Database } from '../store/database.ts';
import { overDrizzle } from '../store/drizzle-database.ts';
import { createInMemory } from '../store/pglite-cluster.ts';
import { openPglite, type PgliteDirectory } from '../store/pglite-database.ts';
import { openPostgres, type PostgresOptions } from '../store/postgres-database.ts';

/**
 * The database of a test's marketplace: a separate schema in the shared PostgreSQL. An embedded database
 * takes seconds to start, so only tests about it use one, and machines without PostgreSQL.
 */
export function ownDatabase(): { database: PostgresOptions | PgliteDirectory; schema?: string } {
  const url = process.env[sharedUrl(18)] ?? process.env[sharedUrl(15)];
  if (url === undefined) return { database: { dataDir: 'memory://' } };
  return { database: { url, maxConnections: 4 }, schema: `own_${randomUUID().replaceAll('-', '')}` };
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
