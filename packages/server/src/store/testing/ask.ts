import type { PreparedQueryConfig } from 'drizzle-orm/pg-core';
import type { Database } from '../database.ts';

/**
 * Asks a database behind the store's back.
 *
 * @returns the first column of every row, as text
 */
export async function ask(
  { session }: Database,
  statement: string,
  parameters: readonly string[] = [],
): Promise<readonly string[]> {
  const rows = (all: unknown[][]) => all.map(([first]) => String(first));
  const query = session.prepareQuery<PreparedQueryConfig & { execute: string[] }>(
    { sql: statement, params: [...parameters] },
    undefined,
    '',
    true,
    rows,
  );
  try {
    return await query.execute();
  } catch (error) {
    throw error instanceof Error && error.cause !== undefined ? error.cause : error;
  }
}
