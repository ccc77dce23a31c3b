import { type ProviderNews, WebhookRefused } from '@workroom/server/payments';
import { Stripe } from 'stripe';
import { describe, expect, test } from 'vitest';
import { openShop, webhookSecret } from './shop.test.support.ts';

/** A marketplace that receives Stripe's webhooks like the kit's route: raw bytes in, operations out. */
async function openShopWithWebhook() {
  const news: ProviderNews[] = [];
  const shop = await openShop(
    {},
    {
      webhook: {
        url: 'https://market.example/workroom/payments/stripe/webhook',
        secret: webhookSecret,
        async send(request) {
          const body = new Uint8Array(await request.arrayBuffer());
          news.push(await parse(shop.provider, request.headers, body));
          return new Response(null, { status: 204 });
        },
      },
    },
  );
  return { ...shop, news };
}

function parse({ parseWebhook }: Awaited<ReturnType<typeof openShop>>['provider'], headers: Headers, body: Uint8Array) {
  if (parseWebhook === undefined) throw new Error('It takes no webhooks.');
  return parseWebhook({ headers, body });
}

describe('Stripe’s webhooks', () => {
  test('of charges, payouts and refunds name the affected operation', async () => {
    const { offline, provider, charge, transfer, refund, contractId, news } = await openShopWithWebhook();
    const deposit = charge();
    const outcome = await provider.charge(deposit);
    const source = { key: deposit.key, reference: outcome.status === 'succeeded' ? outcome.reference : null };
    const payout = transfer(source);
    const back = refund(source);
    await provider.transfer(payout);
    await provider.refund(back);
    const sent = await offline.deliver();
    expect(sent.map(({ type, status }) => [type, status])).toEqual([
      ['payment_intent.created', 204],
      ['charge.succeeded', 204],
      ['payment_intent.succeeded', 204],
      ['transfer.created', 204],
      ['charge.refunded', 204],
      ['refund.created', 204],
    ]);
    expect(news.map(({ operations }) => operations)).toEqual(
      [deposit, deposit, deposit, payout, deposit, back].map(({ key }) => [{ contractId, key }]),
    );
  });

  test('of disputes and dashboard actions name the affected charge', async () => {
    const { offline, take, provider, transfer, contractId, news, account } = await openShopWithWebhook();
    const source = await take('pm_card_bypassPending');
    const payout = transfer(source);
    const paid = await provider.transfer(payout);
    await offline.deliver();
    news.length = 0;
    const charges = [{ contractId, key: source.key }];
    const only = { operations: [], charges };

    offline.settle(offline.dispute(source.reference, { amount: 100 }).id, 'won');
    expect((await offline.deliver()).map(({ type }) => type)).toEqual([
      'charge.dispute.created',
      'charge.dispute.funds_withdrawn',
      'charge.dispute.closed',
      'charge.dispute.funds_reinstated',
    ]);
    expect(news.splice(0)).toMatchObject(Array(4).fill(only));

    offline.dashboard.refund(source.reference, 100);
    expect((await offline.deliver()).map(({ type }) => type)).toEqual(['charge.refunded', 'refund.created']);
    expect(news.splice(0)).toMatchObject([{ operations: charges, charges }, only]);

    offline.dashboard.transfer(source.reference, account, 100);
    await offline.deliver();
    expect(news.splice(0)).toMatchObject([only]);

    offline.dashboard.reverse(paid.status === 'succeeded' ? (paid.reference ?? '') : '', 100);
    expect((await offline.deliver()).map(({ type }) => type)).toEqual(['transfer.reversed']);
    expect(news.splice(0)).toMatchObject([{ operations: [{ contractId, key: payout.key }], charges }]);
  });

  test('with a fraud warning name the charge', async () => {
    const { offline, take, contractId, news } = await openShopWithWebhook();
    const source = await take();
    const { id: reference, created } = offline.warn(source.reference);
    await offline.deliver();
    expect(news.at(-1)).toMatchObject({
      operations: [],
      warnings: [{ contractId, key: source.key, reference, at: created * 1_000 }],
    });
  });

  test('of a charge that Workroom did not make name nothing', async () => {
    const { provider } = await openShopWithWebhook();
    const object = { id: 'du_1', object: 'dispute', payment_intent: 'pi_of_a_shop', charge: 'ch_of_a_shop' };
    const payload = JSON.stringify({ id: 'evt_1', object: 'event', type: 'charge.dispute.created', data: { object } });
    const signature = await Stripe.webhooks.generateTestHeaderStringAsync({ payload, secret: webhookSecret });
    const read = parse(provider, new Headers({ 'stripe-signature': signature }), new TextEncoder().encode(payload));
    expect(await read).toEqual({ eventId: 'evt_1', operations: [], charges: [] });
  });

  test('have the same id when they are repeated, so that the repetition has no effect', async () => {
    const { offline, take, news } = await openShopWithWebhook();
    await take();
    await offline.deliver({ times: 2, order: 'reversed' });
    expect(new Set(news.map(({ eventId }) => eventId)).size).toBe(news.length / 2);
    expect(await offline.deliver()).toEqual([]);
  });

  test('are sent again until they are accepted', async () => {
    const { offline, take } = await openShop(
      {},
      { webhook: { url: 'https://market.example/', secret: webhookSecret, send: async () => Response.error() } },
    );
    await take();
    const sent = await offline.deliver();
    expect((await offline.deliver()).map(({ eventId }) => eventId)).toEqual(sent.map(({ eventId }) => eventId));
  });
});

describe('a webhook', () => {
  const body = (object: object) =>
    JSON.stringify({ id: 'evt_1', object: 'event', type: 'charge.succeeded', data: { object } });
  const named = { workroom_contract: 'ctr_1', workroom_payment: 'pay_1' };
  const charged = body({ object: 'charge', metadata: named });

  async function receive(payload: string, how: { secret?: string; ageSeconds?: number; sent?: string } = {}) {
    const { secret = webhookSecret, ageSeconds = 0, sent = payload } = how;
    const timestamp = Math.floor(Date.now() / 1_000) - ageSeconds;
    const signature = await Stripe.webhooks.generateTestHeaderStringAsync({ payload, secret, timestamp });
    const { provider } = await openShop({ webhookSecret: ['whsec_new', webhookSecret] });
    return parse(provider, new Headers({ 'stripe-signature': signature }), new TextEncoder().encode(sent));
  }

  test('signed with either of two secrets is accepted', async () => {
    const expected = { eventId: 'evt_1', operations: [{ contractId: 'ctr_1', key: 'pay_1' }] };
    expect(await receive(charged)).toEqual(expected);
    expect(await receive(charged, { secret: 'whsec_new' })).toEqual(expected);
  });

  test.each([
    ['signed with another secret', { secret: 'whsec_guessed' }],
    ['changed by a single space', { sent: `${charged} ` }],
    ['replayed ten minutes later', { ageSeconds: 600 }],
    ['dated an hour ahead', { ageSeconds: -3_600 }],
  ])('%s is refused', async (_, how) => {
    await expect(receive(charged, how)).rejects.toThrow(WebhookRefused);
  });

  test('without a signature is refused, and every webhook is refused without a secret', async () => {
    const bytes = new TextEncoder().encode(charged);
    const { provider } = await openShop();
    await expect(parse(provider, new Headers(), bytes)).rejects.toThrow(WebhookRefused);
    const without = await openShop({ webhookSecret: undefined });
    await expect(parse(without.provider, new Headers({ 'stripe-signature': 't=1,v1=0' }), bytes)).rejects.toThrow(
      'No `webhookSecret` is set',
    );
  });

  test.each([
    ['about a charge made outside Workroom', body({ object: 'charge', metadata: { order: '7' } })],
    ['about a charge without metadata', body({ object: 'charge', metadata: {} })],
    ['about an object that is not a payment', body({ object: 'customer', metadata: named })],
    [
      'whose metadata contains no valid ids',
      body({ object: 'charge', metadata: { workroom_contract: '7', workroom_payment: '8' } }),
    ],
    ['without an object (a thin event)', JSON.stringify({ id: 'evt_1', object: 'event', type: 'x' })],
  ])('%s is accepted and names nothing', async (_, payload) => {
    expect(await receive(payload)).toEqual({ eventId: 'evt_1', operations: [] });
  });
});
