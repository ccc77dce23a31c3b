import type { PreparedQueryConfig } from 'drizzle-orm/pg-core';
import type { Database } from '../database.ts';

/** Sends a statement through a database's session, as it stands. */
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
