import { getTableColumns, type SQL, sql } from 'drizzle-orm';
import type { PgColumn, PgTable } from 'drizzle-orm/pg-core';

// How one parameter contains many values: ids as a text array, rows as JSON. Both are sent as text, because drivers
// differ in how they send arrays and JSON.

/** A text array literal, for `anyOf`. */
export function textArray(items: readonly string[]): string {
  return `{${items.map((item) => `"${item.replace(/["\\]/g, '\\$&')}"`).join(',')}}`;
}

/**
 * Whether a column is one of the ids in a placeholder. They are unnested so that the planner expects as
 * many when it plans for any value: a prepared statement then keeps its plan.
 */
export function anyOf(column: PgColumn, placeholder: string): SQL {
  return sql`${column} = any(array(select unnest(${sql.placeholder(placeholder)}::text::text[])))`;
}

/** A value from a placeholder whose type PostgreSQL cannot infer. */
export function given(placeholder: string, type: 'bigint' | 'text' | 'xid8'): SQL {
  return sql`${sql.placeholder(placeholder)}::${sql.raw(type)}`;
}

/** Rows of a table that a placeholder contains as JSON, with the schema's keys. */
export interface RowsIn<Key extends string> {
  /** To select from: `json_to_recordset(…) as r(…)`. */
  readonly from: SQL;
  /** A column of it: `r."contractId"`. */
  readonly column: (key: Key) => SQL;
}

/** @param more columns that the table does not have, with their types */
export function rowsIn<Table extends PgTable, More extends string = never>(
  placeholder: string,
  table: Table,
  more: Readonly<Record<More, string>> = {} as Readonly<Record<More, string>>,
): RowsIn<KeyOf<Table> | More> {
  const types = [
    ...Object.entries(getTableColumns(table)).map(([key, column]) => [key, column.getSQLType()] as const),
    ...Object.entries<string>(more),
  ];
  const definitions = types.map(([key, type]) => sql`${sql.identifier(key)} ${sql.raw(type)}`);
  return {
    from: sql`json_to_recordset(${sql.placeholder(placeholder)}::text::json) as r(${sql.join(definitions, sql`, `)})`,
    column: (key) => sql`r.${sql.identifier(key)}`,
  };
}

type KeyOf<Table extends PgTable> = keyof Table['$inferSelect'] & string;

/** `select r."contractId", …` for an insert: every column in order, with those of `elsewhere` from there. */
export function everyColumn<Table extends PgTable>(
  table: Table,
  { column }: RowsIn<KeyOf<Table>>,
  elsewhere: { readonly [Key in KeyOf<Table>]?: SQL } = {},
): SQL {
  const keys = Object.keys(getTableColumns(table)) as KeyOf<Table>[];
  return sql.join(
    keys.map((key) => elsewhere[key] ?? column(key)),
    sql`, `,
  );
}

/**
 * The assignments of an update: every column except some, from the rows. A row may leave out a column that is never
 * null, which then keeps its value.
 */
export function columnsBut<Table extends PgTable, Left extends KeyOf<Table>>(
  table: Table,
  { column }: RowsIn<KeyOf<Table>>,
  left: readonly Left[],
): { [Key in Exclude<KeyOf<Table>, Left>]: SQL } {
  const columns = Object.entries(getTableColumns(table)) as [KeyOf<Table>, PgColumn][];
  const set = columns
    .filter(([key]) => !left.some((each) => each === key))
    .map(([key, own]) => [key, own.notNull ? sql`coalesce(${column(key)}, ${own})` : column(key)]);
  return Object.fromEntries(set) as { [Key in Exclude<KeyOf<Table>, Left>]: SQL };
}
