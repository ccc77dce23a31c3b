import { expect, test } from 'vitest';
import { setup } from '../fixtures/setup.ts';
import { asClient, ask, asServer, makeContract } from './client.ts';

const { page } = setup;
const elsewhere = 'https://elsewhere.example';

/** Tests for browsers: CORS, and cookies that only work for listed pages. */
export function pages(base: () => string): void {
  const preflight = (origin: string) =>
    ask(`${base()}/contracts`, {
      method: 'OPTIONS',
      headers: {
        origin,
        'access-control-request-method': 'POST',
        'access-control-request-headers': 'authorization, content-type',
      },
    });

  test('a preflight from a listed page is answered', async () => {
    const { status, headers } = await preflight(page);
    expect([status, headers.get('access-control-allow-origin')]).toEqual([204, page]);
    expect(headers.get('access-control-allow-methods')).toContain('PATCH');
    expect(headers.get('access-control-allow-headers')?.toLowerCase()).toContain('idempotency-key');
    const refused = await preflight(elsewhere);
    expect([refused.status, refused.headers.has('access-control-allow-origin')]).toEqual([403, false]);
  });

  test('a listed page may read answers, including problems', async () => {
    const read = (origin: string, headers: Readonly<Record<string, string>>) =>
      ask(`${base()}/contracts`, { headers: { ...headers, origin } });
    for (const headers of [asServer, {}]) {
      const reply = await read(page, headers);
      expect(reply.headers.get('access-control-allow-origin')).toBe(page);
      expect(reply.headers.get('access-control-expose-headers')).toContain('ETag');
      expect(reply.headers.get('vary')).toMatch(/Origin/i);
      expect((await read(elsewhere, headers)).headers.has('access-control-allow-origin')).toBe(false);
    }
  });

  test('a cookie allows reading, and commands only from a listed page', async () => {
    const { id } = await makeContract(base());
    const at = `${base()}/contracts/${id}`;
    expect((await ask(at, { headers: asClient })).json.viewer).toBe('client');
    const post = async (headers: Readonly<Record<string, string>>) =>
      (await ask(`${at}/messages`, { headers: { ...asClient, ...headers }, body: { text: 'Hi' } })).status;
    expect(await post({})).toBe(403);
    expect(await post({ origin: 'null' })).toBe(403);
    expect(await post({ origin: elsewhere })).toBe(403);
    expect(await post({ origin: page })).toBe(201);
  });
}
