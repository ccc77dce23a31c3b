import { AsyncLocalStorage } from 'node:async_hooks';
import { createHmac } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { sinkOf } from '../stream/follow.test.support.ts';
import { lineOf } from '../stream/line-response.ts';
import { client, freelancer, openMarket, secretKey, sessionSecret } from '../testing/market.test.support.ts';
import { ownStore } from '../testing/own-database.test.support.ts';

const page = 'https://market.example';
const store = ownStore();
const market = openMarket({ database: store, origins: [page] });
beforeAll(() => market.workroom.ready, 240_000);
afterAll(async () => {
  await market.workroom.close();
  await store.close();
});

describe('session tokens', () => {
  const list = (token: string, headers: Record<string, string> = {}, method = 'GET') =>
    market.fetch(method, '/workroom/contracts', { headers: { authorization: `Bearer ${token}`, ...headers } });
  const code = async (response: Response) => ((await response.json()) as { code?: string }).code;

  test('expire after fifteen minutes of system time, whatever the contracts’ clock says', async () => {
    const other = openMarket({ database: store });
    const { token, expiresAt } = await other.workroom.sessions.create({ user: client });
    const read = () => other.fetch('GET', '/workroom/contracts', { headers: { authorization: `Bearer ${token}` } });
    expect(Date.parse(expiresAt) - other.system.ms).toBe(900_000);
    other.clock.advance(30 * 86_400_000);
    expect((await read()).status).toBe(200);
    other.system.ms += 899_000;
    expect((await read()).status).toBe(200);
    other.system.ms += 1_000;
    expect(await code(await read())).toBe('session_expired');
    await other.workroom.close();
  });

  test('that are forged, tampered with or of another kind are not valid', async () => {
    const { token } = await market.workroom.sessions.create({ user: client });
    const [header = '', payload = '', signature = ''] = token.split('.');
    const encode = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url');
    const claims = JSON.parse(Buffer.from(payload, 'base64url').toString()) as object;
    const signed = (head: object, body: object, secret = sessionSecret) => {
      const text = `${encode(head)}.${encode(body)}`;
      return `${text}.${createHmac('sha256', secret).update(text).digest('base64url')}`;
    };
    expect((await list(signed({ alg: 'HS256' }, claims))).status).toBe(200);
    const forged = [
      `${header}.${encode({ ...claims, sub: freelancer.id })}.${signature}`,
      `${encode({ alg: 'none' })}.${payload}.`,
      signed({ alg: 'HS256' }, claims, 'another secret of at least 32 bytes!'),
      signed({ alg: 'HS256', kid: 'unknown' }, claims),
      signed({ alg: 'HS512' }, claims),
      signed({ alg: 'HS256' }, { ...claims, iss: 'elsewhere' }),
      signed({ alg: 'HS256' }, { ...claims, sub: undefined }),
      signed({ alg: 'HS256' }, { ...claims, exp: undefined }),
      signed({ alg: 'HS256', crit: ['b64'], b64: false }, claims),
    ];
    for (const each of forged) expect([each, await code(await list(each))]).toEqual([each, 'unauthenticated']);
  });

  test('signed with the previous secret stay valid', async () => {
    const [old, fresh] = ['the old secret, of at least 32 bytes', 'the new secret, of at least 32 bytes'];
    const before = openMarket({ database: store, sessionSecrets: [old] });
    const after = openMarket({ database: store, sessionSecrets: [fresh, old] });
    const gone = openMarket({ database: store, sessionSecrets: [fresh] });
    const { token } = await before.workroom.sessions.create({ user: client });
    const status = async (where: typeof market) =>
      (await where.fetch('GET', '/workroom/contracts', { headers: { authorization: `Bearer ${token}` } })).status;
    expect([await status(after), await status(gone)]).toEqual([200, 401]);
    for (const each of [before, after, gone]) await each.workroom.close();
  });

  test('limited to origins work only on those', async () => {
    const { token } = await market.workroom.sessions.create({ user: client, origins: [`${page}/contracts`] });
    expect((await list(token, { origin: page })).status).toBe(200);
    expect((await list(token)).status).toBe(200);
    expect(await code(await list(token, { origin: 'https://evil.example' }))).toBe('origin_not_allowed');
    const { contractId } = await market.create(10_000);
    const post = (headers: Record<string, string>) =>
      market.send('postMessage', 'nobody', {
        params: { contractId },
        body: { text: 'Hi' },
        headers: { authorization: `Bearer ${token}`, ...headers },
      });
    expect([(await post({})).status, (await post({ origin: page })).status]).toEqual([403, 201]);
  });
});

describe('a host’s own cookie', () => {
  const withCookie = openMarket({
    database: store,
    origins: [page],
    identify: ({ headers }) => (headers.get('cookie') === 'user=dana' ? client : null),
  });
  afterAll(() => withCookie.workroom.close());
  const cookie = 'user=dana';

  test('signs in for reads, and for commands only from a known origin', async () => {
    const { contractId } = await withCookie.create(10_000);
    const params = { contractId };
    expect((await withCookie.send('getContract', 'nobody', { params, headers: { cookie } })).status).toBe(200);
    expect((await withCookie.send('getContract', 'nobody', { params })).status).toBe(401);
    const post = (headers: Record<string, string>) =>
      withCookie.send('postMessage', 'nobody', { params, body: { text: 'Hi' }, headers: { cookie, ...headers } });
    expect(await post({})).toMatchObject({ status: 403, body: { code: 'origin_not_allowed' } });
    expect((await post({ origin: 'https://evil.example' })).status).toBe(403);
    expect((await post({ origin: page })).status).toBe(201);
    const read = await withCookie.fetch('GET', '/workroom/contracts', { headers: { cookie, origin: page } });
    expect(read.headers.get('access-control-allow-credentials')).toBe('true');
  });

  test.each<readonly [string, unknown]>([
    ['an empty name', { id: 'u_1', name: '' }],
    ['a name of blanks', { id: 'u_1', name: '  ' }],
    ['a name of 300 letters', { id: 'u_1', name: 'n'.repeat(300) }],
    ['a NUL', { id: 'u_\0', name: 'Dana' }],
    ['an empty id', { id: '', name: 'Dana' }],
    ['a text', ''],
  ])('refuses a person for whom the host returns %s, and logs the reason', async (_, answer) => {
    // TypeScript would not allow these values.
    const identify = () => answer as typeof client;
    const other = openMarket({ database: store, identify });
    expect(await other.problem('listContracts', 'nobody')).toMatchObject({ status: 401, code: 'unauthenticated' });
    expect(other.lines).toContainEqual(expect.objectContaining({ level: 'error', errors: [expect.anything()] }));
    await other.workroom.close();
  });

  test('the host’s user may have more fields than a person', async () => {
    const user = { ...client, email: 'dana@market.example' };
    const other = openMarket({ database: store, identify: () => user });
    expect((await other.send('listContracts', 'nobody')).status).toBe(200);
    await other.workroom.close();
  });

  test('a token takes precedence over the cookie', async () => {
    const headers = { cookie, authorization: 'Bearer nonsense' };
    expect((await withCookie.send('listContracts', 'nobody', { headers })).status).toBe(401);
  });

  test.each(['Basic ZGFuYTpzZWNyZXQ=', 'Digest username="dana"', 'Negotiate abc', 'Basic'])(
    'works behind a proxy that requires "%s"',
    async (authorization) => {
      const headers = { cookie, authorization };
      expect((await withCookie.send('listContracts', 'nobody', { headers })).status).toBe(200);
      expect((await withCookie.send('listContracts', 'nobody', { headers: { authorization } })).status).toBe(401);
    },
  );
});

describe('X-Workroom-Authorization', () => {
  const basic = 'Basic ZGFuYTpzZWNyZXQ=';

  test('carries a token or key if a proxy uses Authorization', async () => {
    const { token } = await market.workroom.sessions.create({ user: client });
    for (const credential of [token, secretKey]) {
      const headers = { authorization: basic, 'x-workroom-authorization': `Bearer ${credential}` };
      expect((await market.send('listContracts', 'nobody', { headers })).status).toBe(200);
    }
  });

  test('takes precedence over Authorization, and an invalid one is not ignored', async () => {
    const { token } = await market.workroom.sessions.create({ user: client });
    const send = (headers: Record<string, string>) => market.send('listContracts', 'nobody', { headers });
    const good = `Bearer ${token}`;
    expect((await send({ authorization: 'Bearer of the proxy', 'x-workroom-authorization': good })).status).toBe(200);
    expect((await send({ authorization: good, 'x-workroom-authorization': 'Bearer nonsense' })).status).toBe(401);
    expect((await send({ authorization: good, 'x-workroom-authorization': basic })).status).toBe(401);
  });
});

describe('the person that a page expects to act for', () => {
  let signedIn: typeof client | null = client;
  const shared = openMarket({ database: store, origins: [page], identify: () => signedIn });
  afterAll(() => shared.workroom.close());
  const person = (id: string) => ({ 'x-workroom-person': encodeURIComponent(id) });

  test('is in every response, percent-encoded, also across origins', async () => {
    signedIn = { id: 'zoë/1', name: 'Zoë' };
    const { headers } = await shared.send('listContracts', 'nobody', { headers: { origin: page } });
    expect(headers.get('x-workroom-person')).toBe('zo%C3%AB%2F1');
    expect(headers.get('access-control-expose-headers')).toContain('X-Workroom-Person');
    expect((await shared.send('listContracts', 'server')).headers.has('x-workroom-person')).toBe(false);
  });

  test('cannot act once another person has signed in in another tab', async () => {
    const { contractId } = await shared.create(10_000);
    const post = (headers: Record<string, string>) =>
      shared.send('postMessage', 'nobody', {
        params: { contractId },
        body: { text: 'Hi' },
        headers: { origin: page, ...headers },
      });
    signedIn = client;
    expect((await post(person(client.id))).status).toBe(201);
    signedIn = freelancer;
    expect(await post(person(client.id))).toMatchObject({ status: 409, body: { code: 'signed_in_as_another' } });
    expect((await post(person(freelancer.id))).status).toBe(201);
    const { data } = (await shared.send('getTimeline', 'server', { params: { contractId } })).body as {
      data: readonly { type: string; actor: object }[];
    };
    const messages = data.filter(({ type }) => type === 'message.posted').map(({ actor }) => actor);
    expect(messages).toMatchObject([{ id: client.id }, { id: freelancer.id }]);
  });

  test('is compared with a token’s person too, also for streams', async () => {
    const { contractId } = await shared.create(10_000);
    const params = { contractId };
    const headers = person(freelancer.id);
    expect(await shared.problem('getContract', client, { params, headers })).toMatchObject({
      code: 'signed_in_as_another',
    });
    expect(await shared.problem('streamEvents', client, { params, headers })).toMatchObject({ status: 409 });
  });
});

describe('a stream opened by the host’s cookie', () => {
  const rounds: (() => void)[] = [];
  const context = new AsyncLocalStorage<typeof client | null>();
  let signedIn = true;
  const streaming = openMarket({
    database: store,
    // Like `cookies()` of Next.js: the person is in the context of the request, not in the request.
    identify: () => (signedIn ? context.getStore() : null),
    timer(run, afterMs) {
      if (afterMs === 2_000) rounds.push(run);
      return () => {};
    },
  });
  afterAll(() => streaming.workroom.close());
  const opened = async (contractId: string, as = client) => {
    const line = await context.run(as, async () => {
      const response = await streaming.fetch('GET', `/workroom/contracts/${contractId}/stream`);
      return lineOf(response);
    });
    if (line === null) throw new Error('no stream');
    return sinkOf(line);
  };
  const beat = () => {
    streaming.system.ms += 20_000;
    context.run(null, () => {
      for (const round of rounds.splice(0)) round();
    });
  };
  const nextRound = () => new Promise((resolve) => setImmediate(resolve));

  test('is checked again at every heartbeat, in the context of its request, and ends after sign-out', async () => {
    const { contractId } = await streaming.create(10_000);
    signedIn = true;
    const sinks = [await opened(contractId), await opened(contractId, freelancer)];
    beat();
    await nextRound();
    expect(sinks.map(({ ended }) => ended)).toEqual([false, false]);
    signedIn = false;
    beat();
    await expect.poll(() => sinks.map(({ ended }) => ended)).toEqual([true, true]);
  });

  test('ends at once on a revocation, and at the next heartbeat after one in another process', async () => {
    const { contractId } = await streaming.create(10_000);
    signedIn = true;
    const first = await opened(contractId);
    await streaming.workroom.sessions.revoke({ user: client });
    expect(first.ended).toBe(true);
    streaming.system.ms += 10_000;
    const second = await opened(contractId);
    await nextRound();
    expect(second.ended).toBe(false);
    const elsewhere = openMarket({ database: store, systemNow: () => streaming.system.ms + 1 });
    await elsewhere.workroom.sessions.revoke({ user: client });
    beat();
    await expect.poll(() => second.ended).toBe(true);
    await elsewhere.workroom.close();
  });
});
