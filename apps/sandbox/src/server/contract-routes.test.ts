import { Hono } from 'hono';
import { expect, test } from 'vitest';
import { contractRoutes } from './contract-routes.ts';
import { signInRoutes } from './sign-in.ts';

const cookieSecret = 'a secret of the test';
const made: unknown[] = [];
const api = {
  createContract: async ({ body }: { body: unknown }) => {
    made.push(body);
    return { id: 'ctr_1' };
  },
  appointMediator: async () => ({}),
} as unknown as Parameters<typeof contractRoutes>[0]['api'];
const app = new Hono()
  .route('/', signInRoutes({ cookieSecret, createSession: async ({ id }) => ({ token: id, expiresAt: '' }) }))
  .route('/contracts', contractRoutes({ api, cookieSecret }));

async function cookieOf(person: string): Promise<string> {
  const answer = await app.request('/sign-in', { method: 'POST', body: new URLSearchParams({ person }) });
  return answer.headers.get('set-cookie')?.split(';')[0] ?? '';
}

const post = async (person: string | null, body: unknown) =>
  app.request('/contracts', {
    method: 'POST',
    headers: person === null ? {} : { cookie: await cookieOf(person) },
    body: JSON.stringify(body),
  });

const valid = { template: 'logo', title: 'Logo', freelancer: 'lee' };

test('a client creates a contract from a template', async () => {
  const answer = await post('dana', valid);
  expect([answer.status, await answer.json()]).toEqual([201, { id: 'ctr_1' }]);
  expect(made).toEqual([
    expect.objectContaining({ client: { id: 'dana', name: 'Dana Whitlock' }, status: 'active', title: 'Logo' }),
  ]);
});

test.each([
  ['nobody', null, valid, 401],
  ['a freelancer', 'lee', valid, 403],
  ['a template that does not exist', 'dana', { ...valid, template: 'none' }, 422],
  ['an empty title', 'dana', { ...valid, title: ' ' }, 422],
  ['a freelancer who is a client', 'dana', { ...valid, freelancer: 'priya' }, 422],
  ['an unknown field', 'dana', { ...valid, amount: 1 }, 422],
])('refuses %s', async (_, person, body, status) => {
  expect((await post(person, body)).status).toBe(status);
});

test('a session for the other side requires a sign-in', async () => {
  const headers = { cookie: await cookieOf('dana') };
  expect(await (await app.request('/session?as=lee', { method: 'POST', headers })).json()).toMatchObject({
    token: 'lee',
  });
  expect((await app.request('/session?as=mallory', { method: 'POST', headers })).status).toBe(401);
  expect((await app.request('/session?as=lee', { method: 'POST' })).status).toBe(401);
});
