import { Stripe } from 'stripe';
import { describe, expect, onTestFinished, test } from 'vitest';
import { onFreePort } from '../offline.test.support.ts';
import { type OfflineStripeOptions, offlineStripe } from './index.ts';

// The offline Stripe must refuse whatever Stripe refuses. Otherwise an error in the provider's own checks would go
// unnoticed.

const DAY_MS = 86_400_000;

async function openOffline(options: OfflineStripeOptions = {}) {
  const offline = offlineStripe(options);
  const { api, close } = await onFreePort(offline);
  onTestFinished(close);
  const sdk = new Stripe('sk_test_offline', { ...api, maxNetworkRetries: 0, telemetry: false });
  const account = offline.account().id;
  const pay = (more: Partial<Stripe.PaymentIntentCreateParams> = {}, key?: string) =>
    sdk.paymentIntents.create(
      {
        amount: 5_000,
        currency: 'usd',
        payment_method: 'pm_card_visa',
        confirm: true,
        automatic_payment_methods: { enabled: true, allow_redirects: 'never' },
        ...more,
      },
      key === undefined ? {} : { idempotencyKey: key },
    );
  const chargeOf = async (more: Partial<Stripe.PaymentIntentCreateParams> = {}) => {
    const { latest_charge: charge } = await pay(more);
    return typeof charge === 'string' ? charge : '';
  };
  return { offline, sdk, account, pay, chargeOf };
}

describe('transfers', () => {
  test('from a charge never exceed it in total', async () => {
    const { sdk, account: destination, chargeOf } = await openOffline();
    const from = { currency: 'usd', destination, source_transaction: await chargeOf() };
    await sdk.transfers.create({ ...from, amount: 3_000 });
    await expect(sdk.transfers.create({ ...from, amount: 2_001 })).rejects.toThrow('must not exceed the source amount');
    await sdk.transfers.create({ ...from, amount: 2_000 });
  });

  test('without a source charge use only the available balance', async () => {
    const { offline, sdk, account: destination, chargeOf } = await openOffline();
    await chargeOf();
    const asked = { currency: 'usd', destination, amount: 4_000 };
    await expect(sdk.transfers.create(asked)).rejects.toMatchObject({ code: 'balance_insufficient' });
    offline.advance(2 * DAY_MS);
    await sdk.transfers.create(asked);
    expect((await sdk.balance.retrieve()).available).toEqual([{ currency: 'usd', amount: 5_000 - 175 - 4_000 }]);
    expect((await sdk.balance.retrieve({}, { stripeAccount: destination })).available[0]?.amount).toBe(4_000);
  });

  test('have the transfer group and the currency of their charge', async () => {
    const { sdk, account: destination, chargeOf } = await openOffline();
    const from = { amount: 100, destination, source_transaction: await chargeOf({ transfer_group: 'one' }) };
    await expect(sdk.transfers.create({ ...from, currency: 'eur' })).rejects.toThrow('must be the same');
    const other = { ...from, currency: 'usd', transfer_group: 'other' };
    await expect(sdk.transfers.create(other)).rejects.toMatchObject({ param: 'transfer_group' });
    expect((await sdk.transfers.create({ ...from, currency: 'usd' })).transfer_group).toBe('one');
  });
});

describe('refunds', () => {
  test('never exceed the charge in total', async () => {
    const { sdk, chargeOf } = await openOffline();
    const charge = await chargeOf();
    await sdk.refunds.create({ charge, amount: 3_000 });
    await expect(sdk.refunds.create({ charge, amount: 2_001 })).rejects.toMatchObject({ code: 'amount_too_large' });
    await sdk.refunds.create({ charge });
    await expect(sdk.refunds.create({ charge })).rejects.toMatchObject({ code: 'charge_already_refunded' });
  });
});

describe('idempotency keys', () => {
  test('repeat the first response, including a decline, with a replay header', async () => {
    const { sdk, offline, pay } = await openOffline();
    const first = await pay({}, 'a');
    const again = await pay({}, 'a');
    expect(again.id).toBe(first.id);
    const declined = { payment_method: 'pm_card_chargeDeclined' };
    await expect(pay(declined, 'b')).rejects.toMatchObject({ code: 'card_declined' });
    await expect(pay(declined, 'b')).rejects.toMatchObject({
      code: 'card_declined',
      headers: { 'idempotent-replayed': 'true' },
    });
    expect(offline.objects.charges()).toHaveLength(2);
    expect((await sdk.charges.list()).data).toHaveLength(2);
  });

  test('are valid for the same parameters only, and for 24 hours', async () => {
    const { offline, pay } = await openOffline();
    await pay({}, 'a');
    await expect(pay({ amount: 6_000 }, 'a')).rejects.toMatchObject({ type: 'StripeIdempotencyError' });
    offline.advance(DAY_MS - 1);
    await expect(pay({ amount: 6_000 }, 'a')).rejects.toMatchObject({ type: 'StripeIdempotencyError' });
    offline.advance(1);
    await pay({ amount: 6_000 }, 'a');
    expect(offline.objects.charges().map(({ amount }) => amount)).toEqual([5_000, 6_000]);
  });

  test('are not used up by a request that did not start', async () => {
    const { offline, pay } = await openOffline();
    offline.fail('rate_limited');
    await expect(pay({}, 'a')).rejects.toMatchObject({ type: 'StripeRateLimitError' });
    await expect(pay({ currency: 'dollars' }, 'a')).rejects.toMatchObject({ param: 'currency' });
    expect((await pay({}, 'a')).status).toBe('succeeded');
  });
});

describe('requests', () => {
  test('with an unknown parameter are refused', async () => {
    const { sdk } = await openOffline();
    const misspelt = { amount: 100, currency: 'usd', transfer_grop: 'x' };
    await expect(sdk.paymentIntents.create(misspelt)).rejects.toMatchObject({ code: 'parameter_unknown' });
  });

  test('with a wrong secret key, another API version or an unknown endpoint are refused', async () => {
    const { offline, sdk } = await openOffline();
    const { api, close } = await onFreePort(offline);
    onTestFinished(close);
    await expect(new Stripe('sk_test_other', api).balance.retrieve()).rejects.toMatchObject({ statusCode: 401 });
    await expect(sdk.balance.retrieve({}, { apiVersion: '2020-08-27' })).rejects.toThrow('was made for 2020-08-27');
    await expect(sdk.invoices.list()).rejects.toThrow('Unrecognized request URL');
  });

  test('for lists are paginated, newest first', async () => {
    const { sdk, pay } = await openOffline();
    const made = [];
    for (let count = 0; count < 5; count += 1) made.unshift((await pay()).id);
    const all = await sdk.paymentIntents.list({ limit: 2 }).autoPagingToArray({ limit: 100 });
    expect(all.map(({ id }) => id)).toEqual(made);
  });

  test('fail as often as requested, or by a custom rule', async () => {
    const { offline, sdk } = await openOffline({ faults: ({ number }) => (number === 3 ? 'rate_limited' : null) });
    offline.fail('error_before', { path: '/v1/balance' });
    await expect(sdk.balance.retrieve()).rejects.toMatchObject({ statusCode: 500 });
    await sdk.balance.retrieve();
    await expect(sdk.balance.retrieve()).rejects.toMatchObject({ statusCode: 429 });
    await sdk.balance.retrieve();
  });

  test('with a broken connection fail without a server too', async () => {
    const offline = offlineStripe();
    offline.fail('unreachable');
    const response = await offline.fetch(new Request('http://offline/v1/balance'));
    await expect(response.text()).rejects.toThrow('cut');
  });
});
