import type { WireProblem } from '@workroom/core/api';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { client, contractBody, openMarket, secretKey, stranger, submitted } from '../testing/market.test.support.ts';

const market = openMarket();
beforeAll(() => market.workroom.ready, 240_000);
afterAll(() => market.workroom.close());

const asServer = { authorization: `Bearer ${secretKey}` };
const json = { 'content-type': 'application/json' };

/** A body as bytes, valid or not. */
async function post(body: BodyInit, headers: Record<string, string> = json, path = '/workroom/contracts') {
  const response = await market.fetch('POST', path, { headers: { ...asServer, ...headers }, body });
  return { status: response.status, headers: response.headers, problem: (await response.json()) as WireProblem };
}

describe('bodies', () => {
  test.each(['{', '', '[1,', '{"a":1,}', 'nul', '"\\ud8"', new Uint8Array([0x7b, 0xff, 0xfe, 0x7d])])(
    'malformed JSON %# has its own problem code',
    async (body) => {
      const answer = await post(body);
      expect(answer.problem).toMatchObject(
        body === '' ? { status: 422, code: 'invalid_request' } : { status: 400, code: 'malformed_json' },
      );
    },
  );

  test.each(['null', '[]', '"text"', '7', 'true'])('%s is valid JSON but not an object', async (body) => {
    expect((await post(body)).problem).toMatchObject({ status: 422, code: 'invalid_request' });
  });

  test.each([
    'text/plain',
    'application/x-www-form-urlencoded',
    'multipart/form-data; boundary=x',
    'application/jsonp',
  ])('415 for %s', async (type) => {
    expect((await post('{}', { 'content-type': type })).problem).toMatchObject({ code: 'unsupported_media_type' });
  });

  test.each(['application/json; charset=utf-8', 'application/vnd.api+json', 'APPLICATION/JSON'])(
    'accepts %s',
    async (type) => {
      const answer = await post(JSON.stringify(contractBody(10_000)), { 'content-type': type });
      expect(answer.status).toBe(201);
    },
  );

  test('413 by content-length, before a byte is read', async () => {
    const answer = await post('{}', { ...json, 'content-length': '262145' });
    expect(answer.problem).toMatchObject({ status: 413, code: 'body_too_large' });
  });

  test('413 by counting, without a content-length', async () => {
    let sent = 0;
    const endless = new ReadableStream({
      pull(controller) {
        sent += 65_536;
        controller.enqueue(new Uint8Array(65_536).fill(0x20));
      },
    });
    const response = await market.workroom.fetch(
      // `duplex` is missing from the DOM's types, but Node requires it.
      new Request('https://api.test/workroom/contracts', {
        method: 'POST',
        headers: { ...asServer, ...json },
        body: endless,
        duplex: 'half',
      } as RequestInit),
    );
    expect(response.status).toBe(413);
    expect(sent).toBeLessThan(1_000_000);
  });

  test('413 for a wrong content-length', async () => {
    const answer = await post(' '.repeat(262_145), { ...json, 'content-length': '2' });
    expect(answer.problem).toMatchObject({ status: 413 });
  });

  test.each(['[', '{"a":'])('excessive nesting (%s) is rejected', async (open) => {
    const close = open === '[' ? ']' : '}';
    const deep = `${open.repeat(40_000)}1${close.repeat(40_000)}`;
    expect((await post(deep)).problem).toMatchObject({ status: 422 });
    const inField = JSON.stringify({ ...contractBody(10_000), metadata: 0 }).replace(
      '"metadata":0',
      `"metadata":${deep}`,
    );
    expect((await post(inField)).problem).toMatchObject({ status: 422, errors: [{ code: 'too_deep' }] });
  });

  test('keys that are special in JavaScript are unknown fields', async () => {
    for (const field of ['__proto__', 'constructor', 'prototype', 'toString']) {
      const answer = await post(JSON.stringify(contractBody(10_000)).replace('{', `{"${field}":{"status":"ended"},`));
      expect(answer.problem).toMatchObject({ status: 422, errors: [{ pointer: `/${field}`, code: 'unknown_field' }] });
    }
    const inRecord = JSON.stringify({ ...contractBody(10_000), metadata: {} }).replace(
      '"metadata":{}',
      '"metadata":{"__proto__":"x"}',
    );
    expect((await post(inRecord)).problem).toMatchObject({ status: 422 });
    expect(({} as Record<string, unknown>).status).toBeUndefined();
  });

  test.each(['a\0b', '\ud800', '\udc00 alone'])(
    'text that a database cannot store is 422, with a pointer',
    async (title) => {
      const answer = await post(JSON.stringify({ ...contractBody(10_000), title }));
      expect(answer.problem).toMatchObject({ status: 422, errors: [{ pointer: '/title', code: 'invalid_text' }] });
      const key = await post(JSON.stringify({ ...contractBody(10_000), metadata: { [title]: 'x' } }));
      expect(key.problem).toMatchObject({ status: 422, errors: [{ code: 'invalid_text' }] });
    },
  );

  test('every error has its own pointer', async () => {
    const answer = await post(
      JSON.stringify({
        title: '',
        currency: 'usd',
        client: { id: 'u1' },
        freelancer: null,
        milestones: [
          { title: 'A', amount: '5' },
          { title: 'B', amount: 10_000, 'due/on~': '2026-01-01' },
        ],
        extra: 1,
      }),
    );
    expect(answer.problem.errors.map(({ pointer, code }) => [pointer, code])).toEqual(
      expect.arrayContaining([
        ['/title', 'too_small'],
        ['/currency', 'invalid_format'],
        ['/client/name', 'required'],
        ['/freelancer', 'invalid_type'],
        ['/milestones/0/amount', 'invalid_type'],
        ['/milestones/1/due~1on~0', 'unknown_field'],
        ['/extra', 'unknown_field'],
      ]),
    );
  });
});

describe('amounts', () => {
  test.each([
    [0, 422],
    [-1, 422],
    [499, 422],
    [1e20, 422],
    ['5', 422],
    [0.5, 422],
    [null, 422],
    [true, 422],
    [2 ** 53, 422],
    [500, 201],
    [2 ** 53 - 1, 422],
    [10 ** 12, 201],
  ])('a milestone of %s answers %d', async (amount, status) => {
    const body = { ...contractBody(), milestones: [{ title: 'A', amount }] };
    const answer = await market.send('createContract', 'server', { body });
    expect(answer.status).toBe(status);
    if (status === 422) expect((answer.body as WireProblem).errors[0]?.pointer).toBe('/milestones/0/amount');
  });

  test.each([0, -1, 1e20, '5', 0.5, 30_001, 2 ** 53])(
    'a release of %s is refused, and nothing moves',
    async (amount) => {
      const deal = await submitted(market, 30_000);
      const problem = await market.problem('release', client, { params: deal.at(0), body: { amount } });
      expect(problem).toMatchObject({ status: 422, errors: [{ pointer: '/amount' }] });
      const { milestones } = await market.contract('getContract', client, { params: { contractId: deal.contractId } });
      expect(milestones[0]).toMatchObject({ state: 'submitted', funds: { held: 30_000 } });
    },
  );
});

test('a title of 10,000 characters is refused', async () => {
  const body = { ...contractBody(10_000), title: 'x'.repeat(10_000) };
  expect(await market.problem('createContract', 'server', { body })).toMatchObject({ errors: [{ pointer: '/title' }] });
});

test('unknown ids and ids of other people’s contracts are 404', async () => {
  const { contractId, at } = await market.create(10_000);
  const fund = (params: Record<string, string>, as = client) => market.problem('fund', as, { params, body: {} });
  expect(await fund({ contractId, milestoneId: 'mst_unknown' })).toMatchObject({ status: 404 });
  expect(await fund({ contractId, milestoneId: contractId })).toMatchObject({ status: 404 });
  expect(await fund({ ...at(0), contractId: `${contractId}'--` })).toMatchObject({ status: 404 });
  expect(await fund(at(0), stranger)).toMatchObject({ status: 404, code: 'not_found' });
});

describe('queries', () => {
  test.each([
    ['limit=0', '/limit'],
    ['limit=101', '/limit'],
    ['limit=ten', '/limit'],
    ['status=open', '/status'],
    ['nothing=1', '/nothing'],
    ['q=%00', '/q'],
  ])('%s is 400, with the parameter’s name', async (query, pointer) => {
    const response = await market.fetch('GET', `/workroom/contracts?${query}`, { headers: asServer });
    const problem = (await response.json()) as WireProblem;
    expect(problem).toMatchObject({ status: 400, code: 'bad_parameter', errors: [{ pointer }] });
  });

  test('a repeated parameter is 400', async () => {
    const response = await market.fetch('GET', '/workroom/contracts?limit=1&limit=2', { headers: asServer });
    expect(response.status).toBe(400);
  });

  test('an invalid cursor is not a 500', async () => {
    for (const cursor of ['x', '%27%3B--', '%F0%9F%98%80', '%ff']) {
      const response = await market.fetch('GET', `/workroom/contracts?cursor=${cursor}`, { headers: asServer });
      expect(response.status).toBeLessThan(500);
    }
  });
});

describe('headers', () => {
  test.each([
    ['idempotency-key', 'a b'],
    ['idempotency-key', 'x'.repeat(256)],
    ['idempotency-key', ''],
    ['if-match', '7'],
    ['if-match', '"seven"'],
    ['if-match', '""'],
    ['if-match', '"7", x'],
    ['if-match', `"${'9'.repeat(400)}"`],
  ])('%s: %s is 400', async (name, value) => {
    const { contractId } = await market.create(10_000);
    const answer = await market.send('postMessage', client, {
      params: { contractId },
      body: { text: 'Hello' },
      headers: { [name]: value },
    });
    expect(answer).toMatchObject({ status: 400, body: { code: 'bad_parameter' } });
  });

  test.each([
    '',
    'Bearer',
    'Bearer ',
    'Basic dTpw',
    'Bearer a b',
    'Bearer wk_',
    'Bearer wk_wrong',
    'Bearer a.b.c',
    'Bearer ..',
    `Bearer ${'x'.repeat(9_000)}`,
  ])('authorization %# is not accepted', async (authorization) => {
    const response = await market.fetch('GET', '/workroom/contracts', { headers: { authorization } });
    expect(response.status).toBe(401);
    expect(response.headers.get('www-authenticate')).toMatch(/^Bearer/);
  });
});

test('no JSON body causes a 500', async () => {
  const deal = await market.create(10_000);
  const fields = fc.dictionary(
    fc.constantFrom(
      'amount',
      'leftover',
      'bonus',
      'message',
      'title',
      'milestones',
      'pay',
      'reason',
      'note',
      'links',
      '__proto__',
    ),
    fc.oneof(fc.jsonValue(), fc.integer(), fc.string({ unit: 'binary' })),
  );
  const names = [
    'release',
    'submit',
    'editMilestone',
    'addMilestones',
    'endContract',
    'requestRefund',
    'createContract',
  ] as const;
  await fc.assert(
    fc.asyncProperty(fc.constantFrom(...names), fc.oneof(fields, fc.jsonValue()), async (name, body) => {
      const as = name === 'createContract' ? 'server' : client;
      const { status } = await market.send(name, as, { params: deal.at(0), body, key: 'k'.repeat(8), ifMatch: 1 });
      expect(status).toBeLessThan(500);
    }),
    { numRuns: 150, seed: 20260302 },
  );
});
