import { hasPostgres, startPostgres } from '@workroom/toolchain/postgres';
import postgres from 'postgres';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { textArray } from './columns.ts';
import { wholeCommitStatement } from './commit-statement.ts';
import { changedSinceStatement, markReadStatement, notificationsStatement, unreadStatement } from './feed.ts';
import { loadStatement } from './load.ts';
import { claimPaymentsStatement, openPaymentsStatement, paymentWorkStatement } from './payment-work.ts';
import { openPostgres } from './postgres-database.ts';
import {
  dueContractsStatement,
  findCreatedStatement,
  listStatement,
  movementsStatement,
  timelineStatement,
  wasCommittedStatement,
} from './reads.ts';
import type { ListQuery, NotificationQuery } from './store.ts';
import { storeOver } from './store-over.ts';
import { dana, dealsIn, lee, milestoneAt } from './suite-deals.ts';
import { tablesIn } from './tables.ts';

const tables = tablesIn('workroom');

// A statement that reads a whole table is fast in every test and slow in production. These look at the
// plans over 4,000 contracts, freshly migrated without statistics and with them, as a custom plan and
// as the generic one that a prepared statement falls back to.

for (const version of [15, 18] as const) {
  describe.skipIf(!hasPostgres(version))(`plans on PostgreSQL ${version}`, () => {
    describe.each(['without statistics', 'with statistics'])('%s', (statistics) => {
      let sql: postgres.Sql;
      let stop: () => Promise<void>;
      let id: string;

      beforeAll(async () => {
        const server = await startPostgres({ version });
        stop = server.stop;
        const url = await server.freshDatabase();
        sql = postgres(url, { max: 1, onnotice: () => {} });
        const database = await openPostgres({ url });
        const store = storeOver(database, 'workroom');
        await store.migrate();
        const deals = dealsIn(store);
        let deal = await deals.fund(await deals.create(), 0);
        deal = await deals.perform(deal, { type: 'submit', milestoneId: milestoneAt(deal, 0).id, message: 'x' }, lee);
        deal = await deals.commit(deal, deals.decide(deal, { type: 'post_message', text: 'x' }, dana), {
          idempotency: { actor: 'person:u1', key: 'k', bodyHash: 'b', status: 200 },
        });
        id = deal.contract.id;
        for (const table of [
          'contract',
          'contract_party',
          'milestone',
          'payment',
          'event',
          'movement',
          'notification',
          'idempotency',
        ])
          await multiply(sql, table, id);
        await sql.unsafe(
          "insert into workroom.creation_key select 'server', 'k' || n, 'b', 'ctr_' || n from generate_series(1, 4000) n",
        );
        // Due work is rare among all there is.
        await database.close();
        await sql.unsafe("update workroom.contract set next_deadline_ms = null where right(id, 2) <> '00'");
        await sql.unsafe(
          "update workroom.payment set next_attempt_at_ms = case when right(contract_id, 2) = '00' then 1 end",
        );
        if (statistics === 'with statistics') await sql.unsafe('analyze');
      }, 60_000);
      afterAll(async () => {
        await sql.end();
        await stop();
      });

      const list = (query: Partial<ListQuery>) => {
        const page = { personId: 'u2-17', sort: 'newest', limit: 20, ...query } as const;
        const { statement, parameters } = listStatement(tables, page) ?? { statement: '', parameters: [] };
        return [statement, parameters] as const;
      };
      const told = (query: Partial<NotificationQuery>) => {
        const page = { personId: 'u2-17', unreadOnly: false, limit: 20, ...query };
        const { statement, parameters } = notificationsStatement(tables, page);
        return [statement, parameters] as const;
      };
      const none = '[]';
      const cases: readonly (readonly [
        name: string,
        asked: () => readonly [statement: string, parameters: readonly string[]],
        indexes: readonly string[],
      ])[] = [
        [
          'load',
          () => [
            loadStatement(tables),
            [textArray([id]), JSON.stringify([{ id, payments: [], actor: 'a', key: 'k' }])],
          ],
          ['contract_pkey', 'milestone_pkey', 'payment_pkey', 'idempotency_pkey'],
        ],
        [
          'commit',
          () => [
            wholeCommitStatement(tables).text,
            [textArray([id]), none, ...wholeCommitStatement(tables).parts.map(() => none)],
          ],
          ['contract_pkey', 'contract_party_', 'milestone_pkey', 'payment_pkey', 'idempotency_pkey'],
        ],
        ['a person’s list', () => list({}), ['contract_party_person', 'contract_pkey']],
        ['its next page', () => list({ cursor: 'ctr_2000' }), ['contract_party_person', 'contract_pkey']],
        ['a narrowed list', () => list({ role: 'client', text: 'x', status: 'active' }), ['contract_party_person']],
        ['everybody’s list', () => list({ personId: null, cursor: 'ctr_2000' }), ['contract_pkey']],
        ['timeline', () => [timelineStatement(tables), [id, '2', '50']], ['event_pkey']],
        ['movements', () => [movementsStatement(tables), [id]], ['movement_pkey']],
        ['was committed', () => [wasCommittedStatement(tables), [id, '2', 'cmd_1']], ['event_pkey']],
        ['find created', () => [findCreatedStatement(tables), ['server', 'k7']], ['creation_key_pkey']],
        ['notifications', () => told({}), ['notification_person']],
        ['their next page', () => told({ cursor: 'evt_2000' }), ['notification_person']],
        ['unread ones', () => [unreadStatement(tables), ['u2-17']], ['notification_unread']],
        ['mark read', () => [markReadStatement(tables), ['u2-17', '', '1']], ['notification_unread']],
        ['changed since', () => [changedSinceStatement(tables), ['999999999']], ['event_transaction']],
        ['due contracts', () => [dueContractsStatement(tables), ['1', '50']], ['contract_due']],
        ['claim payments', () => [claimPaymentsStatement(tables, 10), ['1', '2']], ['payment_due', 'payment_pkey']],
        ['open payments', () => [openPaymentsStatement(tables), ['pending', '', '20']], ['payment_open']],
        ['payment work', () => [paymentWorkStatement(tables), [id, '{pay_1}']], ['payment_pkey', 'contract_pkey']],
      ];

      test.each(cases)('%s goes by indexes alone', async (_, asked, indexes) => {
        for (const mode of ['force_custom_plan', 'force_generic_plan']) {
          await sql.unsafe(`set plan_cache_mode = ${mode}`);
          const plan = await explained(sql, ...asked());
          expect(plan, mode).not.toMatch(/Seq Scan on/);
          for (const index of indexes) expect(plan, mode).toContain(index);
        }
      });
    });
  });
}

/** 4,000 more like the rows of one contract, each of a contract and of people of its own. */
async function multiply(sql: postgres.Sql, table: string, id: string): Promise<void> {
  const columns = await sql<{ name: string }[]>`
    select column_name as name from information_schema.columns
    where table_schema = 'workroom' and table_name = ${table} order by ordinal_position`;
  const own = table === 'contract' ? 'id' : 'contract_id';
  const values = columns.map(({ name }) => {
    if (name === own) return "'ctr_' || lpad(n::text, 4, '0')";
    return name === 'person_id' ? "person_id || '-' || n" : name;
  });
  await sql.unsafe(
    `insert into workroom.${table} select ${values.join(', ')}
     from workroom.${table}, generate_series(1, 4000) n where ${own} = '${id}'`,
  );
}

async function explained(sql: postgres.Sql, statement: string, parameters: readonly string[]): Promise<string> {
  const values = parameters.map((value) => `'${value.replaceAll("'", "''")}'`);
  await sql.unsafe(`prepare looked_at as ${statement}`);
  try {
    const plan = await sql.unsafe(`explain (costs off) execute looked_at(${values.join(', ')})`);
    return plan.map((line) => String(line['QUERY PLAN'])).join('\n');
  } finally {
    await sql.unsafe('deallocate looked_at');
  }
}
