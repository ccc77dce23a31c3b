import { createClient } from '@workroom/client';
import { hasPostgres, ownDatabaseUrl, startPostgres } from '@workroom/toolchain/postgres';
import { describe, expect, test } from 'vitest';
import { startExample } from './start-example.ts';

/** A whole contract over HTTP: the requests of the marketplace's server and of both people. */
async function deal(url: string): Promise<void> {
  const baseUrl = `${url}/workroom`;
  const market = createClient({ baseUrl, session: async () => 'wk_sandbox' });
  const lee = { id: 'lee', name: 'Lee Okafor' };
  const { id: contractId, milestones } = await market.createContract({
    title: 'Brand identity',
    currency: 'USD',
    status: 'active',
    client: { id: 'dana', name: 'Dana Whitlock' },
    freelancer: lee,
    milestones: [{ title: 'Logo', amount: 50_000 }],
  });
  const milestone = { contractId, milestoneId: milestones[0]?.id ?? '' };
  const stateOf = async () => (await market.getContract({ contractId })).milestones[0]?.state;

  const asDana = createClient({ baseUrl, session: () => sessionOf(url) });
  const asLee = createClient({ baseUrl, session: async () => (await market.createSession({ user: lee })).token });
  await asDana.fund(milestone, { ifMatch: 1 });
  expect(await stateOf()).toBe('funded');
  await asLee.submit({ ...milestone, message: 'Two directions, as agreed' });
  expect(await stateOf()).toBe('submitted');
  const { version, viewer } = await asDana.getContract({ contractId });
  expect(viewer).toBe('client');
  await asDana.release({ ...milestone, amount: 50_000 }, { ifMatch: version });
  expect(await stateOf()).toBe('paid');
  const { totals } = await asLee.getContract({ contractId });
  expect(totals).toMatchObject({ deposited: 50_000, released: 50_000, held: 0 });

  expect((await fetch(`${baseUrl}/contracts`)).status).toBe(401);
}

/** Like the elements: from the example's own session route. */
async function sessionOf(url: string): Promise<string> {
  const answer = await fetch(`${url}/session`, { method: 'POST' });
  return ((await answer.json()) as { token: string }).token;
}

describe('each server starts with one command and serves a contract from plan to payment', () => {
  // The embedded database takes seconds to start, so it is used once in each runtime.
  test.each([
    ['node-hono', 'embedded'],
    ['express', 'own'],
    ['fastify', 'own'],
    ['bun', 'embedded'],
    ['deno', 'embedded'],
  ])('%s', { timeout: 240_000 }, async (name, database) => {
    const example = await startExample(name, database === 'own' ? { database: await ownDatabaseUrl() } : {});
    try {
      await deal(example.url);
    } finally {
      await example.stop();
    }
  });

  test.skipIf(!hasPostgres(18))('workers', { timeout: 240_000 }, async () => {
    const example = await startExample('workers', {
      database: await (await startPostgres({ version: 18 })).freshDatabase(),
      env: { WORKROOM_SESSION_SECRET: 'a secret for examples of at least 32 bytes' },
      args: (port) => [`--socket-addr=http=localhost:${port}`],
    });
    try {
      await deal(example.url);
    } finally {
      await example.stop();
    }
  });
});
