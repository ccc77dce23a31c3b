import { createWorkroom } from '@workroom/server';
import { simulatedProvider } from '@workroom/server/payments';
import { ownDatabaseUrl } from '@workroom/toolchain/postgres';
import { Hono } from 'hono';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { bankRoutes } from './bank-routes.ts';

const provider = simulatedProvider();
const database = await ownDatabaseUrl();
const workroom = createWorkroom({ database, payments: provider, sweep: false, logger: () => {} });
const { payments, people } = bankRoutes({ provider, afterNews: async () => void (await workroom.sweep()) });
const app = new Hono().route('/payments', payments).route('/people', people);

beforeAll(() => workroom.ready, 180_000);
afterAll(() => workroom.close());

let made = 0;
async function charge(paymentMethod = 'pm_ok'): Promise<string> {
  made += 1;
  const client = { id: 'dana', name: 'Dana' };
  const { id: contractId, milestones } = await workroom.api.createContract({
    actor: 'server',
    body: {
      title: 'Logo',
      currency: 'USD',
      status: 'active',
      client,
      freelancer: { id: 'lee', name: 'Lee' },
      milestones: [{ title: 'Sketches', amount: 50_000 }],
    },
  });
  const funded = await workroom.api.fund({
    actor: client,
    contractId,
    milestoneId: milestones[0]?.id ?? '',
    idempotencyKey: `fund-${made}`,
    body: { paymentMethod },
  });
  return funded.payments[0]?.id ?? '';
}

async function post(path: string, body?: unknown) {
  const text = typeof body === 'string' ? body : JSON.stringify(body);
  const answer = await app.request(path, { method: 'POST', ...(body !== undefined && { body: text }) });
  return { status: answer.status, body: await answer.json() };
}

test('a bank takes a charge back, and the dispute ends either way', async () => {
  const key = await charge();
  const taken = { status: 200, body: { amount: 50_000, withdrawn: 50_000, reinstated: 0, state: 'open' } };
  expect(await post(`/payments/${key}/chargeback`)).toMatchObject(taken);
  expect(await post(`/payments/${key}/chargeback`, {})).toMatchObject({
    status: 409,
    body: { code: 'chargeback_open' },
  });
  expect(await post(`/payments/${key}/chargeback/won`)).toMatchObject({ status: 200, body: { state: 'won' } });
  expect(await post(`/payments/${key}/chargeback/lost`)).toMatchObject({ status: 200, body: { state: 'lost' } });
});

test('a bank takes a part of a charge, and a dashboard refunds a part', async () => {
  const key = await charge();
  expect(await post(`/payments/${key}/chargeback`, { amount: 20_000 })).toMatchObject({ body: { withdrawn: 20_000 } });
  expect(await post(`/payments/${key}/external-refund`, { amount: 10_000 })).toMatchObject({ status: 200 });
  expect(await post(`/payments/${key}/external-refund`, { amount: 40_001 })).toMatchObject({
    status: 422,
    body: { code: 'amount_too_large' },
  });
});

test('a balance limits the amount that can be taken back from a freelancer', async () => {
  expect(await post('/people/lee/balance', { amount: 0 })).toEqual({ status: 200, body: { amount: 0 } });
});

test.each([
  ['/payments/pay_none/chargeback', {}, 404, 'not_found'],
  ['/payments/pay_none/chargeback/won', {}, 404, 'not_found'],
  ['/payments/pay_none/external-refund', { amount: 1 }, 404, 'not_found'],
  ['/payments/pay_none/chargeback', { amount: 0 }, 422, 'invalid_request'],
  ['/payments/pay_none/chargeback', { amount: 1.5 }, 422, 'invalid_request'],
  ['/payments/pay_none/chargeback', { sum: 1 }, 422, 'invalid_request'],
  ['/payments/pay_none/chargeback', 'no json', 422, 'invalid_request'],
  ['/payments/pay_none/chargeback', 'null', 422, 'invalid_request'],
  ['/payments/pay_none/external-refund', {}, 422, 'invalid_request'],
  ['/people/lee/balance', { amount: -1 }, 422, 'invalid_request'],
  ['/people/lee/balance', { amount: 2 ** 60 }, 422, 'invalid_request'],
])('%s with %j is refused with a problem', async (path, body, status, code) => {
  expect(await post(path, body)).toMatchObject({ status, body: { code, detail: expect.any(String) } });
});

test('an unknown chargeback cannot be decided, and an unpaid charge cannot be charged back', async () => {
  const key = await charge();
  expect(await post(`/payments/${key}/chargeback/lost`)).toMatchObject({
    status: 409,
    body: { code: 'no_chargeback' },
  });
  const waiting = await charge('pm_needs_action');
  expect(await post(`/payments/${waiting}/chargeback`)).toMatchObject({
    status: 409,
    body: { code: 'charge_not_settled' },
  });
});
