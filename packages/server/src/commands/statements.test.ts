import { afterAll, beforeAll, expect, test } from 'vitest';
import { memoryStorage, simulatedProvider } from '../payments/index.ts';
import { type Database, overConnections } from '../store/database.ts';
import { storeOver } from '../store/store-over.ts';
import { rowsFrom } from '../store/testing/ask.ts';
import { client, freelancer, type Market, openMarket, submitted } from '../testing/market.test.support.ts';
import { openOwnDatabase } from '../testing/own-database.test.support.ts';

// Every statement is a round trip that a request waits for.

let database: Database;
let market: Market;
let statements = 0;
beforeAll(async () => {
  database = await openOwnDatabase();
  const counted = overConnections('pglite', async () => ({
    send(statement, parameters) {
      statements += 1;
      return rowsFrom(database, statement, parameters);
    },
    close: async () => {},
  }));
  const store = storeOver(counted, 'workroom');
  await store.migrate();
  // The provider is outside the process, like a real one.
  market = openMarket({ database: store, payments: simulatedProvider({ storage: memoryStorage() }) });
  await market.workroom.ready;
}, 120_000);
afterAll(async () => {
  await market.workroom.close();
  await database.close();
});

/** The number of statements of one API call. */
async function counted<Answer>(call: () => Promise<Answer>): Promise<readonly [Answer, number]> {
  const before = statements;
  const answer = await call();
  return [answer, statements - before];
}

test('a release with an immediate payout takes two statements if the contract is in memory: itself, and the outcome', async () => {
  const { contractId, at } = await submitted(market, 50_000);
  const { milestoneId } = at(0);
  const { version } = await market.contract('getContract', client, { params: { contractId } });
  const [released, count] = await counted(() =>
    market.workroom.api.release({
      actor: client,
      contractId,
      milestoneId,
      idempotencyKey: 'release',
      ifMatch: version,
      body: { amount: 50_000 },
    }),
  );
  expect(released.payments.map(({ kind, status }) => [kind, status])).toContainEqual(['transfer', 'succeeded']);
  expect(count).toBe(2);
  // The answer equals the stored contract.
  expect(await market.workroom.api.getContract({ actor: client, contractId })).toEqual(released);
});

test('a charge takes two; cancelling one that waits for the client takes three, since its row is read and rescheduled', async () => {
  const { contractId, at } = await market.create(50_000);
  const body = { paymentMethod: 'pm_needs_action' };
  const [waiting, count] = await counted(() =>
    market.workroom.api.fund({
      actor: client,
      contractId,
      milestoneId: at(0).milestoneId,
      idempotencyKey: 'fund',
      body,
    }),
  );
  expect(count).toBe(2);
  const paymentId = waiting.payments[0]?.id ?? '';
  const [, more] = await counted(() =>
    market.workroom.api.cancelPayment({ actor: client, contractId, paymentId, idempotencyKey: 'cancel' }),
  );
  expect(more).toBe(3);
});

test('a command without a provider call takes one', async () => {
  const { contractId } = await market.create(50_000);
  const [, count] = await counted(() =>
    market.workroom.api.postMessage({ actor: freelancer, contractId, idempotencyKey: 'say', body: { text: 'Hello.' } }),
  );
  expect(count).toBe(1);
});
