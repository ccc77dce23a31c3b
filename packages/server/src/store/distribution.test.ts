import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Database } from './database.ts';
import { openPglite } from './pglite-database.ts';
import { storeOver, type WorkroomStore } from './store-over.ts';
import { dana, dealsIn, lee, milestoneAt } from './suite-deals.ts';

/** Tables that belong to the marketplace as a whole: small, and the same on every node. */
const shared = [
  'creation_key',
  'heartbeat',
  'migration',
  'outbox_reader',
  'provider_book',
  'session_revocation',
  'webhook_delivery',
  'webhook_endpoint',
];

// What lets the schema be spread over machines by contract: each contract's rows lie together, and a
// command touches those of one contract.
describe('distribution by contract', () => {
  let database: Database;
  let store: WorkroomStore;
  beforeAll(async () => {
    database = await openPglite({ dataDir: 'memory://' });
    store = storeOver(database, 'workroom');
    await store.migrate();
  }, 60_000);
  afterAll(() => store.close());

  async function tables(): Promise<readonly string[]> {
    const all = await database.query(
      "select relname::text as row from pg_class where relnamespace = 'workroom'::regnamespace and relkind = 'r' order by 1",
    );
    expect(all).toEqual(expect.arrayContaining(shared));
    return all.filter((table) => !shared.includes(table));
  }
  const keyOf = (table: string) => (table === 'contract' ? 'id' : 'contract_id');

  test('every key of a contract’s own tables starts with the contract’s id', async () => {
    const keys = await database.query(`
      select json_build_array(t.relname, a.attname)::text as row
      from pg_index i join pg_class t on t.oid = i.indrelid
      join pg_attribute a on a.attrelid = t.oid and a.attnum = i.indkey[0]
      where t.relnamespace = 'workroom'::regnamespace and (i.indisunique or i.indisprimary or i.indisexclusion)`);
    const first = keys.map((row) => JSON.parse(row) as [table: string, column: string]);
    const own = await tables();
    expect(own).toContain('milestone');
    for (const table of own) {
      const columns = first.filter(([each]) => each === table).map(([, column]) => column);
      expect(new Set(columns), table).toEqual(new Set([keyOf(table)]));
    }
  });

  test('nothing ties contracts together: no foreign keys, no sequences', async () => {
    expect(
      await database.query(
        "select conname::text as row from pg_constraint where contype = 'f' and connamespace = 'workroom'::regnamespace",
      ),
    ).toEqual([]);
    expect(
      await database.query(
        "select relname::text as row from pg_class where relkind = 'S' and relnamespace = 'workroom'::regnamespace",
      ),
    ).toEqual([]);
  });

  test('a whole deal touches no row of another contract', async () => {
    const deals = dealsIn(store);
    const other = await deals.fund(await deals.create(), 0);
    const own = await tables();
    const rowsOfOther = async () => {
      const found: string[][] = [];
      for (const table of own) {
        found.push([
          table,
          ...(await database.query(
            `select (ctid, xmin, xmax)::text as row from workroom.${table} where ${keyOf(table)} = $1::text order by 1`,
            [other.contract.id],
          )),
        ]);
      }
      return found;
    };
    const before = await rowsOfOther();
    expect(before.flat().length).toBeGreaterThan(own.length + 5);

    let deal = await deals.fund(await deals.create(), 0);
    const milestoneId = milestoneAt(deal, 0).id;
    deal = await deals.perform(deal, { type: 'submit', milestoneId, message: 'x' }, lee);
    deal = await deals.perform(deal, { type: 'release', milestoneId, amount: 50_000 }, dana);
    deal = await deals.settle(deal);
    deal = await deals.perform(deal, { type: 'remove_milestone', milestoneId: milestoneAt(deal, 1).id }, dana);
    deal = await deals.say(deal, 'Thank you.');
    await deals.perform(deal, { type: 'end' }, dana);
    expect(await rowsOfOther()).toEqual(before);
  });

  test('the statements in the docs distribute every table', async () => {
    const docs = readFileSync(new URL('../../../../docs/scaling.md', import.meta.url), 'utf8');
    for (const table of await tables()) {
      expect(docs).toMatch(new RegExp(`create_distributed_table\\('workroom\\.${table}', '${keyOf(table)}'`));
    }
    for (const table of shared) expect(docs).toContain(`create_reference_table('workroom.${table}')`);
  });
});
