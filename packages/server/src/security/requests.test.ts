import { type OperationName, operation, operations, schemas } from '@workroom/core/api';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { client, openMarket, secretKey, sessionSecret } from '../testing/market.test.support.ts';
import { ownStore } from '../testing/own-database.test.support.ts';
import type { Timer } from '../timer.ts';

const page = 'https://market.example';
const store = ownStore();
const market = openMarket({
  database: store,
  origins: [page],
  identify: ({ headers }) => (headers.get('cookie') === 'user=dana' ? client : null),
});
beforeAll(() => market.workroom.ready, 240_000);
afterAll(async () => {
  await market.workroom.close();
  await store.close();
});

const names = Object.keys(operations) as OperationName[];
// Only the provider reads the signed body, as bytes.
const writing = names.filter((name) => operation(name).method !== 'GET' && operation(name).rawBody !== true);
const pathOf = (name: OperationName) => `/workroom${operation(name).path.replace(/\{\w+\}/g, 'ctr_0')}`;

describe('a cookie alone cannot run commands (CSRF)', () => {
  const byPeople = writing.filter((name) => operation(name).who.includes('person'));
  test.each(byPeople)('%s: no Origin, null, and other pages are refused', async (name) => {
    for (const origin of [
      null,
      'null',
      'https://market.example.evil.example',
      'https://evil.example',
      `${page}:8443`,
      'http://market.example',
      '',
    ]) {
      const headers = {
        cookie: 'user=dana',
        'content-type': 'application/json',
        'idempotency-key': 'k',
        ...(origin === null ? {} : { origin }),
      };
      const response = await market.fetch(operation(name).method, pathOf(name), { headers, body: '{}' });
      expect([name, origin, response.status, ((await response.json()) as { code: string }).code]).toEqual([
        name,
        origin,
        403,
        'origin_not_allowed',
      ]);
      expect(response.headers.has('access-control-allow-origin')).toBe(false);
    }
  });

  test('a form cannot either: requests without a preflight are not JSON', async () => {
    for (const type of ['text/plain', 'application/x-www-form-urlencoded', 'multipart/form-data; boundary=x']) {
      const headers = { cookie: 'user=dana', origin: page, 'content-type': type };
      const { contractId } = await market.create(10_000);
      const response = await market.fetch('POST', `/workroom/contracts/${contractId}/messages`, {
        headers,
        body: '{"text":"Hi"}',
      });
      expect(response.status).toBe(415);
    }
  });
});

describe('a body has only the fields of its schema', () => {
  const withBody = writing.filter((name) => operation(name).body !== undefined);
  const reserved = [
    'id',
    'version',
    'status',
    'state',
    'held',
    'totals',
    'viewer',
    'policy',
    'createdAt',
    'actor',
    'isAdmin',
  ];

  test.each(withBody)('%s: mass assignment', async (name) => {
    const known = Object.keys(shapeOf(operation(name).body ?? ''));
    for (const field of reserved.filter((each) => !known.includes(each))) {
      expect(await fieldsRefused(name, `{${JSON.stringify(field)}:1}`)).toContain(`/${field} unknown_field`);
    }
  });

  test.each(writing)('%s: __proto__, constructor and prototype', async (name) => {
    for (const key of ['__proto__', 'constructor', 'prototype']) {
      const polluted = `{"${key}":{"polluted":true,"prototype":{"polluted":true}}}`;
      expect(await fieldsRefused(name, polluted)).toContain(`/${key} unknown_field`);
      const nested = `{"client":${polluted},"milestones":[${polluted}],"user":${polluted},"changes":[{"add":${polluted}}],"links":[${polluted}]}`;
      expect((await fieldsRefused(name, nested)).length).toBeGreaterThan(0);
    }
    expect([({} as { polluted?: unknown }).polluted, Object.hasOwn(Object.prototype, 'polluted')]).toEqual([
      undefined,
      false,
    ]);
  });

  async function fieldsRefused(name: OperationName, body: string): Promise<readonly string[]> {
    const { method, who } = operation(name);
    const token = who.includes('server') ? secretKey : (await market.workroom.sessions.create({ user: client })).token;
    const path = `/workroom${operation(name).path.replace(/\{(\w+)Id\}/g, (_, kind: string) => `${prefixes[kind] ?? kind}_0`)}`;
    const headers = {
      authorization: `Bearer ${token}`,
      'content-type': 'application/json',
      'idempotency-key': 'k',
      'if-match': '"1"',
    };
    const response = await market.fetch(method, path, { headers, body });
    expect([name, response.status]).toEqual([name, 422]);
    const { errors } = (await response.json()) as { errors: { pointer: string; code: string }[] };
    return errors.map(({ pointer, code }) => `${pointer} ${code}`);
  }
});

const prefixes: Readonly<Record<string, string>> = {
  contract: 'ctr',
  milestone: 'mst',
  submission: 'sub',
  proposal: 'prp',
  refundRequest: 'rfd',
  dispute: 'dsp',
  approval: 'apr',
  payment: 'pay',
  return: 'ret',
  chargeback: 'cbk',
  difference: 'dif',
  document: 'doc',
  webhookEndpoint: 'whk',
  delivery: 'dlv',
  upload: 'upl',
};

function shapeOf(name: string): object {
  const schema: unknown = Object.entries(schemas).find(([each]) => each === name)?.[1];
  return typeof schema === 'object' && schema !== null && 'shape' in schema ? (schema.shape as object) : {};
}

test('a slow body times out after thirty seconds, and blocks neither others nor the shutdown', async () => {
  const waits = new Map<number, () => void>();
  const timer: Timer = (run, afterMs) => {
    waits.set(afterMs, run);
    return () => {};
  };
  // Another time limit than that of a body, so that the two can be distinguished.
  const slow = openMarket({ database: store, timer, closeWithinMs: 60_000 });
  let isCancelled = false;
  let isAsked = () => {};
  const asked = new Promise<void>((resolve) => {
    isAsked = resolve;
  });
  const body = new ReadableStream<Uint8Array>({
    pull(controller) {
      controller.enqueue(new TextEncoder().encode('{"title":'));
      isAsked();
      return new Promise(() => {});
    },
    cancel() {
      isCancelled = true;
    },
  });
  const headers = { authorization: `Bearer ${secretKey}`, 'content-type': 'application/json' };
  const trickling = slow.workroom.fetch(
    // `duplex` is missing from the DOM's types, but Node requires it.
    new Request('https://api.test/workroom/contracts', {
      method: 'POST',
      headers,
      body,
      duplex: 'half',
    } as RequestInit),
  );
  await asked;
  expect((await slow.fetch('GET', '/workroom/health')).status).toBe(200);
  const ending = slow.workroom.close();
  waits.get(30_000)?.();
  expect((await trickling).status).toBe(408);
  await ending;
  expect(isCancelled).toBe(true);
});

test('the log and returned errors contain no secret, token, cookie or user text', async () => {
  const reported: string[] = [];
  const failing = openMarket({
    database: { ...store, listContracts: () => Promise.reject(new Error('the connection is gone')) },
    onError: (error, about) =>
      void reported.push(`${error instanceof Error ? error.stack : error} ${JSON.stringify(about)}`),
  });
  const { token } = await failing.workroom.sessions.create({ user: client });
  const bearers = [token, secretKey, 'wk_wrong_key_0123456789', `${token.slice(0, -2)}AA`];
  for (const bearer of bearers) {
    const headers = { authorization: `Bearer ${bearer}`, cookie: 'user=secretive', 'idempotency-key': 'key-secretive' };
    await failing.fetch('GET', '/workroom/contracts?q=words-secretive', { headers });
    await failing.fetch('POST', '/workroom/contracts', {
      headers: { ...headers, 'content-type': 'application/json' },
      body: '{"title":"title-secretive"',
    });
  }
  await failing.workroom.close();
  const log = JSON.stringify(failing.lines) + reported.join('\n');
  expect(reported.length).toBeGreaterThan(0);
  for (const secret of [...bearers, sessionSecret, 'secretive']) expect(log).not.toContain(secret);
});
