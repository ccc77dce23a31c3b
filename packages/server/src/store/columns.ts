import { getTableColumns } from 'drizzle-orm';
import { getTableConfig, type PgColumn, type PgTable } from 'drizzle-orm/pg-core';

// Statements move rows as JSON objects whose keys are the Drizzle tables' own property names. These
// pieces are made from the tables, so that a column stands in one place.

/** `"workroom"."contract"` */
export function nameOf(table: PgTable): string {
  const { schema, name } = getTableConfig(table);
  return `"${schema}"."${name}"`;
}

export type ColumnKey<Table extends PgTable> = keyof Table['_']['columns'] & string;

/** All columns of a table but those that the database fills in. */
export function columnsOf<Table extends PgTable>(
  table: Table,
  except: readonly ColumnKey<Table>[] = [],
): readonly (readonly [key: string, column: PgColumn])[] {
  return Object.entries<PgColumn>(getTableColumns(table)).filter(
    ([key, column]) => !column.hasDefault && !except.some((each) => each === key),
  );
}

/** The table's rows out of a parameter that is a JSON array: `json_to_recordset($1::text::json) as m("id" text, …)`. */
export function recordset(
  parameter: number,
  alias: string,
  table: PgTable,
  more: Readonly<Record<string, string>> = {},
): string {
  const definitions = [
    ...columnsOf(table).map(([key, column]) => `"${key}" ${column.getSQLType()}`),
    ...Object.entries(more).map(([key, type]) => `"${key}" ${type}`),
  ];
  return `json_to_recordset($${parameter}::text::json) as ${alias}(${definitions.join(', ')})`;
}

/** `insert into … (id, …) select r."id", … ` from a recordset of that alias. */
export function insertFrom(alias: string, table: PgTable): string {
  const columns = columnsOf(table);
  return `insert into ${nameOf(table)} (${columns.map(([, column]) => column.name).join(', ')})
    select ${columns.map(([key]) => `${alias}."${key}"`).join(', ')}`;
}

/** `seq = r."seq", title = coalesce(r."title", c.title), …`: columns that are `kept` stay as they are unless something is given. */
export function assignments<Table extends PgTable>(
  given: string,
  stored: string,
  table: Table,
  { except, kept }: Readonly<Record<'except' | 'kept', readonly ColumnKey<Table>[]>>,
): string {
  const isKept = (key: string) => kept.some((each) => each === key);
  return columnsOf(table, except)
    .map(([key, { name }]) =>
      isKept(key) ? `${name} = coalesce(${given}."${key}", ${stored}.${name})` : `${name} = ${given}."${key}"`,
    )
    .join(', ');
}

/** `title = excluded.title, …` */
export function takeExcluded<Table extends PgTable>(table: Table, except: readonly ColumnKey<Table>[]): string {
  return columnsOf(table, except)
    .map(([, column]) => `${column.name} = excluded.${column.name}`)
    .join(', ');
}

/** A row as JSON: `json_build_object('seq', c.seq, …)`. */
export function jsonOf<Table extends PgTable>(
  alias: string,
  table: Table,
  except: readonly ColumnKey<Table>[] = [],
): string {
  return `json_build_object(${columnsOf(table, except)
    .map(([key, column]) => `'${key}', ${alias}.${column.name}`)
    .join(', ')})`;
}

/**
 * A row as the text of a JSON object: `concat('{"seq":', c.seq, …, '}')`. What takes `json_build_object` its time is
 * asking for the type of each value over and over: 43 µs a contract with its milestones and payments, 31 µs so.
 * What is null is left out, and columns of `only` unless their condition holds: on a contract with 200 milestones
 * most are of those that nothing has happened to yet: 640 µs a contract, 306 so.
 *
 * The first column is never null.
 */
export function jsonTextOf<Table extends PgTable>(
  alias: string,
  table: Table,
  except: readonly ColumnKey<Table>[] = [],
  only: { readonly when: string; readonly columns: readonly ColumnKey<Table>[] } = { when: '', columns: [] },
): string {
  const [first, ...others] = columnsOf(table, [...except, ...only.columns]);
  if (first === undefined) throw new TypeError('a row without columns says nothing');
  const sometimes = columnsOf(table, except).filter(([key]) => only.columns.some((each) => each === key));
  const members = [
    `'{"${first[0]}":', ${jsonValue(alias, first[1])}`,
    ...others.map(([key, column]) => jsonMember(alias, key, column)),
    ...(sometimes.length > 0
      ? [
          `case when ${only.when} then concat(${sometimes.map(([key, column]) => jsonMember(alias, key, column)).join(', ')}) end`,
        ]
      : []),
  ];
  return `concat(${members.join(', ')}, '}')`;
}

/** `concat` passes over what is null, and `||` is null when a part of it is. */
function jsonMember(alias: string, key: string, column: PgColumn): string {
  const name = `',"${key}":'`;
  return column.notNull ? `${name}, ${jsonValue(alias, column)}` : `${name} || ${jsonValue(alias, column)}::text`;
}

/** Numbers and JSON are their own text. */
function jsonValue(alias: string, column: PgColumn): string {
  const value = `${alias}.${column.name}`;
  if (column.getSQLType().startsWith('text')) return `to_json(${value})`;
  // As an argument of its own a boolean is `t` or `f`.
  return column.getSQLType() === 'boolean' ? `${value}::text` : value;
}

/** A text array literal, to be cast by `::text::text[]`: drivers differ in how they send arrays. */
export function textArray(items: readonly string[]): string {
  return `{${items.map((item) => `"${item.replace(/["\\]/g, '\\$&')}"`).join(',')}}`;
}

/** A number to stand in a statement's own text. */
export function wholeNumber(value: number): string {
  if (!Number.isSafeInteger(value) || value < 0) throw new RangeError(`not a count: ${value}`);
  return String(value);
}
