import { type OperationName, operations, type WireContract, type WireProblem } from '@workroom/core/api';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import {
  client,
  contractBody,
  freelancer,
  openMarket,
  secretKey,
  sessionSecret,
} from '../testing/market.test.support.ts';
import { ownStore } from '../testing/own-database.test.support.ts';

const page = 'https://market.example';
const store = ownStore();
const market = openMarket({ database: store, origins: [page] });
beforeAll(() => market.workroom.ready, 240_000);
afterAll(async () => {
  await market.workroom.close();
  await store.close();
});

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

  test('a preflight allows the tracing headers, or those that the host configures', async () => {
    const allowedBy = async (handler: typeof market) => {
      const { headers } = await handler.fetch('OPTIONS', '/workroom/contracts', {
        headers: { origin: page, 'access-control-request-method': 'POST' },
      });
      return (headers.get('access-control-allow-headers') ?? '').toLowerCase().split(', ');
    };
    const byDefault = await allowedBy(market);
    for (const name of ['traceparent', 'tracestate', 'baggage', 'sentry-trace', 'x-workroom-authorization']) {
      expect(byDefault).toContain(name);
    }
    const other = openMarket({ database: store, origins: [page], allowedHeaders: ['X-Datadog-Trace-Id'] });
    const chosen = await allowedBy(other);
    expect(chosen).toEqual(expect.arrayContaining(['x-datadog-trace-id', 'authorization', 'idempotency-key']));
    expect(chosen).not.toContain('traceparent');
    await other.workroom.close();
    expect(() => openMarket({ database: store, allowedHeaders: ['x y'] })).toThrow(/allowedHeaders/);
  });

  test.each([
    'https://evil.example',
    'http://market.example',
    'https://market.example.evil',
    'https://market.example:444',
    'null',
  ])('a page of %s is not allowed', async (origin) => {
    const { status, headers } = await preflight(origin);
    expect([status, headers.get('access-control-allow-origin')]).toEqual([403, null]);
    const read = await market.fetch('GET', '/workroom/health', { headers: { origin } });
    expect([read.headers.get('access-control-allow-origin'), read.headers.get('vary')]).toEqual([null, 'Origin']);
  });

  test('a listed page can read responses and problems, with the headers a widget needs', async () => {
    for (const path of ['/workroom/health', '/workroom/contracts', '/nowhere']) {
      const { headers } = await market.fetch('GET', path, { headers: { origin: page } });
      expect(headers.get('access-control-allow-origin')).toBe(page);
      for (const name of ['ETag', 'Idempotency-Replayed', 'Retry-After', 'X-Request-Id']) {
        expect(headers.get('access-control-expose-headers')).toContain(name);
      }
    }
  });
});

describe('a page whose origin is not listed', () => {
  const warnings = (lines: typeof market.lines) => lines.filter(({ level }) => level === 'warn');

  test('is logged once, with the fix', async () => {
    const other = openMarket({ database: store, origins: [page] });
    other.lines.length = 0;
    const headers = { origin: 'https://new.example', 'sec-fetch-site': 'cross-site' };
    await other.fetch('OPTIONS', '/workroom/contracts', {
      headers: { ...headers, 'access-control-request-method': 'POST' },
    });
    await other.fetch('GET', '/workroom/contracts', { headers });
    await other.fetch('GET', '/workroom/health', { headers: { origin: 'https://new.example' } });
    expect(warnings(other.lines)).toEqual([
      expect.objectContaining({ origin: 'https://new.example', message: expect.stringContaining('`origins`') }),
    ]);
    // Many different origins do not fill the log.
    for (let n = 0; n < 50; n += 1)
      await other.fetch('GET', '/health', { headers: { origin: `https://${n}.example` } });
    expect(warnings(other.lines).length).toBeLessThanOrEqual(20);
    await other.workroom.close();
  });

  test('is not logged if it is listed, is the handler’s own origin, or is not a page', async () => {
    const other = openMarket({ database: store, origins: [page] });
    other.lines.length = 0;
    const own = [
      { origin: page },
      // TLS ends before the handler: the scheme differs, the host does not.
      { origin: 'https://api.test', 'sec-fetch-site': 'same-origin' },
      { origin: 'http://api.test' },
      { origin: 'a "line"' },
      {},
    ];
    for (const headers of own)
      await other.fetch('GET', '/workroom/health', { headers: headers as Record<string, string> });
    expect(warnings(other.lines)).toEqual([]);
    await other.workroom.close();
  });
});

describe('routes', () => {
  test('an unknown route is a 404 problem', async () => {
    for (const path of ['/', '/workroom', '/workroom/', '/workroom/nothing', '/elsewhere', '//']) {
      const response = await market.fetch('GET', path, { headers: asServer });
      expect(response.headers.get('content-type')).toBe('application/problem+json');
      expect((await response.json()) as WireProblem).toMatchObject({ status: 404, code: 'not_found', instance: path });
    }
  });

  test('a wrong method is a 405 with `Allow`', async () => {
    const put = await market.fetch('PUT', '/workroom/contracts');
    expect([put.status, put.headers.get('allow')]).toEqual([405, 'GET, POST, HEAD, OPTIONS']);
    const get = await market.fetch('GET', '/workroom/contracts/ctr_1/milestones/mst_1/release');
    expect([get.status, get.headers.get('allow')]).toEqual([405, 'POST, OPTIONS']);
    const brew = await market.fetch('BREW', '/workroom/health');
    expect(brew.status).toBe(405);
  });

  test('HEAD is GET without a body, OPTIONS lists the methods', async () => {
    const head = await market.fetch('HEAD', '/workroom/health');
    expect([head.status, await head.text(), head.headers.get('content-type')]).toEqual([200, '', 'application/json']);
    const refused = await market.fetch('HEAD', '/workroom/contracts');
    expect([refused.status, await refused.text()]).toEqual([401, '']);
    const options = await market.fetch('OPTIONS', '/workroom/contracts');
    expect([options.status, options.headers.get('allow')]).toEqual([204, 'GET, POST, HEAD, OPTIONS']);
  });

  test('a trailing slash is ignored', async () => {
    const { contractId } = await market.create(10_000);
    for (const path of ['/health/', '/contracts/', `/contracts/${contractId}/timeline/?limit=1`]) {
      expect((await market.fetch('GET', `/workroom${path}`, { headers: asServer })).status).toBe(200);
      expect((await market.fetch('GET', path, { headers: asServer })).status).toBe(200);
    }
    const posted = await market.fetch('POST', '/workroom/contracts/', {
      headers: { ...asServer, 'content-type': 'application/json' },
      body: JSON.stringify(contractBody(10_000)),
    });
    expect(posted.status).toBe(201);
    const { status, headers } = await market.fetch('PUT', '/workroom/contracts/');
    expect([status, headers.get('allow')]).toEqual([405, 'GET, POST, HEAD, OPTIONS']);
  });

  test('the host may have removed the base path', async () => {
    expect((await market.fetch('GET', '/workroom/health')).status).toBe(200);
    expect((await market.fetch('GET', '/health')).status).toBe(200);
    expect((await market.fetch('GET', '/workroomhealth')).status).toBe(404);
    expect((await market.fetch('GET', '/workroom/workroom/health')).status).toBe(404);
  });

  test.each(['', '/', '/api/v1/deals/'])('a base path of "%s"', async (basePath) => {
    const other = openMarket({ database: store, basePath });
    expect((await other.fetch('GET', `${basePath.replace(/\/$/, '')}/health`)).status).toBe(200);
    expect((await other.fetch('GET', '/health')).status).toBe(200);
    await other.workroom.close();
  });

  test.each(['/contracts', 'workroom', '/a b', '/x?y'])('a base path of "%s" is rejected at once', (basePath) => {
    expect(() => openMarket({ database: store, basePath })).toThrow(/basePath/);
  });
});

test('every response and its log line have a request id', async () => {
  const { status, headers, body } = await market.send('getContract', client, { params: { contractId: 'ctr_none' } });
  const requestId = headers.get('x-request-id');
  expect([status, (body as WireProblem).requestId]).toEqual([404, requestId]);
  expect(market.lines).toContainEqual(expect.objectContaining({ requestId, status: 404, code: 'not_found' }));
  const given = await market.fetch('GET', '/workroom/health', { headers: { 'x-request-id': 'proxy-1.2' } });
  expect(given.headers.get('x-request-id')).toBe('proxy-1.2');
  const odd = await market.fetch('GET', '/workroom/health', { headers: { 'x-request-id': 'a "line"' } });
  expect(odd.headers.get('x-request-id')).toMatch(/^req_/);
});

test('the log contains no secret, token or body', async () => {
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

test('Prefer: return=minimal omits the contract and keeps its ETag', async () => {
  const headers = { prefer: 'respond-async, return=minimal' };
  const created = await market.send('createContract', 'server', { body: contractBody(10_000), headers });
  expect([created.status, created.body, created.headers.get('etag')]).toEqual([201, undefined, '"1"']);
  expect(created.headers.get('location')).toMatch(/^\/workroom\/contracts\/ctr_\w+$/);
  const { at } = await market.create(10_000);
  const funded = await market.send('fund', client, { params: at(0), body: {}, key: 'minimal', headers, ifMatch: 1 });
  expect([funded.status, funded.body, funded.headers.get('preference-applied')]).toEqual([
    204,
    undefined,
    'return=minimal',
  ]);
  expect(funded.headers.get('etag')).toMatch(/^"\d+"$/);
});

test('a person over the rate limit gets `Retry-After`; the server and others are not limited', async () => {
  const limited = openMarket({ database: store, rateLimit: { burst: 3, perSecond: 0.5 } });
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

test('a contract response has its version as the ETag and is not cached', async () => {
  const { contractId } = await market.create(10_000);
  const { headers, body } = await market.send('getContract', client, { params: { contractId } });
  expect(headers.get('etag')).toBe(`"${(body as WireContract).version}"`);
  expect(headers.get('cache-control')).toBe('no-store');
});
