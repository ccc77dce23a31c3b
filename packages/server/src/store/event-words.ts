import { getTableColumns, type SQL, sql } from 'drizzle-orm';
import type { PgColumn } from 'drizzle-orm/pg-core';
import type { StoreContext } from './database.ts';
import type { FoundWord } from './history-rows.ts';
import { columnOf } from './load.ts';

/** The columns of events with their words, for a contract's id. */
export function eventsWithWords({ tables: { event, word } }: StoreContext) {
  // In one statement with the events, so that a missing word is always an erased one.
  const wordOf = (column: PgColumn) => columnOf('w', column);
  const found = sql`json_agg(json_build_array(${wordOf(word.commitment)}, ${wordOf(word.salt)}, ${wordOf(word.text)},
    ${wordOf(word.erasedAtMs)}))`;
  const wordsWhere = (contract: unknown, where: SQL) => sql<
    Json<FoundWord>
  >`(select ${found} from ${word} ${sql.identifier('w')}
    where ${wordOf(word.contractId)} = ${contract} and ${wordOf(word.commitment)} is not null and ${where})`;
  return (contract: unknown) => ({
    ...getTableColumns(event),
    names: wordsWhere(contract, sql`${wordOf(word.kind)} = 'name'`),
    words: wordsWhere(
      contract,
      sql`${wordOf(word.seq)} = ${event}.${sql.identifier('seq')} and ${wordOf(word.kind)} <> 'name'`,
    ),
  });
}

/** Rows as JSON, which some drivers parse; `null` for none. */
type Json<Row> = string | readonly Row[] | null;

export function readJson<Row>(value: Json<Row>): readonly Row[] {
  return (typeof value === 'string' ? JSON.parse(value) : value) ?? [];
}
