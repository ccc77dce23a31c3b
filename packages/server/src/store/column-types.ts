import { sql } from 'drizzle-orm';
import { customType, type PgColumn } from 'drizzle-orm/pg-core';

/**
 * Ids sort by their bytes in every database, so that a page by id is the same everywhere and ids made
 * later come later.
 */
export const identifier = customType<{ data: string }>({ dataType: () => 'text collate "C"' });

/** A transaction's number, 64 bits wide: it never starts anew. */
export const xid8 = customType<{ data: string }>({ dataType: () => 'xid8' });

/** For partial indexes over what is there. */
export function isSet(column: PgColumn) {
  return sql`${column} is not null`;
}
