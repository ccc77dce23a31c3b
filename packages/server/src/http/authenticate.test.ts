import { createHmac } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openStore } from '../store/open-store.ts';
import { client, freelancer, openMarket, secretKey, sessionSecret } from '../testing/market.test.support.ts';

const page = 'https://market.example';
const store = openStore({ database: { dataDir: 'memory://' } });
const market = openMarket({ database: store, origins: [page] });
beforeAll(() => market.workroom.ready, 60_000);
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

  test('made with a secret that is being replaced stay valid', async () => {
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

  test('made for some pages work on those alone', async () => {
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

  test('signs in for reading, and for acting only from a page we know', async () => {
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

  test('a token counts more than the cookie', async () => {
    const headers = { cookie, authorization: 'Bearer nonsense' };
    expect((await withCookie.send('listContracts', 'nobody', { headers })).status).toBe(401);
  });

  test.each(['Basic ZGFuYTpzZWNyZXQ=', 'Digest username="dana"', 'Negotiate abc', 'Basic'])(
    'counts behind a proxy that asks for "%s"',
    async (authorization) => {
      const headers = { cookie, authorization };
      expect((await withCookie.send('listContracts', 'nobody', { headers })).status).toBe(200);
      expect((await withCookie.send('listContracts', 'nobody', { headers: { authorization } })).status).toBe(401);
    },
  );
});

describe('X-Workroom-Authorization', () => {
  const basic = 'Basic ZGFuYTpzZWNyZXQ=';

  test('carries a token or a key where Authorization belongs to a proxy', async () => {
    const { token } = await market.workroom.sessions.create({ user: client });
    for (const credential of [token, secretKey]) {
      const headers = { authorization: basic, 'x-workroom-authorization': `Bearer ${credential}` };
      expect((await market.send('listContracts', 'nobody', { headers })).status).toBe(200);
    }
  });

  test('counts before Authorization, and a wrong one is not passed over', async () => {
    const { token } = await market.workroom.sessions.create({ user: client });
    const send = (headers: Record<string, string>) => market.send('listContracts', 'nobody', { headers });
    const good = `Bearer ${token}`;
    expect((await send({ authorization: 'Bearer of the proxy', 'x-workroom-authorization': good })).status).toBe(200);
    expect((await send({ authorization: good, 'x-workroom-authorization': 'Bearer nonsense' })).status).toBe(401);
    expect((await send({ authorization: good, 'x-workroom-authorization': basic })).status).toBe(401);
  });
});
