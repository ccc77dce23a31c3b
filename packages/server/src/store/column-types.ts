import { type SQL, sql } from 'drizzle-orm';
import { customType, type PgColumn } from 'drizzle-orm/pg-core';

/**
 * Ids sort by their bytes in every database, so that a page by id is the same everywhere and ids made
 * later come later.
 */
export const identifier = customType<{ data: string }>({ dataType: () => 'text collate "C"' });

/** A transaction's number, 64 bits wide: it never starts anew. */
export const xid8 = customType<{ data: string }>({ dataType: () => 'xid8' });

/** For partial indexes over what is there. */
export function isSet(column: PgColumn): SQL {
  return sql`${column} is not null`;
}

/** One of some words, which stand in the statement itself: an index over them serves only who names them so. */
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
