import { describe, expect, test } from 'vitest';
import { migrate } from '../migrate.ts';
import { migrations } from '../migrations.ts';
import { storeOver } from '../store-over.ts';
import { ask } from './ask.ts';
import type { LongTest, SuiteStore } from './store-suite.ts';
import { dealsIn } from './suite-deals.ts';

export function testMigrations(suite: () => SuiteStore, atLength: LongTest): void {
  describe('migrations', () => {
    test('ten parallel migrations create the schema once, and another one changes nothing', async () => {
      const { database, another } = suite();
      const databases = await Promise.all(Array.from({ length: 10 }, another));
      await Promise.all(databases.map((each) => migrate(each, 'ten_at_once')));
      const applied = () => ask(database, "select name || ' ' || xmin as row from ten_at_once.migration order by name");
      const before = await applied();
      expect(before.map((row) => row.split(' ')[0])).toEqual(migrations.map(({ name }) => name));
      await migrate(database, 'ten_at_once');
      expect(await applied()).toEqual(before);
    });

    test('a migration that was applied in another form is an error with its name', async () => {
      const { database } = suite();
      const steps = [{ name: '0001-first', sql: 'create table {schema}.first (id integer)' }];
      await migrate(database, 'edited', steps);
      const edited = steps.map((step) => ({ ...step, sql: `${step.sql};` }));
      await expect(migrate(database, 'edited', edited)).rejects.toThrow('Migration 0001-first was applied');
    });

    test('a failed migration leaves no changes of its own or of the others behind', async () => {
      const { database } = suite();
      const good = { name: '0001-good', sql: 'create table {schema}.good (id integer)' };
      const bad = { name: '0002-bad', sql: 'create table {schema}.bad (id integer); select 1 / 0' };
      await expect(migrate(database, 'failing', [good, bad])).rejects.toThrow();
      expect(await ask(database, "select 'there' as row where to_regclass('failing.good') is not null")).toEqual([]);
      await migrate(database, 'failing', [good]);
      expect(await ask(database, "select 'there' as row where to_regclass('failing.good') is not null")).toEqual([
        'there',
      ]);
    });

    atLength('two marketplaces in one database are independent', async () => {
      const { store, database } = suite();
      const other = storeOver(database, 'another_marketplace');
      await other.migrate();
      const { contract } = await dealsIn(other).create();
      expect((await other.load([{ id: contract.id }])).size).toBe(1);
      expect((await store.load([{ id: contract.id }])).size).toBe(0);
    });
  });
}
