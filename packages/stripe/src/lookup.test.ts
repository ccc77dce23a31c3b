import { describe, expect, test } from 'vitest';
import { DAY_MS, HOUR_MS, openShop, referenceOf, unanswered } from './shop.test.support.ts';

// What is tried again goes as in the kit: it is looked up first, and only what Stripe never heard of is asked
// for anew, with the same key. The SDK tries twice by itself, so a fault has to happen twice to be seen.
const twice = { method: 'POST', times: 2 };

describe('an answer that was lost', () => {
  test.each(['answer_lost', 'error_after'] as const)('(%s) leaves a charge that is found', async (fault) => {
    const { offline, provider, charge } = await openShop();
    const request = charge();
    offline.fail(fault, twice);
    await expect(provider.charge(request)).rejects.toThrow(fault === 'answer_lost' ? 'no answer came' : 'status 500');
    expect(await provider.lookup(unanswered(request, 'charge'))).toMatchObject({ status: 'succeeded' });
    expect(offline.objects.charges()).toHaveLength(1);
  });

  test('once is not even noticed: the SDK asks again under the same key', async () => {
    const { offline, provider, charge } = await openShop();
    offline.fail('answer_lost', { method: 'POST' });
    expect(await provider.charge(charge())).toMatchObject({ status: 'succeeded' });
    expect(offline.objects.charges()).toHaveLength(1);
  });

  test.each(['transfer', 'refund'] as const)('leaves a %s that is found', async (kind) => {
    const { offline, provider, take, ...shop } = await openShop();
    const request = shop[kind](await take());
    offline.fail('answer_lost', twice);
    await expect(provider[kind](request)).rejects.toThrow('no answer came');
    expect(await provider.lookup(unanswered(request, kind))).toMatchObject({ status: 'succeeded' });
    expect(await provider[kind](request)).toMatchObject({ status: 'succeeded' });
    expect(offline.objects[`${kind}s`]()).toHaveLength(1);
  });

  test('of a decline is found as one', async () => {
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

describe('a request that never arrived', () => {
  test.each(['unreachable', 'rate_limited'] as const)(
    '(%s) is unknown to Stripe, and done when asked again',
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

  test('is given up when nobody waits for it any more, and harms nothing', async () => {
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

  test('because the same one is under way is asked again until that one is answered', async () => {
    const { offline, provider, charge } = await openShop();
    offline.fail('busy', { method: 'POST' });
    expect(await provider.charge(charge())).toMatchObject({ status: 'succeeded' });
  });

  test('and an error of Stripe’s own that was kept under its key is never tried under another', async () => {
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

describe('once a key is older than 24 hours', () => {
  test('Stripe itself would charge again, which is why it is looked up first', async () => {
    const { offline, provider, charge } = await openShop();
    const request = charge();
    await provider.charge(request);
    offline.advance(DAY_MS);
    const found = await provider.lookup(unanswered(request, 'charge'));
    expect(found).toMatchObject({ status: 'succeeded' });
    // The offline one is as forgetful as the real one.
    await provider.charge(request);
    expect(offline.objects.charges()).toHaveLength(2);
  });

  test('a charge is found by its metadata, however many the client made since', async () => {
    const { offline, provider, charge } = await openShop();
    const request = charge();
    const first = await provider.charge(request);
    for (let made = 0; made < 100; made += 1) await provider.charge(charge());
    offline.advance(25 * HOUR_MS);
    expect(await provider.lookup(unanswered(request, 'charge'))).toEqual(first);
    expect(offline.calls.at(-2)?.path).toBe('/v1/payment_intents/search');
  });

  test('a charge is found though its customer has changed', async () => {
    const customers: string[] = [];
    const { offline, provider, charge } = await openShop({ customerFor: () => customers.at(-1) ?? null });
    customers.push(offline.customer({ defaultMethod: 'pm_card_visa' }).id);
    const request = charge();
    const first = await provider.charge(request);
    customers.push(offline.customer().id);
    expect(await provider.lookup(unanswered(request, 'charge'))).toEqual(first);
  });

  test('what can’t be looked up is not taken for unknown', async () => {
    const { offline, provider, charge, transfer } = await openShop();
    const request = charge();
    offline.fail('error_before', { path: '/v1/payment_intents/search' });
    await expect(provider.lookup(unanswered(request, 'charge'))).rejects.toThrow('status 500');
    const source = { key: request.key, reference: null };
    const lookup = { kind: 'transfer', key: transfer(source).key, reference: null } as const;
    await expect(provider.lookup(lookup)).rejects.toThrow('pass `contractId`');
  });
});

describe('giving up a charge', () => {
  test('that waits for the client cancels it, and the page can’t pay it any more', async () => {
    const { offline, provider, charge } = await openShop();
    const request = charge('pm_card_authenticationRequired');
    const reference = referenceOf(await provider.charge(request));
    expect(await provider.cancel({ ...unanswered(request, 'charge'), reference })).toMatchObject({
      status: 'failed',
      code: 'cancelled',
    });
    expect(() => offline.act(reference, 'accepts')).toThrow('status of canceled');
  });

  test('that the bank is busy with is too late to stop, and may still succeed', async () => {
    const { offline, provider, charge } = await openShop();
    const request = charge('pm_usBankAccount_success');
    const reference = referenceOf(await provider.charge(request));
    const asked = { ...unanswered(request, 'charge'), reference };
    expect(await provider.cancel(asked)).toEqual({ status: 'pending', reference });
    offline.advance(4 * DAY_MS);
    expect(await provider.cancel(asked)).toEqual({ status: 'succeeded', reference });
  });

  test('that the client confirms at the same moment says that it succeeded', async () => {
    const { offline, provider, charge } = await openShop();
    const request = charge('pm_card_authenticationRequired');
    const reference = referenceOf(await provider.charge(request));
    // Read as open, and paid before the request to cancel arrives: its first try is lost in between.
    offline.fail('unreachable', { path: `/v1/payment_intents/${reference}/cancel` });
    const outcome = provider.cancel({ ...unanswered(request, 'charge'), reference });
    while (!offline.calls.some(({ path }) => path.endsWith('/cancel'))) await new Promise((go) => setImmediate(go));
    offline.act(reference, 'accepts');
    expect(await outcome).toEqual({ status: 'succeeded', reference });
  });

  test('before Stripe heard of it uses up its key: what is still on its way is refused', async () => {
    const { offline, provider, charge } = await openShop();
    const request = charge();
    expect(await provider.cancel(unanswered(request, 'charge'))).toMatchObject({ status: 'failed' });
    await expect(provider.charge(request)).rejects.toThrow('asked for before');
    expect(offline.objects.charges()).toEqual([]);
    // Asked again, by another process or after a lost answer, it is the same.
    expect(await provider.cancel(unanswered(request, 'charge'))).toMatchObject({ status: 'failed' });
    expect(offline.objects.intents()).toHaveLength(1);
  });

  test.each([
    ['EUR', 5_000],
    ['JPY', 5_000],
    ['HUF', 20_000],
    ['KWD', 5_000],
  ])('in %s, at an account that takes nothing else, comes to an end', async (currency, of) => {
    const { offline, provider, charge } = await openShop({}, { currencies: [currency.toLowerCase()] });
    const request = charge(null, of, currency);
    expect(await provider.cancel(unanswered(request, 'charge'))).toMatchObject({ status: 'failed', code: 'cancelled' });
    expect(offline.objects.intents()).toMatchObject([{ status: 'canceled', currency: currency.toLowerCase() }]);
    await expect(provider.charge(request)).rejects.toThrow('asked for before');
  });

  test.each([
    ['in a currency that the account cannot charge in', 'USD', 5_000, { currencies: ['eur'] }],
    ['of less than Stripe charges', 'USD', 10, {}],
    ['of an amount that Stripe does not have', 'KWD', 5_001, {}],
  ])('%s comes to an end: Stripe refuses the charge too', async (_, currency, of, stripeGiven) => {
    const { offline, provider, charge } = await openShop({}, stripeGiven);
    const request = charge(null, of, currency);
    expect(await provider.cancel(unanswered(request, 'charge'))).toMatchObject({ status: 'failed', code: 'cancelled' });
    // Still on its way, it is refused for good, or since its key is used up.
    const [late] = await Promise.allSettled([provider.charge(request)]);
    if (late.status === 'fulfilled') expect(late.value).toMatchObject({ status: 'failed' });
    expect(offline.objects.charges()).toEqual([]);
  });

  test('while the charge is just being made is unsure, and asked again', async () => {
    const { offline, provider, charge } = await openShop();
    const request = charge();
    // Twice, since the SDK tries again by itself.
    offline.fail('busy', { method: 'POST', path: '/v1/payment_intents', times: 2 });
    await expect(provider.cancel(unanswered(request, 'charge'))).rejects.toThrow();
    expect(await provider.cancel(unanswered(request, 'charge'))).toMatchObject({ status: 'failed' });
  });

  test('at the same moment as it is made ends in one or the other', async () => {
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
