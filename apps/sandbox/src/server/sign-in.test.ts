import { expect, test } from 'vitest';
import type { SandboxPerson } from '../people.ts';
import { signInRoutes } from './sign-in.ts';

const app = signInRoutes({
  cookieSecret: 'a secret of the test',
  createSession: async ({ id }: SandboxPerson) => ({ token: `token of ${id}`, expiresAt: '2026-11-22T12:15:00Z' }),
});

function signIn(form: Record<string, string>) {
  return app.request('/sign-in', { method: 'POST', body: new URLSearchParams(form) });
}

async function cookieOf(person: string): Promise<string> {
  return (await signIn({ person })).headers.get('set-cookie')?.split(';')[0] ?? '';
}

test('signing in leads to the contracts, with a cookie that scripts cannot read', async () => {
  const answer = await signIn({ person: 'dana' });
  expect([answer.status, answer.headers.get('location')]).toEqual([303, '/contracts']);
  expect(answer.headers.get('set-cookie')).toMatch(/HttpOnly; SameSite=Lax/);
});

test('signing in as staff leads to the operations', async () => {
  expect((await signIn({ person: 'rae' })).headers.get('location')).toBe('/operations');
  const answer = await app.request('/session', { method: 'POST', headers: { cookie: await cookieOf('rae') } });
  expect(await answer.json()).toMatchObject({ token: 'token of rae' });
});

test('the session belongs to the signed-in person', async () => {
  const answer = await app.request('/session', { method: 'POST', headers: { cookie: await cookieOf('lee') } });
  expect(await answer.json()).toEqual({ token: 'token of lee', expiresAt: '2026-11-22T12:15:00Z' });
});

test('a visitor without a sign-in gets no session', async () => {
  const answer = await app.request('/session', { method: 'POST' });
  expect([answer.status, (await answer.json()).code]).toEqual([401, 'unauthenticated']);
});

test('a forged cookie is not accepted', async () => {
  const forged = (await cookieOf('dana')).replace('dana', 'lee');
  expect(await (await app.request('/me', { headers: { cookie: forged } })).json()).toEqual({ person: null });
});

test.each([
  ['/contracts/ctr_1?milestone=mst_1', '/contracts/ctr_1?milestone=mst_1'],
  ['https://elsewhere.example', '/contracts'],
  ['//elsewhere.example', '/contracts'],
  ['/\\elsewhere.example', '/contracts'],
])('after signing in, %s leads to %s', async (next, to) => {
  expect((await signIn({ person: 'dana', next })).headers.get('location')).toBe(to);
});

test('an unknown person is refused', async () => {
  expect((await signIn({ person: 'mallory' })).status).toBe(422);
});
