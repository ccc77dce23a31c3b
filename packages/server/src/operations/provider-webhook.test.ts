import type { PaymentId } from '@workroom/core';
import type { Output, WireContract, WireProblem } from '@workroom/core/api';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { WebhookRequest } from '../payments/provider.ts';
import { simulatedProvider } from '../payments/simulated/provider.ts';
import { signedWebhook } from '../payments/simulated/webhook.ts';
import { client, type Deal, freelancer, openMarket } from '../testing/market.test.support.ts';
import { ownStore } from '../testing/own-database.test.support.ts';

const secret = 'the provider’s own';
const sent: { readonly webhook: WebhookRequest; readonly status: number; readonly body: unknown }[] = [];
let isDelivered = false;
let isReachable = true;
/** The key of a payment that the provider later reports as succeeded. */
let lateKey: PaymentId | null = null;
const nowMs = Date.parse('2026-03-02T09:00:00.000Z');
const simulated = simulatedProvider({
  clock: { now: () => new Date(nowMs) },
  webhooks: {
    secret,
    deliver: async (webhook) => {
      if (isDelivered) await post(webhook);
    },
  },
});
const provider: typeof simulated = {
  ...simulated,
  lookup: async (request) => {
    if (!isReachable) throw new Error('No line to the provider.');
    if (request.key === lateKey) return { status: 'succeeded', reference: 'late' };
    return simulated.lookup(request);
  },
};
const store = ownStore();
const market = openMarket({ database: store, payments: provider, maxBodyBytes: 10_000 });
beforeAll(() => market.workroom.ready, 240_000);
afterAll(async () => {
  await market.workroom.close();
  await store.close();
});

async function post({ headers, body }: WebhookRequest, name = 'simulated') {
  const response = await market.fetch('POST', `/workroom/payments/${name}/webhook`, {
    headers: Object.fromEntries(headers),
    body: new Uint8Array(body),
  });
  const answer = { webhook: { headers, body }, status: response.status, body: await response.json() };
  sent.push(answer);
  return answer;
}

/** A contract whose charge waits for the client's confirmation. */
async function waiting(): Promise<Deal & { readonly key: PaymentId }> {
  const deal = await market.create(20_000);
  const funding = await market.contract('fund', client, {
    params: deal.at(0),
    body: { paymentMethod: 'pm_needs_action' },
  });
  return { ...deal, key: funding.payments[0]?.id ?? 'pay_none' };
}
const read = ({ contractId }: Deal): Promise<WireContract> =>
  market.contract('getContract', client, { params: { contractId } });
async function timelineOf({ contractId }: Deal): Promise<readonly string[]> {
  const { body } = await market.send('getTimeline', client, { params: { contractId } });
  return (body as { data: { type: string }[] }).data.map(({ type }) => type);
}

describe('the provider’s webhooks', () => {
  test('cause a lookup that settles the payment', async () => {
    const deal = await waiting();
    await provider.complete(deal.key);
    const answer = await post(signedWebhook(secret, { ...deal, status: 'succeeded' }));
    expect(answer).toMatchObject({ status: 200, body: { named: 1, recorded: 1 } });
    expect((await read(deal)).milestones[0]).toMatchObject({ state: 'funded', funds: { held: 20_000 } });
  });

  test('answer 200 to a repeat, which changes nothing', async () => {
    const deal = await waiting();
    await provider.complete(deal.key);
    const webhook = signedWebhook(secret, { ...deal, status: 'succeeded' });
    const answers = await Promise.all([post(webhook), post(webhook), post(webhook)]);
    answers.push(await post(webhook));
    expect(answers.map(({ status }) => status)).toEqual([200, 200, 200, 200]);
    const events = await timelineOf(deal);
    expect(events.filter((type) => type === 'payment.succeeded')).toHaveLength(1);
    // The event's id is stored with its effect.
    const idempotency = { actor: 'provider:simulated', key: `sim_${deal.key}_succeeded ${deal.key}` };
    const kept = (await store.load([{ id: deal.contractId, idempotency }])).get(deal.contractId);
    expect(kept?.done).toMatchObject({ status: 200 });
  });

  test('are not trusted: the provider is asked', async () => {
    const deal = await waiting();
    const answer = await post(signedWebhook(secret, { ...deal, status: 'succeeded' }));
    expect(answer).toMatchObject({ status: 200, body: { named: 1, recorded: 0 } });
    expect((await read(deal)).milestones[0]).toMatchObject({ state: 'funding' });
  });

  test.each(['transfer', 'refund'] as const)('rule 55: a %s that came back is owed again', async (kind) => {
    const deal = await market.create(20_000);
    await market.contract('fund', client, { params: deal.at(0), body: {} });
    const { contractId } = deal;
    const contract =
      kind === 'transfer'
        ? await market.contract('release', client, { params: deal.at(0), body: { amount: 20_000 } })
        : await market.contract('volunteerRefund', freelancer, {
            params: { contractId },
            body: { milestoneId: deal.at(0).milestoneId },
          });
    const key = contract.payments.find((payment) => payment.kind === kind)?.id ?? 'pay_none';
    await provider.sendBack(key);
    const news = signedWebhook(secret, { contractId, key, status: 'failed' });
    expect(await post(news)).toMatchObject({ status: 200, body: { named: 1, recorded: 1 } });
    expect(await post(news)).toMatchObject({ status: 200, body: { named: 1, recorded: 0 } });
    const { payments } = await market.contract('getContract', 'server', { params: { contractId } });
    expect(payments.find(({ id }) => id === key)).toMatchObject({
      status: 'parked',
      failure: { code: 'account_closed' },
    });
    expect(await timelineOf(deal)).toContain('payment.reversed');

    // The recipient may retry it.
    const owner = kind === 'transfer' ? freelancer : client;
    const again = await market.contract('retryPayment', owner, { params: { contractId, paymentId: key }, body: {} });
    expect(again.payments.filter((payment) => payment.kind === kind).map(({ status }) => status)).toContain(
      'succeeded',
    );
    expect((await market.workroom.reconcile({ contractId })).differences).toEqual([]);
    // On the statement it counts once (rule 61).
    const query = { from: '2020-01-01T00:00:00Z', to: '2030-01-01T00:00:00Z' };
    const { data } = (await market.send('getStatement', owner, { query })).body as Output<'Statement'>;
    const entries = data
      .filter((entry) => entry.contractId === contractId)
      .map(({ kind: what, total }) => [what, total]);
    expect(entries).toEqual(
      kind === 'transfer'
        ? [['release', 20_000]]
        : [
            ['deposit', 20_000],
            ['refund', -20_000],
            ['refund', 20_000],
            ['refund', -20_000],
          ],
    );
  });

  test('change nothing if an older one arrives later', async () => {
    const deal = await waiting();
    await provider.complete(deal.key);
    await post(signedWebhook(secret, { ...deal, status: 'succeeded' }));
    const before = await timelineOf(deal);
    expect(await post(signedWebhook(secret, { ...deal, status: 'requires_action' }))).toMatchObject({ status: 200 });
    expect(await timelineOf(deal)).toEqual(before);
  });

  test('change nothing and are logged for another contract’s or an unknown payment', async () => {
    const [mine, theirs] = [await waiting(), await waiting()];
    await provider.complete(theirs.key);
    for (const named of [
      { contractId: mine.contractId, key: theirs.key },
      { contractId: mine.contractId, key: 'pay_unknown' as const },
      { contractId: 'ctr_unknown' as const, key: mine.key },
      { contractId: 'ctr_\0' as const, key: 'pay_\0' as const },
    ]) {
      const before = market.lines.length;
      expect(await post(signedWebhook(secret, { ...named, status: 'succeeded' }))).toMatchObject({
        status: 200,
        body: { named: 1, recorded: 0 },
      });
      expect(
        market.lines
          .slice(before)
          .some(({ level, message }) => level === 'warn' && /of another contract/.test(message)),
      ).toBe(true);
    }
    expect((await read(mine)).milestones[0]).toMatchObject({ state: 'funding' });
    expect((await read(theirs)).milestones[0]).toMatchObject({ state: 'funding' });
  });

  test('answer 400 to an invalid signature over the raw bytes, and read nothing', async () => {
    const deal = await waiting();
    await provider.complete(deal.key);
    const { headers, body } = signedWebhook(secret, { ...deal, status: 'succeeded' });
    const spaced = new TextEncoder().encode(`${new TextDecoder().decode(body)} `);
    const forged = signedWebhook('another secret', { ...deal, status: 'succeeded' });
    for (const webhook of [{ headers, body: spaced }, forged, { headers: new Headers(), body }]) {
      expect(await post(webhook)).toMatchObject({ status: 400, body: { code: 'webhook_refused' } });
    }
    expect((await read(deal)).milestones[0]).toMatchObject({ state: 'funding' });
  });

  test('answer 404 to another provider’s name, and 413 to a body that is too long', async () => {
    const webhook = signedWebhook(secret, { ...(await waiting()), status: 'succeeded' });
    expect(await post(webhook, 'stripe')).toMatchObject({ status: 404 });
    const long = { ...webhook, body: new Uint8Array(10_001) };
    expect((await post(long)).body as WireProblem).toMatchObject({ status: 413, code: 'body_too_large' });
  });

  test('answer 503 if the provider cannot be asked, so that it is sent again', async () => {
    const deal = await waiting();
    await provider.complete(deal.key);
    const webhook = signedWebhook(secret, { ...deal, status: 'succeeded' });
    isReachable = false;
    expect(await post(webhook)).toMatchObject({ status: 503 });
    isReachable = true;
    expect(await post(webhook)).toMatchObject({ status: 200, body: { recorded: 1 } });
  });

  test('refund a cancelled charge that succeeds late', async () => {
    const deal = await market.create(20_000);
    const { payments } = await market.contract('fund', client, {
      params: deal.at(0),
      body: { paymentMethod: 'pm_needs_action' },
    });
    const key = payments[0]?.id ?? 'pay_none';
    await provider.complete(key);
    await market.contract('cancelPayment', client, { params: { contractId: deal.contractId, paymentId: key } });
    await post(signedWebhook(secret, { contractId: deal.contractId, key, status: 'succeeded' }));
    expect(await provider.books(deal.contractId)).toMatchObject({ charged: 20_000, refunded: 20_000 });
    expect((await read(deal)).milestones[0]).toMatchObject({ state: 'planned', funds: { held: 0 } });
  });

  test('log a payout that failed, was requested again, and then succeeds late', async () => {
    const deal = await market.create(20_000);
    const params = deal.at(0);
    await market.contract('fund', client, { params, body: { paymentMethod: 'pm_payee_not_verified' } });
    const released = await market.contract('release', client, { params, body: { amount: 20_000 } });
    const payout = released.payments.find(({ kind }) => kind === 'transfer');
    const key = payout?.id ?? 'pay_none';
    // The reason is visible to the freelancer only.
    const { payments } = await market.contract('getContract', freelancer, { params: { contractId: deal.contractId } });
    expect(payments.find(({ id }) => id === key)).toMatchObject({
      status: 'parked',
      failure: { code: 'payee_not_verified' },
    });
    await market.contract('retryPayment', freelancer, {
      params: { contractId: deal.contractId, paymentId: key },
      body: {},
    });
    lateKey = key;
    await post(signedWebhook(secret, { contractId: deal.contractId, key, status: 'succeeded' }));
    lateKey = null;
    const errors = market.lines.filter(({ level }) => level === 'error').map((line) => JSON.stringify(line));
    expect(errors.some((line) => line.includes(key) && line.includes('twice'))).toBe(true);
  });

  test.each(['pm_ok', 'pm_answer_lost', 'pm_webhooks_twice', 'pm_webhooks_out_of_order'])(
    '%s: webhooks that overtake the answer fund once',
    async (paymentMethod) => {
      isDelivered = true;
      const deal = await market.create(20_000);
      await market.contract('fund', client, { params: deal.at(0), body: { paymentMethod } });
      isDelivered = false;
      expect((await read(deal)).milestones[0]).toMatchObject({ state: 'funded', funds: { held: 20_000 } });
      const events = await timelineOf(deal);
      expect(events.filter((type) => type === 'payment.succeeded')).toHaveLength(1);
      expect(await provider.books(deal.contractId)).toMatchObject({ charged: 20_000 });
    },
  );
});
