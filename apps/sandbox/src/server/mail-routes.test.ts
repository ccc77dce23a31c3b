import { expect, test } from 'vitest';
import type { SentMail } from './mail-outbox.ts';
import { mailRoutes } from './mail-routes.ts';
import { signInRoutes } from './sign-in.ts';

const cookieSecret = 'a secret for tests';
const mail: SentMail = {
  to: { name: 'Dana', address: 'dana@quillmoor.example' },
  subject: 'New contract',
  text: 'Hello',
  html: '<p style="color:red">Hello</p>',
  messageId: 'evt_1.dana@workroom',
  contractId: 'ctr_1',
  type: 'contract.created',
  headers: {},
  at: '2026-03-02T09:00:00.000Z',
};
const app = mailRoutes(
  { send: async () => {}, list: () => [mail], find: (id) => (id === mail.messageId ? mail : null) },
  cookieSecret,
);

test('a signed-in person reads the mails on a page without scripts and external resources', async () => {
  const { headers } = await signInRoutes({
    cookieSecret,
    createSession: async () => ({ token: '', expiresAt: '' }),
  }).request('/sign-in', { method: 'POST', body: new URLSearchParams({ person: 'dana' }) });
  const cookie = headers.get('set-cookie')?.split(';')[0] ?? '';
  const list = await app.request('/', { headers: { cookie } });
  expect(await list.json()).toEqual([
    { id: mail.messageId, at: mail.at, to: 'Dana', subject: mail.subject, type: mail.type },
  ]);
  const one = await app.request(`/${encodeURIComponent(mail.messageId)}`, { headers: { cookie } });
  expect(await one.text()).toBe(mail.html);
  expect(one.headers.get('content-security-policy')).toContain("default-src 'none'");
  expect((await app.request('/other', { headers: { cookie } })).status).toBe(404);
  expect((await app.request('/')).status).toBe(401);
});
