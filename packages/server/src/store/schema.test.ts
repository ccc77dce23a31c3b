import { generateDrizzleJson, generateMigration } from 'drizzle-kit/api';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openOwnDatabase } from '../testing/own-database.test.support.ts';
import type { Database } from './database.ts';
import { migrate } from './migrate.ts';
import { workroomSchema } from './schema.ts';
import { ask } from './testing/ask.ts';

// The migrations and the Drizzle schema must give the same tables: compares a migrated schema with one that
// drizzle-kit generates from the schema alone.

let database: Database;
beforeAll(async () => {
  database = await openOwnDatabase();
  await migrate(database, 'migrated');
  const statements = await generateMigration(generateDrizzleJson({}), generateDrizzleJson(workroomSchema('generated')));
  await ask(database, 'create schema generated');
  for (const statement of statements) await ask(database, statement);
}, 240_000);
afterAll(() => database.close());

const inBoth = async (statement: string) => {
  const [migrated, generated] = await Promise.all(
    ['migrated', 'generated'].map(async (schema) =>
      (await ask(database, statement, [schema])).map((row) => row.replaceAll(schema, 'schema')).toSorted(),
    ),
  );
  expect(migrated?.length).toBeGreaterThan(0);
  return { migrated, generated };
};

describe('the migrations create what the schema declares', () => {
  test('columns, with types, collations, defaults and nullability', async () => {
    const { migrated, generated } = await inBoth(`
      select format('%s.%s %s %s%s default %s', c.relname, a.attname, format_type(a.atttypid, a.atttypmod), l.collname,
        case when a.attnotnull then ' not null' else '' end, coalesce(pg_get_expr(d.adbin, d.adrelid), 'none'))
      from pg_attribute a join pg_class c on c.oid = a.attrelid left join pg_collation l on l.oid = a.attcollation
        left join pg_attrdef d on d.adrelid = c.oid and d.adnum = a.attnum
      where c.relnamespace = $1::regnamespace and c.relkind = 'r' and a.attnum > 0 and not a.attisdropped`);
    // Two columns were added later and filled in existing rows.
    const filledIn = (row: string) =>
      row.replace(/^(contract\.proposals .*) default '\[\]'::jsonb$/, '$1 default none');
    expect(migrated?.map(filledIn)).toEqual(generated);
  });

  test('keys and CHECKs', async () => {
    const { migrated, generated } = await inBoth(`
      select format('%s: %s %s', c.relname, k.conname, pg_get_constraintdef(k.oid))
      from pg_constraint k join pg_class c on c.oid = k.conrelid
      where k.connamespace = $1::regnamespace and k.contype in ('p', 'u', 'f', 'x', 'c')`);
    expect(migrated).toEqual(generated);
  });

  test('indexes', async () => {
    const { migrated, generated } = await inBoth('select indexdef from pg_indexes where schemaname = $1');
    expect(migrated).toEqual(generated);
  });

  test('views', async () => {
    const { migrated, generated } = await inBoth(
      "select viewname || ': ' || definition from pg_views where schemaname = $1",
    );
    expect(migrated).toEqual(generated);
  });

  // Drizzle cannot express the storage parameter. Triggers are tested by what they refuse (`testCommits`).
  test('and tables whose rows are updated leave room in their pages for the new version', async () => {
    const withRoom = await ask(
      database,
      `select relname from pg_class, pg_options_to_table(reloptions)
        where relnamespace = 'migrated'::regnamespace and option_name = 'fillfactor' and option_value::integer < 100
        order by 1`,
    );
    expect(withRoom).toEqual(['contract', 'milestone', 'outbox_place', 'payment']);
  });
});
