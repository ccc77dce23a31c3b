import { createWorkroom } from '@workroom/server';
import { simulatedProvider } from '@workroom/server/payments';
import { ownDatabaseUrl } from '@workroom/toolchain/postgres';
import { Hono } from 'hono';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { personWith } from '../people.ts';
import { paymentRoutes } from './payment-routes.ts';
import { signInRoutes } from './sign-in.ts';

const cookieSecret = 'a secret of the test';
const provider = simulatedProvider();
const workroom = createWorkroom({
  database: await ownDatabaseUrl(),
  payments: provider,
  // As in the sandbox: the provider is in this process and is asked at once.
  paymentTiming: { poll: { firstMs: 0, mostMs: 0 } },
  sweep: false,
  logger: () => {},
});
const app = new Hono()
  .route('/', signInRoutes({ cookieSecret, createSession: async () => ({ token: '', expiresAt: '' }) }))
  .route(
    '/payments',
    paymentRoutes({
      provider,
      api: workroom.api,
      cookieSecret,
      afterAnswer: async () => void (await workroom.sweep()),
    }),
  );
let waiting: { contractId: string; paymentId: string };

beforeAll(async () => {
  const [dana, lee] = [personWith('dana'), personWith('lee')];
  if (dana === null || lee === null) throw new Error('the people of the sandbox are not there');
  const client = { id: dana.id, name: dana.name };
  const contract = await workroom.api.createContract({
    actor: 'server',
    body: {
      title: 'Logo',
      currency: 'USD',
      status: 'active',
      client,
      freelancer: { id: lee.id, name: lee.name },
      milestones: [{ title: 'Sketches', amount: 50_000 }],
    },
  });
  const funded = await workroom.api.fund({
    actor: client,
    contractId: contract.id,
    milestoneId: contract.milestones[0]?.id ?? '',
    idempotencyKey: 'fund-1',
    body: { paymentMethod: 'pm_needs_action' },
  });
  const payment = funded.payments.find(({ status }) => status === 'requires_action');
  waiting = { contractId: contract.id, paymentId: payment?.id ?? '' };
}, 180_000);
afterAll(() => workroom.close());

async function answer(person: string | null, paymentId: string, pressed = 'confirm') {
  const signedIn = await app.request('/sign-in', {
    method: 'POST',
    body: new URLSearchParams({ person: person ?? '' }),
  });
  const cookie = signedIn.headers.get('set-cookie')?.split(';')[0] ?? '';
  const answered = await app.request(`/payments/${paymentId}/${pressed}`, { method: 'POST', headers: { cookie } });
  return { status: answered.status, body: await answered.json() };
}
const stateNow = async () => {
  const { milestones } = await workroom.api.getContract({ actor: 'server', contractId: waiting.contractId });
  return milestones[0]?.state;
};

test.each(['priya', 'lee', 'noor', 'sam'])('%s can neither confirm nor refuse a payment of Dana’s', async (person) => {
  for (const pressed of ['confirm', 'refuse'])
    expect(await answer(person, waiting.paymentId, pressed)).toMatchObject({
      status: 404,
      body: { code: 'not_found' },
    });
  expect(await stateNow()).not.toBe('funded');
});

test('a visitor without a sign-in cannot confirm or refuse a payment', async () => {
  expect((await answer(null, waiting.paymentId)).status).toBe(401);
});

test('a payment that does not wait for confirmation is not found', async () => {
  expect((await answer('dana', 'pay_none')).status).toBe(404);
});

test('Dana can confirm it once', async () => {
  expect(await answer('dana', waiting.paymentId)).toEqual({ status: 200, body: { status: 'succeeded' } });
  expect(await stateNow()).toBe('funded');
  expect((await answer('dana', waiting.paymentId)).status).toBe(404);
});
