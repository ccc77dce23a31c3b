import { describe, expect, test } from 'vitest';
import { DAY_MS, HOUR_MS, openShop, referenceOf, unanswered } from './shop.test.support.ts';

// A repeated request works as in the kit: look it up first, and send it again with the same key only if Stripe does
// not know it. The SDK retries once by itself, so a fault must happen twice to be noticed.
const twice = { method: 'POST', times: 2 };

describe('a lost answer', () => {
  test.each(['answer_lost', 'error_after'] as const)('to a charge (%s): the charge is found', async (fault) => {
    const { offline, provider, charge } = await openShop();
    const request = charge();
    offline.fail(fault, twice);
    await expect(provider.charge(request)).rejects.toThrow(fault === 'answer_lost' ? 'no answer came' : 'status 500');
    expect(await provider.lookup(unanswered(request, 'charge'))).toMatchObject({ status: 'succeeded' });
    expect(offline.objects.charges()).toHaveLength(1);
  });

  test('that happens once is hidden by the SDK, which retries with the same key', async () => {
    const { offline, provider, charge } = await openShop();
    offline.fail('answer_lost', { method: 'POST' });
    expect(await provider.charge(charge())).toMatchObject({ status: 'succeeded' });
    expect(offline.objects.charges()).toHaveLength(1);
  });

  test.each(['transfer', 'refund'] as const)('to a %s: the payment is found', async (kind) => {
    const { offline, provider, take, ...shop } = await openShop();
    const request = shop[kind](await take());
    offline.fail('answer_lost', twice);
    await expect(provider[kind](request)).rejects.toThrow('no answer came');
    expect(await provider.lookup(unanswered(request, kind))).toMatchObject({ status: 'succeeded' });
    expect(await provider[kind](request)).toMatchObject({ status: 'succeeded' });
    expect(offline.objects[`${kind}s`]()).toHaveLength(1);
  });

  test('to a declined charge: the decline is found', async () => {
    const { offline, provider, charge } = await openShop();
    const request = charge('pm_card_chargeDeclined');
    offline.fail('answer_lost', twice);
    await expect(provider.charge(request)).rejects.toThrow('no answer came');
    expect(await provider.lookup(unanswered(request, 'charge'))).toMatchObject({
      status: 'failed',
      code: 'generic_decline',
    });
  });
});

describe('a request that was not executed', () => {
  test.each(['unreachable', 'rate_limited'] as const)(
    '(%s) is unknown to Stripe, and succeeds when it is repeated',
    async (fault) => {
      const { offline, provider, charge } = await openShop();
      const request = charge();
      offline.fail(fault, { method: 'POST', times: fault === 'unreachable' ? 2 : 1 });
      await expect(provider.charge(request)).rejects.toThrow(
        fault === 'unreachable' ? 'no answer' : 'too many requests',
      );
      expect(await provider.lookup(unanswered(request, 'charge'))).toBeNull();
      expect(await provider.charge(request)).toMatchObject({ status: 'succeeded' });
    },
  );

  test('can be aborted by the caller without harm', async () => {
    const { offline, provider, charge } = await openShop();
    const request = charge();
    offline.fail('silent_after', { path: '/v1/payment_intents' });
    const abort = new AbortController();
    const answer = provider.charge(request, abort.signal);
    while (offline.objects.charges().length === 0) await new Promise((resolve) => setImmediate(resolve));
    abort.abort(new Error('nobody waits'));
    await expect(answer).rejects.toThrow('nobody waits');
    expect(await provider.lookup(unanswered(request, 'charge'))).toMatchObject({ status: 'succeeded' });
  });

  test('because the same request is in progress is repeated until that one is answered', async () => {
    const { offline, provider, charge } = await openShop();
    offline.fail('busy', { method: 'POST' });
    expect(await provider.charge(charge())).toMatchObject({ status: 'succeeded' });
  });

  test('because of an error stored under its key is not repeated under another key', async () => {
    const { offline, provider, charge } = await openShop();
    const request = charge();
    offline.fail('error_before', { method: 'POST' });
    await expect(provider.charge(request)).rejects.toThrow('status 500');
    await expect(provider.charge(request)).rejects.toThrow('status 500');
    offline.advance(DAY_MS);
    expect(await provider.charge(request)).toMatchObject({ status: 'succeeded' });
    expect(offline.objects.charges()).toHaveLength(1);
  });
});

describe('after an idempotency key is 24 hours old', () => {
  test('Stripe would charge again, so the charge is looked up first', async () => {
    const { offline, provider, charge } = await openShop();
    const request = charge();
    await provider.charge(request);
    offline.advance(DAY_MS);
    const found = await provider.lookup(unanswered(request, 'charge'));
    expect(found).toMatchObject({ status: 'succeeded' });
    // The offline Stripe forgets keys too.
    await provider.charge(request);
    expect(offline.objects.charges()).toHaveLength(2);
  });

  test('a charge is found by its metadata, however many charges the client has made since', async () => {
    const { offline, provider, charge } = await openShop();
    const request = charge();
    const first = await provider.charge(request);
    for (let made = 0; made < 100; made += 1) await provider.charge(charge());
    offline.advance(25 * HOUR_MS);
    expect(await provider.lookup(unanswered(request, 'charge'))).toEqual(first);
    expect(offline.calls.at(-2)?.path).toBe('/v1/payment_intents/search');
  });

  test('a charge is found although its customer has changed', async () => {
    const customers: string[] = [];
    const { offline, provider, charge } = await openShop({ customerFor: () => customers.at(-1) ?? null });
    customers.push(offline.customer({ defaultMethod: 'pm_card_visa' }).id);
    const request = charge();
    const first = await provider.charge(request);
    customers.push(offline.customer().id);
    expect(await provider.lookup(unanswered(request, 'charge'))).toEqual(first);
  });

  test('a failed lookup throws and does not report the payment as unknown', async () => {
    const { offline, provider, charge, transfer } = await openShop();
    const request = charge();
    offline.fail('error_before', { path: '/v1/payment_intents/search' });
    await expect(provider.lookup(unanswered(request, 'charge'))).rejects.toThrow('status 500');
    const source = { key: request.key, reference: null };
    const lookup = { kind: 'transfer', key: transfer(source).key, reference: null } as const;
    await expect(provider.lookup(lookup)).rejects.toThrow('pass `contractId`');
  });
});

describe('cancelling a charge', () => {
  test('that waits for the client succeeds, and the page can no longer pay it', async () => {
    const { offline, provider, charge } = await openShop();
    const request = charge('pm_card_authenticationRequired');
    const reference = referenceOf(await provider.charge(request));
    expect(await provider.cancel({ ...unanswered(request, 'charge'), reference })).toMatchObject({
      status: 'failed',
      code: 'cancelled',
    });
    expect(() => offline.act(reference, 'accepts')).toThrow('status of canceled');
  });

  test('that the bank is processing comes too late, and the charge may still succeed', async () => {
    const { offline, provider, charge } = await openShop();
    const request = charge('pm_usBankAccount_success');
    const reference = referenceOf(await provider.charge(request));
    const asked = { ...unanswered(request, 'charge'), reference };
    expect(await provider.cancel(asked)).toEqual({ status: 'pending', reference });
    offline.advance(4 * DAY_MS);
    expect(await provider.cancel(asked)).toEqual({ status: 'succeeded', reference });
  });

  test('that the client confirms at the same moment reports that it succeeded', async () => {
    const { offline, provider, charge } = await openShop();
    const request = charge('pm_card_authenticationRequired');
    const reference = referenceOf(await provider.charge(request));
    // It is read as open, and paid before the request to cancel arrives, whose first attempt is lost.
    offline.fail('unreachable', { path: `/v1/payment_intents/${reference}/cancel` });
    const outcome = provider.cancel({ ...unanswered(request, 'charge'), reference });
    while (!offline.calls.some(({ path }) => path.endsWith('/cancel'))) await new Promise((go) => setImmediate(go));
    offline.act(reference, 'accepts');
    expect(await outcome).toEqual({ status: 'succeeded', reference });
  });

  test('that Stripe does not know uses up its key, so a late request is refused', async () => {
    const { offline, provider, charge } = await openShop();
    const request = charge();
    expect(await provider.cancel(unanswered(request, 'charge'))).toMatchObject({ status: 'failed' });
    await expect(provider.charge(request)).rejects.toThrow('asked for before');
    expect(offline.objects.charges()).toEqual([]);
    // Repeated by another process or after a lost answer, it has the same result.
    expect(await provider.cancel(unanswered(request, 'charge'))).toMatchObject({ status: 'failed' });
    expect(offline.objects.intents()).toHaveLength(1);
  });

  test.each([
    ['EUR', 5_000],
    ['JPY', 5_000],
    ['HUF', 20_000],
    ['KWD', 5_000],
  ])('in %s, on an account that accepts no other currency, succeeds', async (currency, of) => {
    const { offline, provider, charge } = await openShop({}, { currencies: [currency.toLowerCase()] });
    const request = charge(null, of, currency);
    expect(await provider.cancel(unanswered(request, 'charge'))).toMatchObject({ status: 'failed', code: 'cancelled' });
    expect(offline.objects.intents()).toMatchObject([{ status: 'canceled', currency: currency.toLowerCase() }]);
    await expect(provider.charge(request)).rejects.toThrow('asked for before');
  });

  test.each([
    ['in a currency that the account cannot charge', 'USD', 5_000, { currencies: ['eur'] }],
    ['below Stripe’s minimum', 'USD', 10, {}],
    ['with an amount that Stripe cannot represent', 'KWD', 5_001, {}],
  ])('%s succeeds: Stripe would refuse the charge too', async (_, currency, of, stripeGiven) => {
    const { offline, provider, charge } = await openShop({}, stripeGiven);
    const request = charge(null, of, currency);
    expect(await provider.cancel(unanswered(request, 'charge'))).toMatchObject({ status: 'failed', code: 'cancelled' });
    // A late charge is refused, by its amount or because its key is used up.
    const [late] = await Promise.allSettled([provider.charge(request)]);
    if (late.status === 'fulfilled') expect(late.value).toMatchObject({ status: 'failed' });
    expect(offline.objects.charges()).toEqual([]);
  });

  test('while it is being created throws, and succeeds when it is repeated', async () => {
    const { offline, provider, charge } = await openShop();
    const request = charge();
    // Twice, because the SDK retries by itself.
    offline.fail('busy', { method: 'POST', path: '/v1/payment_intents', times: 2 });
    await expect(provider.cancel(unanswered(request, 'charge'))).rejects.toThrow();
    expect(await provider.cancel(unanswered(request, 'charge'))).toMatchObject({ status: 'failed' });
  });

  test('at the moment of its creation ends in one outcome or the other', async () => {
    const { offline, provider, charge } = await openShop();
    const request = charge();
    const [made, given] = await Promise.allSettled([
      provider.charge(request),
      provider.cancel(unanswered(request, 'charge')),
    ]);
    const known = await provider.lookup(unanswered(request, 'charge'));
    const charged = offline.objects.charges().length;
    expect(known).toMatchObject({ status: charged === 1 ? 'succeeded' : 'failed' });
    if (made.status === 'fulfilled') expect(made.value).toMatchObject({ status: known?.status });
    if (given.status === 'fulfilled') expect(given.value).toMatchObject({ status: known?.status });
  });
});
