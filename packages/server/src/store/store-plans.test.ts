import { hasPostgres, startPostgres } from '@workroom/toolchain/postgres';
import postgres from 'postgres';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openPostgres } from './postgres-database.ts';
import { storeOver } from './store-over.ts';
import { type Sent, type StoreQuery, sentFor, storeQueries } from './testing/store-queries.test.support.ts';
import { dana, dealsIn, lee, milestoneAt } from './testing/suite-deals.ts';

// A statement that reads a whole table is fast in every test and slow in production. These tests check the
// plans over 4,000 contracts, freshly migrated without statistics and with them, as a custom plan and
// as the generic plan that a prepared statement falls back to.

const contractId = 'ctr_0017';
const queries = storeQueries(contractId, 'u2-17');

test('every query of the store has its plan checked', () => {
  const store = storeOver(openPostgres({ url: 'postgres://nobody' }), 'workroom');
  const known = new Set(queries.map(({ name }) => name.replace(/:.*/, '')));
  const others = ['migrate', 'schemaState', 'settings', 'within', 'ping', 'close'];
  const methods = Object.entries<unknown>({ ...store }).flatMap(([name, value]) =>
    typeof value === 'object' && value !== null ? Object.keys(value).map((inner) => `${name}.${inner}`) : [name],
  );
  expect(methods.filter((name) => !others.includes(name) && name !== 'kind' && !known.has(name))).toEqual([]);
});

// `npm run chaos` also checks the plans of the oldest version.
const versions = process.env.WORKROOM_EVERY_DRIVER ? ([15, 18] as const) : ([18] as const);

for (const version of versions) {
  describe.skipIf(!hasPostgres(version))(`plans on PostgreSQL ${version}`, () => {
    describe.each(['without statistics', 'with statistics'])('%s', (statistics) => {
      let sql: postgres.Sql;
      let stop: () => Promise<void>;

      beforeAll(async () => {
        const server = await startPostgres({ version });
        stop = server.stop;
        const url = await server.freshDatabase();
        sql = postgres(url, { max: 1, onnotice: () => {}, types: { json: asText(114), jsonb: asText(3802) } });
        const database = openPostgres({ url });
        const store = storeOver(database, 'workroom');
        await store.migrate();
        const deals = dealsIn(store);
        let deal = await deals.fund(await deals.create(), 0);
        deal = await deals.perform(deal, { type: 'submit', milestoneId: milestoneAt(deal, 0).id, message: 'x' }, lee);
        deal = await deals.commit(deal, deals.decide(deal, { type: 'post_message', text: 'x' }, dana), {
          idempotency: { actor: 'person:u1', key: 'k', bodyHash: 'b', status: 200 },
        });
        const { id } = deal.contract;
        for (const table of [
          'contract',
          'contract_party',
          'milestone',
          'payment',
          'event',
          'word',
          'movement',
          'notification',
        ])
          await multiply(sql, table, id);
        // Batches are deleted from these tables. Without statistics, a scan of 4,000 small rows is cheaper than an
        // index.
        await multiply(sql, 'idempotency', id, 20_000);
        await sql.unsafe(`
          insert into workroom.outbox_place select 'ctr_' || lpad(n::text, 4, '0'), 'whk_' || n % 40, 1, 1, 0, null, null, null
          from generate_series(1, 4000) n;
          insert into workroom.outbox_place
          select 'ctr_' || lpad(n::text, 4, '0'), 'mail', 1, 2, 0, null, case when n % 100 = 0 then 1 end, null
          from generate_series(1, 4000) n;
          insert into workroom.outbox_reader values ('mail', '3', 1);
          insert into workroom.webhook_delivery
          select 'whk_' || n % 40, 'msg_' || n, 'dlv_' || n, null, null, 'x', 'failed', 1, 500, null, n, n
          from generate_series(1, 20000) n;
          insert into workroom.operator_access
          select 'ctr_' || lpad(n::text, 4, '0'), 'u2-' || n % 40, n, 'acc_' || lpad(n::text, 5, '0'), n from generate_series(1, 20000) n;
          insert into workroom.billing_details select 'u2-' || n, 1, n from generate_series(1, 20000) n;
          insert into workroom.kept_document
          select 'ctr_' || lpad((n % 4000)::text, 4, '0'), 'doc_' || n, '{}', n from generate_series(1, 20000) n;
          insert into workroom.upload
          select 'ctr_' || lpad(n::text, 4, '0'), 'upl_1', 'u2-' || n, 1, n, n % 100 <> 0 from generate_series(1, 4000) n`);
        await sql.unsafe(
          "insert into workroom.creation_key select 'server', 'k' || n, 'b', 'ctr_' || n from generate_series(1, 20000) n",
        );
        // Only a few contracts have due work, or need staff.
        await sql.unsafe(
          `update workroom.contract set attention = '[{"reason": "disputed", "since": 1}]', attention_since_ms = 1 where right(id, 2) = '00'`,
        );
        await database.close();
        await sql.unsafe("update workroom.contract set next_deadline_ms = null where right(id, 2) <> '00'");
        await sql.unsafe(
          "update workroom.payment set next_attempt_at_ms = case when right(contract_id, 2) = '00' then 1 end",
        );
        if (statistics === 'with statistics') await sql.unsafe('analyze');
      }, 240_000);
      afterAll(async () => {
        await sql.end();
        await stop();
      });

      test.each(queries.map((query) => [query.name, query] as const))('%s uses indexes', async (_, query) => {
        const sent = await sentBy(sql, query);
        expect(sent.length).toBeGreaterThan(0);
        for (const mode of ['force_custom_plan', 'force_generic_plan']) {
          await sql.unsafe(`set plan_cache_mode = ${mode}`);
          const plans = [];
          for (const each of sent) plans.push(await explained(sql, ...each));
          const plan = plans.join('\n');
          const whole = [...plan.matchAll(/Seq Scan on (\w+)/g)].map(([, table]) => table);
          expect(
            whole.filter((table) => !query.whole?.includes(table ?? '')),
            `${mode}\n${plan}`,
          ).toEqual([]);
          for (const index of query.indexes) expect(plan, mode).toContain(index);
        }
      });

      test('events between two transactions are found by their index', async () => {
        const [body] = await sql<{ text: string }[]>`
          select prosrc as text from pg_proc where proname = 'committed_between'`;
        const statement = String(body?.text)
          .replace(/^[\s\S]*return query|;\s*end\s*$/g, '')
          .replace('first', '$1::text::xid8')
          .replace('before', '$2::text::xid8');
        await sql.unsafe('set plan_cache_mode = force_generic_plan');
        expect(await explained(sql, statement, ['1', '2'])).toMatch(/event_transaction.*\n.*transaction >= .* AND .*</);
      });
    });
  });
}

const asText = (oid: number) => ({ to: oid, from: [oid], serialize: String, parse: (text: string) => text });

/** The statements that the store sends for a query. Their effects are rolled back. */
async function sentBy(sql: postgres.Sql, query: StoreQuery): Promise<readonly Sent[]> {
  await sql.unsafe('begin');
  try {
    if (query.before !== undefined) await sql.unsafe(query.before);
    const send = async (statement: string, parameters: readonly unknown[]) =>
      sql.unsafe(statement, parameters as string[], { prepare: true }).values();
    return await sentFor(query, send, async () => {});
  } finally {
    await sql.unsafe('rollback');
  }
}

/** Adds many copies of the rows of one contract, each with its own contract and people. */
async function multiply(sql: postgres.Sql, table: string, id: string, times = 4_000): Promise<void> {
  const columns = await sql<{ name: string }[]>`
    select column_name as name from information_schema.columns
    where table_schema = 'workroom' and table_name = ${table} order by ordinal_position`;
  const own = table === 'contract' ? 'id' : 'contract_id';
  const values = columns.map(({ name }) => {
    if (name === own) return "'ctr_' || lpad(n::text, greatest(4, length(n::text)), '0')";
    return name === 'person_id' ? "person_id || '-' || n" : name;
  });
  await sql.unsafe(
    `insert into workroom.${table} select ${values.join(', ')}
     from workroom.${table}, generate_series(1, ${times}) n where ${own} = '${id}'`,
  );
}

async function explained(sql: postgres.Sql, statement: string, parameters: readonly unknown[]): Promise<string> {
  const values = parameters.map((value) => (value === null ? 'null' : `'${String(value).replaceAll("'", "''")}'`));
  await sql.unsafe(`prepare looked_at as ${statement}`);
  try {
    const plan = await sql.unsafe(
      `explain (costs off) execute looked_at${values.length > 0 ? `(${values.join(', ')})` : ''}`,
    );
    return plan.map((line) => String(line['QUERY PLAN'])).join('\n');
  } finally {
    await sql.unsafe('deallocate looked_at');
  }
}
