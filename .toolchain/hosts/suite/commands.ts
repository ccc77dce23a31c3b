import { expect, test } from 'vitest';
import { setup } from '../fixtures/setup.ts';
import { asClient, ask, asServer, contractBody, type Made, makeContract } from './client.ts';

/** Commands, their headers, and problems pass through unchanged. */
export function commands(base: () => string, hostUrl: () => string): void {
  const page = { ...asClient, origin: setup.page };

  test('a contract is created, funded once with one key, and read with its ETag', async () => {
    const made = await ask(`${base()}/contracts`, { headers: asServer, body: contractBody() });
    expect([made.status, made.headers.get('etag'), made.headers.get('content-type')]).toEqual([
      201,
      '"1"',
      'application/json',
    ]);
    const { id, milestones } = made.json as unknown as Made;
    expect(made.headers.get('location')).toBe(`${setup.basePath}/contracts/${id}`);
    const fund = () =>
      ask(`${base()}/contracts/${id}/milestones/${milestones[0]?.id}/fund`, {
        headers: { ...page, 'idempotency-key': `fund-${id}`, 'if-match': '"1"' },
        body: {},
      });
    const funded = await fund();
    expect([funded.status, funded.headers.has('idempotency-replayed')]).toEqual([200, false]);
    const again = await fund();
    expect([again.status, again.headers.get('idempotency-replayed')]).toEqual([200, 'true']);
    const read = await ask(`${hostUrl()}${made.headers.get('location')}`, { headers: asClient });
    expect((read.json as unknown as Made).milestones[0]).toMatchObject({ title: 'Logo – “größer”', state: 'funded' });
    expect(read.headers.get('etag')).toBe(again.headers.get('etag'));
  });

  test('PUT, PATCH and DELETE reach the handler', async () => {
    const { id, milestones } = await makeContract(base());
    const at = `${base()}/contracts/${id}`;
    const patched = await ask(at, {
      method: 'PATCH',
      headers: { ...page, 'if-match': '"1"' },
      body: { title: 'Another' },
    });
    expect([patched.status, patched.json.title]).toEqual([200, 'Another']);
    const mediator = { id: 'noor', name: 'Noor' };
    const put = await ask(`${at}/mediator`, { method: 'PUT', headers: asServer, body: { mediator } });
    expect(put.status).toBe(200);
    const removed = await ask(`${at}/milestones/${milestones[0]?.id}`, {
      method: 'DELETE',
      headers: { ...page, 'if-match': put.headers.get('etag') ?? '' },
    });
    expect([removed.status, removed.json.milestones]).toEqual([200, []]);
  });

  test('Prefer: return=minimal gives a 204 without a body', async () => {
    const { id } = await makeContract(base());
    const posted = await ask(`${base()}/contracts/${id}/messages`, {
      headers: { ...page, prefer: 'return=minimal' },
      body: { text: 'Hello' },
    });
    expect([posted.status, posted.text]).toEqual([201, '']);
  });

  test.each([
    ['a request without a sign-in', '/contracts', {}, 401, 'unauthenticated'],
    ['an unknown route', '/nowhere', {}, 404, 'not_found'],
    ['an unsupported method', '/health', { method: 'DELETE' }, 405, 'method_not_allowed'],
    ['a broken body', '/contracts', { headers: asServer, body: '{' }, 400, 'malformed_json'],
    ['an invalid field', '/contracts', { headers: asServer, body: {} }, 422, 'invalid_request'],
    [
      'text that is not UTF-8',
      '/contracts',
      { headers: asServer, body: new Uint8Array([0x22, 0xff, 0x22]) },
      400,
      'malformed_json',
    ],
  ])('%s gets a problem', async (_, path, request, status, code) => {
    const reply = await ask(`${base()}${path}`, request);
    expect([reply.status, reply.headers.get('content-type'), reply.json.code]).toEqual([
      status,
      'application/problem+json',
      code,
    ]);
    expect(reply.json.requestId).toBe(reply.headers.get('x-request-id'));
    expect(reply.headers.has('www-authenticate')).toBe(status === 401);
    expect(reply.headers.get('allow')).toBe(status === 405 ? 'GET, HEAD, OPTIONS' : null);
  });
}
