import { getTableConfig, type PgTable } from 'drizzle-orm/pg-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Database } from './database.ts';
import { migrate } from './migrate.ts';
import { openPglite } from './pglite-database.ts';
import { workroomSchema } from './schema.ts';
import { tablesIn } from './tables.ts';

let database: Database;
beforeAll(async () => {
  database = await openPglite({ dataDir: 'memory://' });
  await migrate(database, 'elsewhere');
});
afterAll(() => database.close());

const tables = Object.values<PgTable>(workroomSchema('elsewhere')).map((table) => getTableConfig(table));
/** Names of columns, by table. */
const words = new Map(
  Object.values(tablesIn('elsewhere')).map(({ name, columns }) => [
    name.replace(/^"elsewhere"\."(.*)"$/, '$1'),
    columns.filter(({ isWord }) => isWord).map((column) => column.name),
  ]),
);

describe.each(tables)('table $name', (table) => {
  const names = async (statement: string) => (await database.query(statement, [table.name])).toSorted();

  test('has the columns that the migrations make', async () => {
    const columns = table.columns.map((column) => {
      const type = column.getSQLType().replace(' collate "C"', '');
      return `${column.name} ${type}${column.notNull ? ' not null' : ''}`;
    });
    const made = await names(`select a.attname || ' ' || format_type(a.atttypid, null)
        || case when a.attnotnull then ' not null' else '' end as row
      from pg_attribute a join pg_class c on c.oid = a.attrelid join pg_namespace n on n.oid = c.relnamespace
      where n.nspname = 'elsewhere' and c.relname = $1::text and a.attnum > 0 and not a.attisdropped`);
    expect(made).toEqual(columns.toSorted());
  });

  test('has the keys and indexes that the migrations make', async () => {
    const inline = table.columns.some((column) => column.primary) ? [`${table.name}_pkey`] : [];
    const keys = table.primaryKeys.map((key) => key.getName());
    const indexes = table.indexes.map((each) => each.config.name ?? '');
    const made = await names(
      "select indexname as row from pg_indexes where schemaname = 'elsewhere' and tablename = $1::text",
    );
    expect(made).toEqual([...inline, ...keys, ...indexes].toSorted());
  });

  test('holds to letters what statements take for words', async () => {
    const checks = await names(`select pg_get_constraintdef(k.oid) as row
      from pg_constraint k join pg_class c on c.oid = k.conrelid join pg_namespace n on n.oid = c.relnamespace
      where n.nspname = 'elsewhere' and c.relname = $1::text and k.contype = 'c'`);
    const held = checks.flatMap((check) => {
      const [, name = ''] =
        /^CHECK \(\((\w+) (?:= ANY \(ARRAY\[[a-z_:', ]+\]\)|~ '\^\[A-Z\]\{3\}\$'::text)\)\)$/.exec(check) ?? [];
      return name === '' ? [] : [name];
    });
    expect(held).toEqual(expect.arrayContaining(words.get(table.name) ?? []));
  });

  test('has no sequence, no foreign key, and keys that start with the contract', async () => {
    const found = await names(`select k.conname || ': ' || a.attname as row
      from pg_constraint k join pg_class c on c.oid = k.conrelid join pg_namespace n on n.oid = c.relnamespace
        join pg_attribute a on a.attrelid = c.oid and a.attnum = k.conkey[1]
      where n.nspname = 'elsewhere' and c.relname = $1::text and k.contype in ('p', 'u', 'f', 'x')`);
    const others = {
      contract: 'id',
      creation_key: 'actor',
      migration: 'name',
      outbox_reader: 'name',
      provider_book: 'key',
      session_revocation: 'person_id',
    };
    const ofEndpoints = { heartbeat: 'duty', webhook_endpoint: 'id', webhook_delivery: 'endpoint_id' };
    const first = new Map(Object.entries({ ...others, ...ofEndpoints })).get(table.name) ?? 'contract_id';
    expect(found).toEqual([`${table.name}_pkey: ${first}`]);
    expect(table.columns.filter((column) => column.getSQLType().includes('serial'))).toEqual([]);
  });
});
