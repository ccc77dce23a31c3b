import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { openStore } from '../store/open-store.ts';
import { client, freelancer, type Market, openMarket } from '../testing/market.test.support.ts';
import { createRevocations } from './revocations.ts';

const store = openStore({ database: { dataDir: 'memory://' } });
let market: Market;
let minutes = 0;
const systemNow = () => market.system.ms;
beforeAll(() => store.migrate(), 60_000);
beforeEach(() => {
  market = openMarket({ database: store });
  // What one test revokes is long ago in the next.
  minutes += 1;
  market.system.ms += minutes * 60_000;
});
afterEach(() => market.workroom.close());
afterAll(() => store.close());

const made = async (where = market, user = client) => (await where.workroom.sessions.create({ user })).token;
async function seen(token: string, where = market): Promise<string> {
  const headers = { authorization: `Bearer ${token}` };
  const response = await where.fetch('GET', '/workroom/contracts', { headers });
  return response.status === 200 ? 'signed in' : ((await response.json()) as { code: string }).code;
}

describe('revocation', () => {
  test('voids what a person had, and neither what they get afterwards nor what others have', async () => {
    const [old, other] = [await made(), await made(market, freelancer)];
    expect(await seen(old)).toBe('signed in');
    await market.workroom.sessions.revoke({ user: client });
    market.system.ms += 1;
    expect([await seen(old), await seen(await made()), await seen(other)]).toEqual([
      'session_expired',
      'signed in',
      'signed in',
    ]);
  });

  test('is the server’s alone to ask for over HTTP', async () => {
    const token = await made();
    const body = { user: { id: client.id } };
    expect(await market.problem('revokeSessions', freelancer, { body })).toMatchObject({ code: 'forbidden_for_role' });
    expect(await seen(token)).toBe('signed in');
    expect(await market.send('revokeSessions', 'server', { body })).toMatchObject({
      status: 200,
      body: { userId: client.id },
    });
    expect(await seen(token)).toBe('session_expired');
  });

  test('takes hold in another process within five seconds', async () => {
    const elsewhere = openMarket({ database: store, systemNow });
    const token = await made();
    expect(await seen(token, elsewhere)).toBe('signed in');
    await market.workroom.sessions.revoke({ user: client });
    market.system.ms += 5_000;
    expect(await seen(token, elsewhere)).toBe('session_expired');
    await elsewhere.workroom.close();
  });

  test('ends an open stream with its next heartbeat', async () => {
    const waits = new Map<number, () => void>();
    const streaming = openMarket({
      database: store,
      systemNow,
      timer(run, afterMs) {
        waits.set(afterMs, run);
        return () => {};
      },
    });
    const { contractId } = await streaming.create(10_000);
    const token = await made(streaming);
    const response = await streaming.fetch('GET', `/workroom/contracts/${contractId}/stream`, {
      headers: { authorization: `Bearer ${token}` },
    });
    const reading = response.text();
    await expect.poll(() => waits.has(2_000)).toBe(true);
    await streaming.workroom.sessions.revoke({ user: client });
    market.system.ms += 20_000;
    waits.get(2_000)?.();
    expect(await reading).toMatch(/^retry: /);
    await streaming.workroom.close();
  });

  test('is forgotten once no token can be as old, and a later one is never put back', async () => {
    await store.revokeSessions('u_long_ago', 1_000, 0);
    await store.revokeSessions('u_now', 5_000, 0);
    await store.revokeSessions('u_now', 3_000, 2_000);
    const revoked = await store.sessionsRevokedUntil(['u_long_ago', 'u_now', 'u_never']);
    expect([...revoked]).toEqual([['u_now', 5_000]]);
  });

  test('is looked for by one statement for all who are asked about at once', async () => {
    const asked: (readonly string[])[] = [];
    const counted = {
      ...store,
      async sessionsRevokedUntil(people: readonly string[]) {
        asked.push(people);
        return store.sessionsRevokedUntil(people);
      },
    };
    const revocations = createRevocations({ store: counted, ready: async () => {}, systemNowMs: () => 1_000_000 });
    await revocations.revoke('u_2');
    const people = ['u_1', 'u_2', 'u_3'];
    expect(await Promise.all(people.map((id) => revocations.revokedUntilMs(id)))).toEqual([0, 1_000_000, 0]);
    expect(asked).toEqual([['u_1', 'u_3']]);
  });
});

test('a token for another audience is none here, though the secret is the same', async () => {
  const other = openMarket({ database: store, systemNow, sessionAudience: 'another market' });
  const token = await made(other);
  expect([await seen(token, other), await seen(token)]).toEqual(['signed in', 'unauthenticated']);
  await other.workroom.close();
});
