import { Hono } from 'hono';
import { expect, test } from 'vitest';
import { sameOrigin } from './same-origin.ts';

const app = new Hono().use(sameOrigin).all('/', (context) => context.text('done'));

const post = async (headers: Record<string, string>) =>
  (await app.request('http://localhost:4400/', { method: 'POST', headers })).status;

test('pages of the sandbox and programs may send commands', async () => {
  expect(await post({ origin: 'http://localhost:4400' })).toBe(200);
  expect(await post({})).toBe(200);
});

test.each(['http://localhost:3000', 'https://elsewhere.example', 'null', 'http://localhost:4400.elsewhere.example'])(
  'a page of %s may not send commands',
  async (origin) => {
    expect(await post({ origin })).toBe(403);
  },
);

test('every page may read', async () => {
  const headers = { origin: 'https://elsewhere.example' };
  expect((await app.request('http://localhost:4400/', { headers })).status).toBe(200);
});
