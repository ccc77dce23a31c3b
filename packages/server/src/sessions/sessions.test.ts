import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { lineTo, sinkOf } from '../stream/follow.test.support.ts';
import { client, freelancer, type Market, openMarket } from '../testing/market.test.support.ts';
import { ownStore } from '../testing/own-database.test.support.ts';
import { createRevocations } from './revocations.ts';

const store = ownStore();
let market: Market;
let minutes = 0;
const systemNow = () => market.system.ms;
beforeAll(() => store.migrate());
beforeEach(() => {
  market = openMarket({ database: store });
  // Time passes between tests, so that a revocation in one does not affect the next.
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
  test('revokes a person’s existing tokens, not later ones or those of others', async () => {
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

  test('is only for the server over HTTP', async () => {
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

  test('takes effect in another process within five seconds', async () => {
    const elsewhere = openMarket({ database: store, systemNow });
    const token = await made();
    expect(await seen(token, elsewhere)).toBe('signed in');
    await market.workroom.sessions.revoke({ user: client });
    market.system.ms += 5_000;
    expect(await seen(token, elsewhere)).toBe('session_expired');
    await elsewhere.workroom.close();
  });

  test('cannot be evaded by a token with a clock ahead', async () => {
    const ahead = openMarket({ database: store, systemNow: () => market.system.ms + 4_000 });
    const token = await made(ahead);
    expect(await seen(token)).toBe('signed in');
    market.system.ms += 1;
    await market.workroom.sessions.revoke({ user: client });
    expect(await seen(token)).toBe('session_expired');
    await ahead.workroom.close();
  });

  test('ends only the person’s open streams, at once in the same process', async () => {
    const { contractId } = await market.create(10_000);
    const [theirs, others] = [await lineTo(market, contractId), await lineTo(market, contractId, freelancer)];
    const sinks = [sinkOf(theirs.line), sinkOf(others.line)];
    await market.workroom.sessions.revoke({ user: client });
    expect(sinks.map(({ ended }) => ended)).toEqual([true, false]);
  });

  test('between a stream’s request and its first read ends it too', async () => {
    const { contractId } = await market.create(10_000);
    const { line } = await lineTo(market, contractId);
    await market.workroom.sessions.revoke({ user: client });
    const sink = sinkOf(line);
    await expect.poll(() => sink.ended).toBe(true);
  });

  test('in another process ends an open stream with its next heartbeat', async () => {
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
    await market.workroom.sessions.revoke({ user: client });
    market.system.ms += 20_000;
    waits.get(2_000)?.();
    expect(await reading).toMatch(/^retry: /);
    await streaming.workroom.close();
  });

  test('is deleted once no token can be as old, and never replaced by an earlier one', async () => {
    await store.revokeSessions('u_long_ago', 1_000, 0);
    await store.revokeSessions('u_now', 5_000, 0);
    await store.revokeSessions('u_now', 3_000, 2_000);
    const revoked = await store.sessionsRevokedUntil(['u_long_ago', 'u_now', 'u_never']);
    expect([...revoked]).toEqual([['u_now', 5_000]]);
  });

  test('is read by one statement for all parallel checks', async () => {
    const asked: (readonly string[])[] = [];
    const counted = {
      ...store,
      async sessionsRevokedUntil(people: readonly string[]) {
        asked.push(people);
        return store.sessionsRevokedUntil(people);
      },
    };
    const revocations = createRevocations({
      store: counted,
      ready: async () => {},
      systemNowMs: () => 1_000_000,
      onRevoked() {},
    });
    await revocations.revoke('u_2');
    const people = ['u_1', 'u_2', 'u_3'];
    expect(await Promise.all(people.map((id) => revocations.revokedUntilMs(id)))).toEqual([0, 1_000_000, 0]);
    expect(asked).toEqual([['u_1', 'u_3']]);
  });
});

describe('a session made in the process', () => {
  test.each<readonly [string, unknown, string]>([
    ['an empty name', { user: { id: 'u_1', name: '' } }, '/user/name'],
    ['a name of blanks', { user: { id: 'u_1', name: '   ' } }, '/user/name'],
    ['a name of 300 letters', { user: { id: 'u_1', name: 'n'.repeat(300) } }, '/user/name'],
    ['a NUL in the name', { user: { id: 'u_1', name: 'Da\0na' } }, '/user/name'],
    ['an empty id', { user: { id: '', name: 'Dana' } }, '/user/id'],
    ['an id of blanks', { user: { id: ' ', name: 'Dana' } }, '/user/id'],
    ['thirty days', { user: client, ttlSeconds: 30 * 86_400 }, '/ttlSeconds'],
    ['a negative life', { user: client, ttlSeconds: -1 }, '/ttlSeconds'],
    ['half a second', { user: client, ttlSeconds: 0.5 }, '/ttlSeconds'],
    ['contracts that are no ids', { user: client, contracts: ['42'] }, '/contracts/0'],
    ['an opaque origin', { user: client, origins: ['file:///x'] }, '/origins/0'],
    ['an origin that is none', { user: client, origins: ['null'] }, '/origins/0'],
    ['a field that there is not', { user: client, admin: true }, '/admin'],
  ])('refuses %s, as HTTP does', async (_, body, pointer) => {
    // TypeScript would not allow these values.
    const inProcess = market.workroom.sessions.create(body as Parameters<Market['workroom']['sessions']['create']>[0]);
    const problem = { code: 'invalid_request', errors: [expect.objectContaining({ pointer })] };
    await expect(inProcess).rejects.toMatchObject(problem);
    expect(await market.problem('createSession', 'server', { body })).toMatchObject(problem);
  });

  test('and its revocation are validated by one schema', async () => {
    await expect(market.workroom.sessions.revoke({ user: { id: '' } })).rejects.toMatchObject({
      code: 'invalid_request',
    });
  });
});

test('a token for another audience is invalid, even with the same secret', async () => {
  const other = openMarket({ database: store, systemNow, sessionAudience: 'another market' });
  const token = await made(other);
  expect([await seen(token, other), await seen(token)]).toEqual(['signed in', 'unauthenticated']);
  await other.workroom.close();
});
