import { type SQL, sql } from 'drizzle-orm';
import { customType, type PgColumn } from 'drizzle-orm/pg-core';

/**
 * Ids sort by bytes in every database, so that paging by id is the same everywhere and later ids come later.
 */
export const identifier = customType<{ data: string }>({ dataType: () => 'text collate "C"' });

/** A 64-bit transaction number, which never wraps around. */
export const xid8 = customType<{ data: string }>({ dataType: () => 'xid8' });

/** For partial indexes over rows with a value in this column. */
export function isSet(column: PgColumn): SQL {
  return sql`${column} is not null`;
}

/** One of some constants, written into the statement itself: a partial index on them only matches literal constants. */
export function oneOf(column: PgColumn, words: readonly string[]): SQL {
  return sql`${column} in (${sql.raw(words.map((word) => `'${word}'`).join(', '))})`;
}

/** Whole minor units, exact in JavaScript too. */
export function amountsIn(...columns: readonly PgColumn[]): SQL {
  const list = sql.join([...columns], sql`, `);
  return sql`least(${list}) >= 0 and greatest(${list}) <= 9007199254740991`;
}

/** A SHA-256 in hex. */
export function isHash(column: PgColumn): SQL {
  return sql`length(${column}) = 64`;
}
