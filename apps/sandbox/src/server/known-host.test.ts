import { Hono } from 'hono';
import { describe, expect, test } from 'vitest';
import { knownHost } from './known-host.ts';

const app = new Hono().use(knownHost(['Sandbox.example'])).all('*', (context) => context.text('done'));
const status = async (url: string, init?: RequestInit) => (await app.request(url, init)).status;

describe('a page on another site cannot reach the sandbox under a name that resolves to it', () => {
  test.each([
    'http://evil.example:4400/sandbox/sign-in',
    'http://evil.example:4400/workroom/contracts',
    'http://127.0.0.1.evil.example:4400/',
    'http://localhost.evil.example:4400/',
    'http://notlocalhost:4400/',
  ])('%s is refused although its origin is the same', async (url) => {
    const headers = { origin: new URL(url).origin };
    expect(await status(url, { method: 'POST', headers })).toBe(421);
    expect(await status(url)).toBe(421);
  });

  test.each([
    'http://localhost:4400/',
    'http://app.localhost:4400/',
    'http://127.0.0.1:4400/',
    'http://192.168.1.20:4400/',
    'http://[::1]:4400/',
    'http://sandbox.example/',
  ])('%s is accepted', async (url) => {
    expect(await status(url)).toBe(200);
  });

  test('the refusal says what to do', async () => {
    const { detail } = await (await app.request('http://box.example:4400/')).json();
    expect(detail).toContain('WORKROOM_HOSTS=box.example');
  });
});
