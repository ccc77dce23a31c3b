import { getTableConfig, type PgTable } from 'drizzle-orm/pg-core';
import { expect, test } from 'vitest';
import { workroomSchema } from './schema.ts';
import { type Table, tablesIn } from './tables.ts';

test('statements know the tables and columns of the Drizzle schema, in its order, but what the database fills in', () => {
  const { migration: _, ...known } = workroomSchema('elsewhere');
  const expected = Object.entries<PgTable>(known).map(([table, drizzle]) => {
    const { schema, name, columns } = getTableConfig(drizzle);
    const written = Object.entries(drizzle).flatMap(([key, column]) =>
      columns.includes(column) && !column.hasDefault
        ? [{ key, name: column.name as string, type: column.getSQLType() as string, isNullable: !column.notNull }]
        : [],
    );
    return [table, { name: `"${schema}"."${name}"`, columns: written }] as const;
  });
  const written = Object.entries(tablesIn('elsewhere')).map(([table, { name, columns }]) => [
    table,
    { name, columns: columns.map(({ isWord: _isWord, ...same }) => same) },
  ]);
  expect(Object.fromEntries(written)).toEqual(Object.fromEntries(expected));
});

test('no word can be null', () => {
  const tables: readonly Table[] = Object.values(tablesIn('elsewhere'));
  const columns = tables.flatMap((table) => table.columns);
  expect(columns.filter(({ isWord, isNullable }) => isWord && isNullable)).toEqual([]);
});
