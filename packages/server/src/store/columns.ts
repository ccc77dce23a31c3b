import type { Column, Table } from './tables.ts';

// Statements move rows as JSON objects whose keys are those of the tables. These pieces are made from the
// tables, so that a column stands in one place.

/** `"workroom"."contract"` */
export function nameOf({ name }: Table): string {
  return name;
}

/** All columns of a table but those that the database fills in. */
export function columnsOf<Key extends string>(
  { columns }: Table<Key>,
  except: readonly NoInfer<Key>[] = [],
): readonly Column<Key>[] {
  return columns.filter(({ key }) => !except.includes(key));
}

/** The table's rows out of a parameter that is a JSON array: `json_to_recordset($1::text::json) as m("id" text, …)`. */
export function recordset(
  parameter: number,
  alias: string,
  table: Table,
  more: Readonly<Record<string, string>> = {},
): string {
  const definitions = [
    ...table.columns.map(({ key, type }) => `"${key}" ${type}`),
    ...Object.entries(more).map(([key, type]) => `"${key}" ${type}`),
  ];
  return `json_to_recordset($${parameter}::text::json) as ${alias}(${definitions.join(', ')})`;
}

/** `insert into … (id, …) select r."id", … ` from a recordset of that alias. */
export function insertFrom(alias: string, table: Table): string {
  const { name: into, columns } = table;
  return `insert into ${into} (${columns.map(({ name }) => name).join(', ')})
    select ${columns.map(({ key }) => `${alias}."${key}"`).join(', ')}`;
}

/** `seq = r."seq", …` */
export function assignments<Key extends string>(
  alias: string,
  table: Table<Key>,
  except: readonly NoInfer<Key>[],
): string {
  return columnsOf(table, except)
    .map(({ key, name }) => `${name} = ${alias}."${key}"`)
    .join(', ');
}

/** `title = excluded.title, …` */
export function takeExcluded<Key extends string>(table: Table<Key>, except: readonly NoInfer<Key>[]): string {
  return columnsOf(table, except)
    .map(({ name }) => `${name} = excluded.${name}`)
    .join(', ');
}

/** A row as JSON: `json_build_object('seq', c.seq, …)`. */
export function jsonOf<Key extends string>(
  alias: string,
  table: Table<Key>,
  except: readonly NoInfer<Key>[] = [],
): string {
  return `json_build_object(${columnsOf(table, except)
    .map(({ key, name }) => `'${key}', ${alias}.${name}`)
    .join(', ')})`;
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
