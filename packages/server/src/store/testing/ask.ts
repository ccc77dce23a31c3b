import type { PreparedQueryConfig } from 'drizzle-orm/pg-core';
import type { Database } from '../database.ts';

/** Sends a statement unchanged through a database's session. */
export function rowsFrom(
  { session }: Database,
  statement: string,
  parameters: readonly unknown[] = [],
): Promise<unknown[][]> {
  const query = session.prepareQuery<PreparedQueryConfig & { execute: unknown[][] }>(
    { sql: statement, params: [...parameters] },
    undefined,
    '',
    true,
    (rows) => rows,
  );
  return query.execute();
}

/**
 * Asks a database behind the store's back.
 *
 * @returns the first column of every row, as text
 */
export async function ask(
  database: Database,
  statement: string,
  parameters: readonly string[] = [],
): Promise<readonly string[]> {
  try {
    return (await rowsFrom(database, statement, parameters)).map(([first]) => String(first));
  } catch (error) {
    throw error instanceof Error && error.cause !== undefined ? error.cause : error;
  }
}

/**
 * Waits until every transaction that is open now has ended. The outbox reads up to the oldest open transaction of the
 * whole server: on one that tests share, a transaction of another database or of autovacuum holds it back too.
 */
export async function untilNothingOlderIsOpen(database: Database): Promise<void> {
  const [next = ''] = await ask(database, 'select pg_snapshot_xmax(pg_current_snapshot())::text as row');
  for (let look = 0; look < 100_000; look += 1) {
    const ended = await ask(
      database,
      "select 'yes' as row where pg_snapshot_xmin(pg_current_snapshot()) >= $1::text::xid8",
      [next],
    );
    if (ended.length > 0) return;
  }
  throw new Error(`a transaction before ${next} is open and does not end`);
}
