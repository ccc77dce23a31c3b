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

/** `insert into … (id, …) select r."id", … ` from a recordset of that alias; columns of `elsewhere` from what stands there. */
export function insertFrom<Key extends string>(
  alias: string,
  table: Table<Key>,
  elsewhere: { readonly [Column in NoInfer<Key>]?: string } = {},
): string {
  const { name: into, columns } = table;
  return `insert into ${into} (${columns.map(({ name }) => name).join(', ')})
    select ${columns.map(({ key }) => elsewhere[key] ?? `${alias}."${key}"`).join(', ')}`;
}

/** `seq = r."seq", title = coalesce(r."title", c.title), …`: columns that are `kept` stay as they are unless something is given. */
export function assignments<Key extends string>(
  given: string,
  stored: string,
  table: Table<Key>,
  { except, kept }: Readonly<Record<'except' | 'kept', readonly NoInfer<Key>[]>>,
): string {
  return columnsOf(table, except)
    .map(({ key, name }) =>
      kept.includes(key) ? `${name} = coalesce(${given}."${key}", ${stored}.${name})` : `${name} = ${given}."${key}"`,
    )
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

/** Columns that mostly say nothing, and when they do say something. */
export interface Sometimes<Key extends string> {
  readonly when: string;
  readonly columns: readonly Key[];
}

/**
 * A row as the text of a JSON object: `concat('{"seq":', c.seq, …, '}')`. What takes `json_build_object` its time is
 * asking for the type of each value over and over: 43 µs a contract with its milestones and payments, 31 µs so.
 * What is null or false is left out, and what is only there `sometimes`: of 200 milestones on a contract most are such
 * that nothing has happened to yet. 640 µs a contract with all of it, 330 so.
 *
 * The first column is never null.
 */
export function jsonTextOf<Key extends string>(
  alias: string,
  table: Table<Key>,
  except: readonly NoInfer<Key>[] = [],
  sometimes: readonly Sometimes<NoInfer<Key>>[] = [],
): string {
  const [first, ...others] = columnsOf(table, [...except, ...sometimes.flatMap(({ columns }) => columns)]);
  if (first === undefined) throw new TypeError('a row without columns says nothing');
  const membersOf = (columns: readonly Column[]) => columns.map((column) => jsonMember(alias, column)).join(', ');
  const members = [
    `'{"${first.key}":', ${jsonValue(alias, first)}`,
    membersOf(others),
    ...sometimes.map(({ when, columns }) => {
      const named = columnsOf(table).filter(({ key }) => columns.includes(key));
      return `case when ${when} then concat(${membersOf(named)}) end`;
    }),
  ];
  return `concat(${members.join(', ')}, '}')`;
}

/** `concat` passes over what is null, and `||` is null when a part of it is. */
function jsonMember(alias: string, column: Column): string {
  const name = `',"${column.key}":'`;
  if (column.type === 'boolean') return `case when ${alias}.${column.name} then ',"${column.key}":true' end`;
  return column.isNullable ? `${name} || ${jsonValue(alias, column)}::text` : `${name}, ${jsonValue(alias, column)}`;
}

/** Numbers and JSON are their own text, and so are words. */
function jsonValue(alias: string, { name, type, isWord }: Column): string {
  const value = `${alias}.${name}`;
  if (isWord) return `'"', ${value}, '"'`;
  return type.startsWith('text') ? `to_json(${value})` : value;
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
