import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openOwnDatabase } from '../testing/own-database.test.support.ts';
import type { Database } from './database.ts';
import { storeOver, type WorkroomStore } from './store-over.ts';
import { ask, rowsFrom } from './testing/ask.ts';
import { type StoreQuery, sentFor, storeQueries } from './testing/store-queries.test.support.ts';
import { dana, dealsIn, lee, milestoneAt } from './testing/suite-deals.ts';

/** Tables that belong to the marketplace as a whole: small, and identical on every node. */
const shared = [
  'billing_details',
  'creation_key',
  'heartbeat',
  'migration',
  'outbox_reader',
  'provider_book',
  'session_revocation',
  'webhook_delivery',
  'webhook_endpoint',
];

// This allows distributing the schema by contract: each contract's rows are stored together, and a
// command touches those of one contract.
describe('distribution by contract', () => {
  let database: Database;
  let store: WorkroomStore;
  beforeAll(async () => {
    database = await openOwnDatabase();
    store = storeOver(database, 'workroom');
    await store.migrate();
  }, 240_000);
  afterAll(() => store.close());

  async function tables(): Promise<readonly string[]> {
    const all = await ask(
      database,
      "select relname::text as row from pg_class where relnamespace = 'workroom'::regnamespace and relkind = 'r' order by 1",
    );
    expect(all).toEqual(expect.arrayContaining(shared));
    return all.filter((table) => !shared.includes(table));
  }
  const keyOf = (table: string) => (table === 'contract' ? 'id' : 'contract_id');

  test('every key of the contract tables starts with the contract id', async () => {
    const keys = await ask(
      database,
      `
      select json_build_array(t.relname, a.attname)::text as row
      from pg_index i join pg_class t on t.oid = i.indrelid
      join pg_attribute a on a.attrelid = t.oid and a.attnum = i.indkey[0]
      where t.relnamespace = 'workroom'::regnamespace and (i.indisunique or i.indisprimary or i.indisexclusion)`,
    );
    const first = keys.map((row) => JSON.parse(row) as [table: string, column: string]);
    const own = await tables();
    expect(own).toContain('milestone');
    for (const table of own) {
      const columns = first.filter(([each]) => each === table).map(([, column]) => column);
      expect(new Set(columns), table).toEqual(new Set([keyOf(table)]));
    }
  });

  test('contracts share no foreign keys or sequences', async () => {
    expect(
      await ask(
        database,
        "select conname::text as row from pg_constraint where contype = 'f' and connamespace = 'workroom'::regnamespace",
      ),
    ).toEqual([]);
    expect(
      await ask(
        database,
        "select relname::text as row from pg_class where relkind = 'S' and relnamespace = 'workroom'::regnamespace",
      ),
    ).toEqual([]);
  });

  test('a complete contract touches no row of another contract', async () => {
    const deals = dealsIn(store);
    const other = await deals.fund(await deals.create(), 0);
    const own = await tables();
    const rowsOfOther = async () => {
      const found: string[][] = [];
      for (const table of own) {
        found.push([
          table,
          ...(await ask(
            database,
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

  const ofOne = storeQueries('ctr_none', 'u2').filter(({ name, ofOne }) => ofOne && !name.startsWith('commit'));
  test.each(ofOne.map((query) => [query.name, query] as const))(
    '%s reads only the contract’s own rows from every table',
    async (_, query) => {
      await expectRouted(query);
    },
  );

  test.each(['message', 'money', 'work', 'any', 'erasure', 'creation'])(
    'a commit (%s) touches only the contract’s own rows',
    async (kind) => {
      const deals = dealsIn(store);
      const deal = await deals.fund(await deals.create(), 0);
      const submitted = await deals.perform(
        deal,
        { type: 'submit', milestoneId: milestoneAt(deal, 0).id, message: 'x' },
        lee,
      );
      const commit = storeQueries(submitted.contract.id, 'u2').find(({ name }) => name === `commit: ${kind}`);
      if (commit === undefined) throw new Error(`${kind} is no kind of commit`);
      await expectRouted(commit);
    },
  );

  test('only changed rows are locked', async () => {
    for (const query of storeQueries('ctr_none', 'u2').filter(({ name }) => !name.startsWith('commit'))) {
      const sent = await sentFor(query, send, async () => {});
      expect(sent.length, query.name).toBeGreaterThan(0);
      for (const [statement] of sent) expect(statement, query.name).not.toMatch(/\bfor (no key )?(update|share)\b/i);
    }
  });

  // Citus 13.2 plans such a statement with a segmentation fault, which restarts the coordinator.
  test('no aggregate takes a subquery', async () => {
    for (const query of storeQueries('ctr_none', 'u2').filter(({ name }) => !name.startsWith('commit')))
      for (const [statement] of await sentFor(query, send, async () => {}))
        expect(statement, query.name).not.toMatch(/\b(sum|count|min|max|\w+_agg)\(\s*\(*\s*select\b/i);
  });

  const send = (statement: string, parameters: readonly unknown[]) => rowsFrom(database, statement, parameters);

  /** Every access to a distributed table filters by the contract's id, so the database can route it. */
  async function expectRouted(query: StoreQuery): Promise<void> {
    const sent = await sentFor(query, send, async () => {});
    expect(sent.length).toBeGreaterThan(0);
    const own = await tables();
    for (const [statement] of sent) {
      for (const [, table = '', alias] of statement.matchAll(
        /(?:from|join|update) "workroom"\."(\w+)"(?: "(\w+)")?/g,
      )) {
        if (!own.includes(table)) continue;
        const column = `"${keyOf(table)}"`;
        const named =
          alias === undefined ? [`"workroom"."${table}".${column}`, `"${table}".${column}`] : [`"${alias}".${column}`];
        expect(
          named.some((each) => new RegExp(`${each.replaceAll('.', '\\.')} = \\$\\d`).test(statement)),
          `${table} in ${statement}`,
        ).toBe(true);
        expect(named.some((each) => statement.includes(`${each} = any(`))).toBe(false);
      }
    }
  }

  test('the statements in the docs distribute every table', async () => {
    const docs = readFileSync(new URL('../../../../docs/scaling.md', import.meta.url), 'utf8');
    for (const table of await tables()) {
      expect(docs).toMatch(new RegExp(`create_distributed_table\\('workroom\\.${table}', '${keyOf(table)}'`));
    }
    for (const table of shared) expect(docs).toContain(`create_reference_table('workroom.${table}')`);
  });
});
