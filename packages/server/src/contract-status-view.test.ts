import type { PGlite } from '@electric-sql/pglite';
import { DAY_MS } from '@workroom/core';
import { eq } from 'drizzle-orm';
import { pgTable, text } from 'drizzle-orm/pg-core';
import { drizzle } from 'drizzle-orm/pglite';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createInMemory } from './store/pglite-cluster.ts';
import { schema } from './store/schema.ts';
import { client, freelancer, type Market, openMarket, submitted } from './testing/market.test.support.ts';

const { contractStatusV1 } = schema;
const job = pgTable('job', { title: text('title').primaryKey(), contractId: text('contract_id').notNull() });

let pglite: PGlite;
let db: ReturnType<typeof drizzle>;
let market: Market;
beforeAll(async () => {
  pglite = await createInMemory();
  db = drizzle(pglite);
  market = openMarket({ database: db });
}, 240_000);
afterAll(async () => {
  await market.workroom.close();
  await pglite.close();
});

const ago = (days: number) => market.clock.to(new Date(Date.now() - days * DAY_MS).toISOString());
const seen = async (contractId: string) =>
  (
    await db
      .select()
      .from(contractStatusV1)
      .where(eq(contractStatusV1.contractId, contractId as never))
  )[0];

/** The view before anybody reads the contract, and the API's answer for the same moment. */
async function bothOf(contractId: string) {
  const view = await seen(contractId);
  ago(0);
  const { status, currency, totals, nextChangeAt } = await market.contract('getContract', client, {
    params: { contractId },
  });
  const { held, carried, released, refunded } = totals;
  const nextDeadline = nextChangeAt === null ? null : new Date(nextChangeAt);
  return { view, api: { contractId, status, currency, held, carried, released, refunded, nextDeadline } };
}

test('unanswered work is paid in the view once its review ends, without a sweep', async () => {
  ago(20);
  const { contractId } = await submitted(market, 50_000, 20_000);
  const stored = await db.select().from(schema.contract).where(eq(schema.contract.id, contractId));
  expect(stored).toMatchObject([{ held: 50_000, released: 0 }]);
  const { view, api } = await bothOf(contractId);
  expect(view).toMatchObject({ status: 'active', held: 0, released: 50_000 });
  // Until the payout is recorded, the provider still has the money, so its hold limit still runs.
  expect(view?.nextDeadline).not.toBeNull();
  expect({ ...view, nextDeadline: null }).toEqual(api);
});

test('between two reminders it names the next deadline', async () => {
  ago(8);
  const { contractId } = await submitted(market, 50_000);
  const { view, api } = await bothOf(contractId);
  expect(view?.held).toBe(50_000);
  expect(view?.nextDeadline?.getTime()).toBeGreaterThan(Date.now());
  expect(view).toEqual(api);
});

test('an unanswered refund is refunded in the view, and an ending contract has ended', async () => {
  ago(30);
  const { contractId, at } = await submitted(market, 50_000);
  await market.contract('requestRefund', client, {
    params: { contractId },
    body: { milestoneId: at(0).milestoneId, reason: 'No longer needed', thenEnd: true },
  });
  const { view, api } = await bothOf(contractId);
  expect(view).toMatchObject({ status: 'ended', held: 0, refunded: 50_000, nextDeadline: null });
  expect(view).toEqual(api);
});

test('a contract with nothing due is shown as stored, and joins with a table of the host', async () => {
  ago(0);
  const { contractId, at } = await market.create(50_000, 30_000);
  await market.contract('fund', client, { params: at(0), body: {} });
  await market.contract('submit', freelancer, { params: at(0), body: { message: 'Here.' } });
  await market.contract('release', client, { params: at(0), body: { amount: 50_000 } });
  await db.execute('create table job (title text primary key, contract_id text not null)');
  await db.insert(job).values({ title: 'Logo', contractId });
  const rows = await db
    .select({ title: job.title, released: contractStatusV1.released, held: contractStatusV1.held })
    .from(job)
    .innerJoin(contractStatusV1, eq(contractStatusV1.contractId, job.contractId as never));
  expect(rows).toEqual([{ title: 'Logo', released: 50_000, held: 0 }]);
  const { view, api } = await bothOf(contractId);
  expect(view).toEqual(api);
});
