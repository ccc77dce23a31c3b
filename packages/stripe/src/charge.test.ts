import { describe, expect, test } from 'vitest';
import { openShop, referenceOf, unanswered } from './shop.test.support.ts';
import { stripe } from './stripe.ts';

describe('a charge', () => {
  test('is a PaymentIntent in the contract’s transfer group, with the ids of contract and payment', async () => {
    const { offline, provider, charge, customer, contractId } = await openShop();
    const request = charge();
    expect(await provider.charge(request)).toEqual({ status: 'succeeded', reference: expect.stringMatching(/^pi_/) });
    expect(offline.objects.intents()).toMatchObject([
      {
        amount: 5_000,
        amount_received: 5_000,
        currency: 'usd',
        customer,
        transfer_group: contractId,
        metadata: { workroom_contract: contractId, workroom_payment: request.key },
      },
    ]);
    // The charge has the same metadata, for readers of the dashboard or a webhook.
    expect(offline.objects.charges()).toMatchObject([
      { transfer_group: contractId, metadata: { workroom_payment: request.key } },
    ]);
  });

  test('uses the chosen payment method, or the customer’s default', async () => {
    const { offline, provider, charge } = await openShop();
    await provider.charge(charge());
    await provider.charge(charge('pm_card_mastercard'));
    expect(offline.objects.intents().map(({ payment_method: method }) => method)).toEqual([
      'pm_card_visa',
      'pm_card_mastercard',
    ]);
  });

  test.each([
    ['a payment method that Stripe does not know', 'pm_of_somebody_else', 'resource_missing'],
    ['a card without funds', 'pm_card_chargeDeclinedInsufficientFunds', 'insufficient_funds'],
    ['an expired card', 'pm_card_chargeDeclinedExpiredCard', 'expired_card'],
  ])('with %s fails with a readable reason', async (_, method, code) => {
    const { offline, provider, charge } = await openShop();
    const outcome = await provider.charge(charge(method));
    expect(outcome).toMatchObject({ status: 'failed', code, message: expect.stringMatching(/^[A-Z].*\.$/) });
    expect(offline.balance()).toMatchObject({ available: [], pending: [] });
  });

  test('with a stolen card does not reveal to either side that it was stolen', async () => {
    const { provider, charge } = await openShop();
    const outcome = await provider.charge(charge('pm_card_chargeDeclinedStolenCard'));
    expect(outcome).toMatchObject({ status: 'failed', code: 'card_declined' });
    expect(JSON.stringify(outcome)).not.toContain('stolen');
  });

  test('without a customer fails before Stripe is called', async () => {
    const { offline, provider, charge } = await openShop();
    const outcome = await provider.charge({ ...charge(), clientId: 'nobody' });
    expect(outcome).toMatchObject({ status: 'failed', code: 'customer_missing' });
    expect(offline.calls).toEqual([]);
  });

  test('with an amount that Stripe cannot charge exactly fails before Stripe is called', async () => {
    const { offline, provider, charge } = await openShop();
    const outcome = await provider.charge({ ...charge(), currency: 'KWD', amount: charge(null, 5_123).amount });
    expect(outcome).toMatchObject({ status: 'failed', code: 'amount_not_supported' });
    expect(offline.calls).toEqual([]);
  });

  test('below Stripe’s minimum fails', async () => {
    const { provider, charge } = await openShop();
    expect(await provider.charge(charge(null, 49))).toMatchObject({ status: 'failed', code: 'amount_too_small' });
  });
});

describe('a charge that the bank wants the client to confirm', () => {
  test('gives the page the client secret and the next step, and succeeds once the client confirms', async () => {
    const { offline, provider, charge } = await openShop();
    const request = charge('pm_card_authenticationRequired');
    const outcome = await provider.charge(request);
    const reference = referenceOf(outcome);
    expect(outcome).toEqual({
      status: 'requires_action',
      reference,
      clientAction: {
        provider: 'stripe',
        type: 'confirm',
        paymentIntent: reference,
        clientSecret: expect.stringContaining('_secret_'),
        publishableKey: 'pk_test_offline',
        nextAction: { type: 'use_stripe_sdk', url: null },
      },
    });
    offline.act(reference, 'accepts');
    const asked = { kind: 'charge', key: request.key, reference } as const;
    expect(await provider.lookup(asked)).toEqual({ status: 'succeeded', reference });
    // A repeated request returns the current outcome, not the first one.
    expect(await provider.charge(request)).toEqual({ status: 'succeeded', reference });
  });

  test.each([
    ['the client refuses', 'pm_card_authenticationRequired', 'refuses', 'payment_intent_authentication_failure'],
    [
      'the bank declines nevertheless',
      'pm_card_authenticationRequiredChargeDeclinedInsufficientFunds',
      'accepts',
      'insufficient_funds',
    ],
  ] as const)('fails when %s, and the page cannot pay it later', async (_, method, action, code) => {
    const { offline, provider, charge } = await openShop();
    const request = charge(method);
    const reference = referenceOf(await provider.charge(request));
    offline.act(reference, action);
    const outcome = await provider.lookup({ kind: 'charge', key: request.key, reference });
    expect(outcome).toMatchObject({ status: 'failed', reference, code });
    expect(() => offline.act(reference, { pays: 'pm_card_visa' })).toThrow('status of canceled');
    expect(await provider.charge(request)).toMatchObject({ status: 'failed' });
  });
});

describe('a charge without a payment method', () => {
  test('asks the page for one, and the client pays there', async () => {
    const { offline, provider, charge } = await openShop({
      customerFor: () => offline.customer().id,
    });
    const request = charge();
    const outcome = await provider.charge(request);
    const reference = referenceOf(outcome);
    expect(outcome).toMatchObject({ status: 'requires_action', clientAction: { type: 'collect', nextAction: null } });
    offline.act(reference, { pays: 'pm_card_visa' });
    expect(await provider.lookup({ kind: 'charge', key: request.key, reference })).toMatchObject({
      status: 'succeeded',
    });
  });
});

describe('a charge that takes days', () => {
  test.each([
    ['pm_usBankAccount_success', { status: 'succeeded' }],
    ['pm_usBankAccount_insufficientFunds', { status: 'failed', code: 'insufficient_funds' }],
  ])('%s is pending until its outcome is known', async (method, becomes) => {
    const { offline, provider, charge } = await openShop();
    const request = charge(method);
    const reference = referenceOf(await provider.charge(request));
    const asked = { kind: 'charge', key: request.key, reference } as const;
    offline.advance(3 * 86_400_000);
    expect(await provider.lookup(asked)).toEqual({ status: 'pending', reference });
    offline.advance(86_400_000);
    expect(await provider.lookup(asked)).toMatchObject(becomes);
  });
});

describe('configuration of the provider', () => {
  test('redirects are allowed only with a return URL', async () => {
    const { offline, provider, charge } = await openShop({ returnUrl: 'https://market.example/done' });
    await provider.charge(charge());
    expect(offline.objects.intents()).toMatchObject([{ automatic_payment_methods: { allow_redirects: 'always' } }]);
  });

  test('an error for a rejected secret key does not contain the key', async () => {
    const { provider, charge } = await openShop({ secretKey: 'sk_test_wrong_key_of_ours' });
    const error = await provider.charge(charge('pm_card_visa')).catch((thrown: unknown) => thrown);
    expect(error).toBeInstanceOf(Error);
    expect(String(error)).toContain('Check `secretKey`');
    expect(JSON.stringify(error, Object.getOwnPropertyNames(error))).not.toMatch(/sk_test|wrong_key/);
  });

  test('no error of a charge contains its client secret', async () => {
    const { offline, provider, charge } = await openShop();
    const request = charge('pm_card_authenticationRequired');
    const reference = referenceOf(await provider.charge(request));
    // The refused cancellation returns the whole PaymentIntent.
    offline.act(reference, 'accepts');
    offline.fail('error_before', { method: 'GET', times: 2 });
    const lookup = { ...unanswered(request, 'charge'), reference };
    const error = await provider.lookup(lookup).catch((thrown: unknown) => thrown);
    expect(String(error)).toContain('status 500');
    expect(JSON.stringify(error, Object.getOwnPropertyNames(error))).not.toContain('_secret_');
  });

  test('creating a provider without a secret key throws', () => {
    expect(() => stripe({ secretKey: '', customerFor: () => null, accountFor: () => null })).toThrow(
      'needs a secretKey',
    );
  });

  test.each([
    [undefined, 90],
    ['US', 730],
    ['TH', 10],
    ['DE', 90],
  ])('in %s money may be held for %i days', (country, days) => {
    const provider = stripe({ secretKey: 'sk_test_x', country, customerFor: () => null, accountFor: () => null });
    expect(provider.maxHoldDays).toBe(days);
  });

  test('the minimum charge is Stripe’s own, or the configured one', () => {
    const people = { secretKey: 'sk_test_x', customerFor: () => null, accountFor: () => null };
    expect([stripe(people).minimumCharge('USD'), stripe(people).minimumCharge('GBP')]).toEqual([50, 30]);
    expect([stripe(people).minimumCharge('JPY'), stripe(people).minimumCharge('HUF')]).toEqual([50, 17_500]);
    expect(stripe(people).minimumCharge('KWD')).toBe(1_000);
    expect(stripe({ ...people, minimumCharge: { USD: 100 } }).minimumCharge('USD')).toBe(100);
  });

  test('a freelancer can be paid out once their account can receive transfers', async () => {
    const accounts = new Map<string, string>();
    const { offline, provider } = await openShop({ accountFor: (userId) => accounts.get(userId) ?? null });
    accounts.set('verified', offline.account().id);
    accounts.set('waiting', offline.account({ transfers: 'pending' }).id);
    accounts.set('gone', 'acct_gone');
    expect(await provider.canPayOut('verified')).toBe(true);
    for (const person of ['waiting', 'gone', 'nobody']) expect(await provider.canPayOut(person)).toBe(false);
  });

  test('a failed account lookup throws and does not count as a refusal', async () => {
    const { offline, provider } = await openShop();
    offline.fail('error_before', { path: '/v1/accounts' });
    await expect(provider.canPayOut('bob')).rejects.toThrow('status 500');
  });
});
