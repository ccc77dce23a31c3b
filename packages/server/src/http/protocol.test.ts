import { createHmac } from 'node:crypto';
import { type OperationName, operations, type WireContract, type WireProblem } from '@workroom/core/api';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import {
  client,
  contractBody,
  freelancer,
  openMarket,
  secretKey,
  sessionSecret,
  submitted,
} from '../testing/market.test.support.ts';

const page = 'https://market.example';
const market = openMarket({ origins: [page] });
beforeAll(() => market.workroom.ready, 60_000);
afterAll(() => market.workroom.close());

const asServer = { authorization: `Bearer ${secretKey}` };

describe('CORS', () => {
  const preflight = (origin: string, path = '/workroom/contracts') =>
    market.fetch('OPTIONS', path, {
      headers: {
        origin,
        'access-control-request-method': 'POST',
        'access-control-request-headers': 'authorization,content-type,idempotency-key,if-match,prefer,last-event-id',
      },
    });

  test('a preflight from a listed page is answered without signing in', async () => {
    const { status, headers } = await preflight(page);
    expect([status, headers.get('access-control-allow-origin')]).toEqual([204, page]);
    const allowed = headers.get('access-control-allow-headers')?.toLowerCase() ?? '';
    for (const name of ['authorization', 'content-type', 'idempotency-key', 'if-match', 'prefer', 'last-event-id']) {
      expect(allowed).toContain(name);
    }
    for (const method of new Set(Object.values(operations).map((operation) => operation.method))) {
      expect(headers.get('access-control-allow-methods')).toContain(method);
    }
    expect(headers.get('access-control-allow-credentials')).toBeNull();
    expect(headers.get('vary')).toContain('Origin');
  });

  test.each([
    'https://evil.example',
    'http://market.example',
    'https://market.example.evil',
    'https://market.example:444',
    'null',
  ])('a page of %s is not let in', async (origin) => {
    const { status, headers } = await preflight(origin);
    expect([status, headers.get('access-control-allow-origin')]).toEqual([403, null]);
    const read = await market.fetch('GET', '/workroom/health', { headers: { origin } });
    expect([read.headers.get('access-control-allow-origin'), read.headers.get('vary')]).toEqual([null, 'Origin']);
  });

  test('answers and problems can be read by a listed page, with the headers a widget needs', async () => {
    for (const path of ['/workroom/health', '/workroom/contracts', '/nowhere']) {
      const { headers } = await market.fetch('GET', path, { headers: { origin: page } });
      expect(headers.get('access-control-allow-origin')).toBe(page);
      for (const name of ['ETag', 'Idempotency-Replayed', 'Retry-After', 'X-Request-Id']) {
        expect(headers.get('access-control-expose-headers')).toContain(name);
      }
    }
  });
});

describe('routes', () => {
  test('an unknown route is a 404 problem', async () => {
    for (const path of [
      '/',
      '/workroom',
      '/workroom/',
      '/workroom/nothing',
      '/elsewhere',
      '/workroom/contracts/',
      '//',
    ]) {
      const response = await market.fetch('GET', path, { headers: asServer });
      expect(response.headers.get('content-type')).toBe('application/problem+json');
      expect((await response.json()) as WireProblem).toMatchObject({ status: 404, code: 'not_found', instance: path });
    }
  });

  test('a wrong method is a 405 that names the right ones', async () => {
    const put = await market.fetch('PUT', '/workroom/contracts');
    expect([put.status, put.headers.get('allow')]).toEqual([405, 'GET, POST, HEAD, OPTIONS']);
    const get = await market.fetch('GET', '/workroom/contracts/ctr_1/milestones/mst_1/release');
    expect([get.status, get.headers.get('allow')]).toEqual([405, 'POST, OPTIONS']);
    const brew = await market.fetch('BREW', '/workroom/health');
    expect(brew.status).toBe(405);
  });

  test('HEAD answers as GET without a body, OPTIONS what is allowed', async () => {
    const head = await market.fetch('HEAD', '/workroom/health');
    expect([head.status, await head.text(), head.headers.get('content-type')]).toEqual([200, '', 'application/json']);
    const refused = await market.fetch('HEAD', '/workroom/contracts');
    expect([refused.status, await refused.text()]).toEqual([401, '']);
    const options = await market.fetch('OPTIONS', '/workroom/contracts');
    expect([options.status, options.headers.get('allow')]).toEqual([204, 'GET, POST, HEAD, OPTIONS']);
  });

  test('the base path may have been stripped by the host', async () => {
    expect((await market.fetch('GET', '/workroom/health')).status).toBe(200);
    expect((await market.fetch('GET', '/health')).status).toBe(200);
    expect((await market.fetch('GET', '/workroomhealth')).status).toBe(404);
    expect((await market.fetch('GET', '/workroom/workroom/health')).status).toBe(404);
  });

  test.each(['', '/', '/api/v1/deals/'])('a base path of "%s"', async (basePath) => {
    const other = openMarket({ basePath });
    expect((await other.fetch('GET', `${basePath.replace(/\/$/, '')}/health`)).status).toBe(200);
    expect((await other.fetch('GET', '/health')).status).toBe(200);
    await other.workroom.close();
  });

  test.each(['/contracts', 'workroom', '/a b', '/x?y'])('a base path of "%s" is refused at once', (basePath) => {
    expect(() => openMarket({ basePath })).toThrow(/basePath/);
  });
});

test('every answer has a request id, and so has its line in the log', async () => {
  const { status, headers, body } = await market.send('getContract', client, { params: { contractId: 'ctr_none' } });
  const requestId = headers.get('x-request-id');
  expect([status, (body as WireProblem).requestId]).toEqual([404, requestId]);
  expect(market.lines).toContainEqual(expect.objectContaining({ requestId, status: 404, code: 'not_found' }));
  const given = await market.fetch('GET', '/workroom/health', { headers: { 'x-request-id': 'proxy-1.2' } });
  expect(given.headers.get('x-request-id')).toBe('proxy-1.2');
  const odd = await market.fetch('GET', '/workroom/health', { headers: { 'x-request-id': 'a "line"' } });
  expect(odd.headers.get('x-request-id')).toMatch(/^req_/);
});

test('no line of the log holds a secret, a token or a body', async () => {
  const { token } = await market.workroom.sessions.create({ user: client });
  await market.send('listContracts', 'nobody', {
    headers: { authorization: `Bearer ${token}` },
    query: { q: 'private words' },
  });
  await market.send('createContract', 'server', { body: { ...contractBody(10_000), title: 'Private title' } });
  await market.fetch('GET', '/workroom/contracts', { headers: { authorization: 'Bearer wk_not_the_key' } });
  const log = JSON.stringify(market.lines);
  for (const secret of [token, secretKey, sessionSecret, 'wk_not_the_key', 'Private title', 'private words']) {
    expect(log).not.toContain(secret);
  }
});

describe('If-Match', () => {
  test('428 where a person must say what they saw, 412 when it is no more so, and the rules come before both', async () => {
    const deal = await submitted(market, 20_000);
    const params = deal.at(0);
    const { version } = await market.contract('getContract', client, { params: { contractId: deal.contractId } });
    const release = (ifMatch: string | undefined, body: unknown = { amount: 20_000 }) =>
      market.send('release', client, {
        params,
        body,
        key: `match-${ifMatch?.length}`,
        ...(ifMatch === undefined ? {} : { ifMatch }),
      });
    expect((await release(undefined)).status).toBe(428);
    expect((await release('*')).status).toBe(428);
    expect(await release(`"${version - 1}"`)).toMatchObject({ status: 412, body: { code: 'edited_meanwhile' } });
    expect(await release(`"${version - 1}"`, { amount: 20_001 })).toMatchObject({
      body: { code: 'amount_exceeds_deposit' },
    });
    expect((await release(`W/"1", "${version}"`)).status).toBe(200);
    expect(await release(`"${version - 1}"`, { amount: 1 })).toMatchObject({ body: { code: 'milestone_not_funded' } });
  });

  test('a message does not spoil what a person saw', async () => {
    const deal = await submitted(market, 20_000);
    const params = { contractId: deal.contractId };
    const { version } = await market.contract('getContract', client, { params });
    await market.contract('postMessage', freelancer, { params, body: { text: 'One more thing' } });
    await market.contract('release', client, { params: deal.at(0), body: { amount: 20_000 }, ifMatch: version });
  });

  test('is honoured where it is not required, and not asked of the server', async () => {
    const { contractId } = await market.create(20_000);
    const params = { contractId };
    expect(
      await market.send('appointMediator', 'server', { params, body: { mediator: null }, ifMatch: 99 }),
    ).toMatchObject({ status: 412 });
    expect(await market.send('editContract', 'server', { params, body: { title: 'Ours' } })).toMatchObject({
      status: 200,
    });
  });
});

describe('Idempotency-Key', () => {
  test('is required where money can move', async () => {
    const { at } = await market.create(20_000);
    const answer = await market.send('fund', client, { params: at(0), body: {} });
    expect(answer).toMatchObject({ status: 400, body: { code: 'idempotency_key_required' } });
  });

  test('another body under the same key is 422, and spelling makes no other body', async () => {
    const deal = await submitted(market, 20_000);
    const sent = { params: deal.at(0), key: 'same', ifMatch: 5 };
    const { version } = await market.contract('getContract', client, { params: { contractId: deal.contractId } });
    const first = await market.send('release', client, {
      ...sent,
      ifMatch: version,
      body: { amount: 20_000, note: 'Thanks' },
    });
    expect(first.status).toBe(200);
    const spelled = await market.send('release', client, { ...sent, body: { note: 'Thanks', amount: 20_000 } });
    expect([spelled.status, spelled.headers.get('idempotency-replayed')]).toEqual([200, 'true']);
    const other = await market.send('release', client, { ...sent, body: { amount: 19_999, note: 'Thanks' } });
    expect(other).toMatchObject({ status: 422, body: { code: 'idempotency_key_reused' } });
    const otherCommand = await market.send('giveBonus', client, {
      params: { contractId: deal.contractId },
      key: 'same',
      body: { amount: 1_000 },
    });
    expect(otherCommand).toMatchObject({ body: { code: 'idempotency_key_reused' } });
  });

  test('a refusal uses no key up', async () => {
    const { at, contractId } = await market.create(20_000);
    await market.contract('fund', client, { params: at(0), body: {} });
    const { version } = await market.contract('getContract', client, { params: { contractId } });
    const release = (amount: number) =>
      market.send('release', client, { params: at(0), body: { amount }, key: 'again', ifMatch: version });
    expect((await release(20_001)).status).toBe(422);
    expect((await release(20_000)).status).toBe(200);
  });

  test('is each caller’s own', async () => {
    const { contractId } = await market.create(20_000);
    const post = (as: typeof client) =>
      market.send('postMessage', as, { params: { contractId }, body: { text: 'Hi' }, key: 'hi' });
    expect([(await post(client)).status, (await post(freelancer)).status]).toEqual([201, 201]);
    const again = await post(client);
    expect([again.status, again.headers.get('idempotency-replayed')]).toEqual([201, 'true']);
    const { body } = await market.send('getTimeline', client, { params: { contractId } });
    expect((body as { data: { type: string }[] }).data.filter(({ type }) => type === 'message.posted')).toHaveLength(2);
  });

  test('the same creation under the same key, with another body, is 422', async () => {
    const send = (amount: number) =>
      market.send('createContract', 'server', { body: contractBody(amount), key: 'made' });
    expect([(await send(10_000)).status, (await send(10_000)).status, (await send(10_001)).status]).toEqual([
      201, 201, 422,
    ]);
  });
});

test('Prefer: return=minimal leaves the contract out and keeps its ETag', async () => {
  const headers = { prefer: 'respond-async, return=minimal' };
  const created = await market.send('createContract', 'server', { body: contractBody(10_000), headers });
  expect([created.status, created.body, created.headers.get('etag')]).toEqual([201, undefined, '"1"']);
  expect(created.headers.get('location')).toMatch(/^\/workroom\/contracts\/ctr_\w+$/);
  const { at } = await market.create(10_000);
  const funded = await market.send('fund', client, { params: at(0), body: {}, key: 'minimal', headers });
  expect([funded.status, funded.body, funded.headers.get('preference-applied')]).toEqual([
    204,
    undefined,
    'return=minimal',
  ]);
  expect(funded.headers.get('etag')).toMatch(/^"\d+"$/);
});

describe('session tokens', () => {
  const list = (token: string, headers: Record<string, string> = {}, method = 'GET') =>
    market.fetch(method, '/workroom/contracts', { headers: { authorization: `Bearer ${token}`, ...headers } });
  const code = async (response: Response) => ((await response.json()) as { code?: string }).code;

  test('expire after fifteen minutes of system time, whatever the contracts’ clock says', async () => {
    const other = openMarket();
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
    const before = openMarket({ sessionSecrets: [old] });
    const after = openMarket({ sessionSecrets: [fresh, old] });
    const gone = openMarket({ sessionSecrets: [fresh] });
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
    origins: [page],
    identify: ({ headers }) => (headers.get('cookie') === 'user=dana' ? client : null),
  });
  beforeAll(() => withCookie.workroom.ready, 60_000);
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
});

test('a person who asks too often is told how long to wait; the server and others are not', async () => {
  const limited = openMarket({ rateLimit: { burst: 3, perSecond: 0.5 } });
  const ask = async (as: typeof client | 'server', name: OperationName = 'listContracts') => {
    const { status, headers } = await limited.send(name, as);
    return [status, headers.get('retry-after')];
  };
  for (let time = 0; time < 3; time += 1) expect(await ask(client)).toEqual([200, null]);
  expect(await ask(client)).toEqual([429, '2']);
  expect(await ask(freelancer)).toEqual([200, null]);
  for (let time = 0; time < 10; time += 1) expect(await ask('server')).toEqual([200, null]);
  limited.system.ms += 2_000;
  expect([await ask(client), await ask(client)]).toEqual([
    [200, null],
    [429, '2'],
  ]);
  await limited.workroom.close();
});

test('an answer has the form that its contract’s ETag promises', async () => {
  const { contractId } = await market.create(10_000);
  const { headers, body } = await market.send('getContract', client, { params: { contractId } });
  expect(headers.get('etag')).toBe(`"${(body as WireContract).version}"`);
  expect(headers.get('cache-control')).toBe('no-store');
});
