import { type SQL, sql } from 'drizzle-orm';
import { DrizzleQueryError } from 'drizzle-orm/errors';
import { attempt, type Database } from './database.ts';

/** Any Drizzle database over Postgres: postgres.js, node-postgres, PGlite, Neon and others. */
export interface DrizzleDatabase {
  execute(query: SQL): PromiseLike<unknown>;
}

/**
 * Postgres through the host's own Drizzle database. Its client is never wrapped again: `drizzle(client)`
 * alters the client that it is given. The host closes what it opened.
 */
export function overDrizzle(db: DrizzleDatabase): Database {
  return {
    kind: 'drizzle',
    query: (statement, parameters = []) =>
      attempt(async () => rowsOf(await execute(db, toSql(statement, parameters))).map(textOf)),
    close: async () => {},
  };
}

/** Drizzle's own error repeats every parameter in its message, which is people's text: the driver's error says enough. */
async function execute(db: DrizzleDatabase, query: SQL): Promise<unknown> {
  try {
    return await db.execute(query);
  } catch (error) {
    throw error instanceof DrizzleQueryError ? (error.cause ?? error) : error;
  }
}

/** Our `$1` as Drizzle's own parameters. Only digits follow a dollar sign as a parameter in our statements. */
function toSql(statement: string, parameters: readonly string[]): SQL {
  const pieces = statement.split(/\$(\d+)/);
  return sql.join(
    pieces.map((piece, place) => (place % 2 === 0 ? sql.raw(piece) : sql`${parameters[Number(piece) - 1]}`)),
  );
}

/** Drivers answer with the rows themselves or with an object that has them. */
function rowsOf(answer: unknown): readonly unknown[] {
  if (Array.isArray(answer)) return answer;
  if (typeof answer === 'object' && answer !== null && 'rows' in answer && Array.isArray(answer.rows))
    return answer.rows;
  throw new TypeError('The Drizzle database answered neither with rows nor with an object that has them.');
}

function textOf(row: unknown): string {
  if (typeof row === 'object' && row !== null && 'row' in row && typeof row.row === 'string') return row.row;
  throw new TypeError('The Drizzle database answered with something else than a row of text.');
}
