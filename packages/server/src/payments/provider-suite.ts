import { idSource, type PaymentOutcome } from '@workroom/core';
import { describe, expect, test } from 'vitest';
import { testAfterRelease } from './after-release-suite.ts';
import { WebhookRefused } from './provider.ts';
import { providerRules as rules } from './provider-rules.ts';
import { lookupOf, type ProviderUnderTest, type Setup, setupOf, sourceFrom } from './provider-setup.ts';

export type { ProviderUnderTest } from './provider-setup.ts';
export { testReportedProvider } from './reported-provider-suite.ts';

/**
 * Tests the rules of a `PaymentProvider`. Call it in a Vitest file of your own:
 *
 * @example
 * testProvider('acme', async () => ({ provider: acme({ … }), currency: 'USD', … }));
 *
 * @param open creates a provider for one test
 */
export function testProvider(name: string, open: () => Promise<ProviderUnderTest>): void {
  const newId = idSource(() => Date.now(), Math.random);

  async function using(run: (setup: Setup) => Promise<void>): Promise<void> {
    const opened = await open();
    try {
      await run(setupOf(opened, newId('contract'), () => newId('payment')));
    } finally {
      await opened.close?.();
    }
  }

  describe(`payment provider: ${name}`, () => {
    test('reports its name, its limits, and who can be paid out', () =>
      using(async ({ opened: { provider, currency, freelancerId } }) => {
        expect(provider.name, rules.name).not.toBe('');
        expect(provider.maxHoldDays, rules.maxHoldDays).toBeGreaterThan(0);
        const least = provider.minimumCharge(currency);
        expect(Number.isSafeInteger(least) && least >= 0, rules.minimumCharge(least)).toBe(true);
        const step = provider.amountStep?.(currency) ?? 1;
        expect(Number.isSafeInteger(step) && step > 0, rules.amountStep(step)).toBe(true);
        expect(await provider.canPayOut(freelancerId), rules.canPayOut).toBe(true);
      }));

    test('a webhook with an invalid signature is refused', () =>
      using(async ({ provider }) => {
        // A provider without webhooks has nothing to refuse.
        if (provider.parseWebhook === undefined) return;
        const body = new TextEncoder().encode('{"id":"evt_forged","data":{"object":{}}}');
        const refused = expect(provider.parseWebhook({ headers: new Headers(), body }), rules.webhook).rejects;
        await refused.toBeInstanceOf(WebhookRefused);
      }));

    test('a repeated charge gets the same answer and takes no more', () =>
      using(async ({ provider, charge, refund, fifty }) => {
        const request = charge(fifty);
        const first = await provider.charge(request);
        expect(first.status, rules.succeeds).toBe('succeeded');
        expect(await provider.charge(request), rules.sameAnswer).toEqual(first);
        expect(await provider.lookup(lookupOf('charge', request)), rules.lookup).toEqual(first);
        // If it had been charged twice, it could be refunded twice.
        const source = sourceFrom(request, first);
        expect((await provider.refund(refund(source, fifty))).status, rules.refundsWhole).not.toBe('failed');
        expect((await provider.refund(refund(source, fifty))).status, rules.takenOnce).toBe('failed');
      }));

    test('a charge requested twice at once is taken once', () =>
      using(async ({ provider, charge, refund, fifty }) => {
        const request = charge(fifty);
        const answers = await Promise.allSettled([
          provider.charge(request),
          provider.charge(request),
          provider.charge(request),
        ]);
        // Concurrent calls may throw "in progress", but must not report a failure.
        for (const each of answers)
          if (each.status === 'fulfilled') expect(each.value.status, rules.atOnce).not.toBe('failed');
        const known = await provider.lookup(lookupOf('charge', request));
        expect(known, rules.lookup).toMatchObject({ status: 'succeeded' });
        const source = sourceFrom(request, known);
        expect((await provider.refund(refund(source, fifty))).status, rules.refundsWhole).not.toBe('failed');
        expect((await provider.refund(refund(source, fifty))).status, rules.takenOnce).toBe('failed');
      }));

    test('a key that was used for another amount moves nothing', () =>
      using(async ({ provider, charge, refund, fifty, units }) => {
        const request = charge(fifty);
        const source = sourceFrom(request, await provider.charge(request));
        await Promise.allSettled([provider.charge({ ...request, amount: units(9_000) })]);
        expect((await provider.refund(refund(source, units(5_010)))).status, rules.otherAmount).toBe('failed');
      }));

    test('an unknown key is reported as unknown', () =>
      using(async ({ provider, key, charge, fifty }) => {
        for (const kind of ['charge', 'transfer', 'refund'] as const)
          expect(await provider.lookup(lookupOf(kind, { ...charge(fifty), key: key() })), rules.unknown).toBeNull();
      }));

    test('a decline is an outcome, not an error, and does not change', () =>
      using(async ({ provider, opened, charge, fifty }) => {
        const request = charge(fifty, opened.methods.declined);
        const outcome = await provider.charge(request);
        const failure = { status: 'failed', code: expect.any(String), message: expect.any(String) };
        expect(outcome, rules.declined).toMatchObject(failure);
        expect(await provider.charge(request), rules.staysDeclined).toMatchObject({ status: 'failed' });
        expect(await provider.lookup(lookupOf('charge', request)), rules.staysDeclined).toMatchObject({
          status: 'failed',
        });
      }));

    test.each(['transfer', 'refund'] as const)('a repeated %s gets the same answer and moves no more', (kind) =>
      using(async (setup) => {
        const { provider, fifty, units } = setup;
        const source = await setup.take(fifty);
        const request = setup[kind](source, units(3_000));
        const first = await setup.draw(kind, request);
        expect(['succeeded', 'pending'], rules.draws(kind)).toContain(first.status);
        expect((await setup.draw(kind, request)).status, rules.sameAnswer).toBe(first.status);
        expect(await provider.lookup(lookupOf(kind, request)), rules.lookup).toMatchObject({ status: first.status });
        // Exactly 20.00 are left.
        const more = (of: number) => setup.draw(kind, setup[kind](source, units(of)));
        expect((await more(2_010)).status, rules.noMoreThanLeft).toBe('failed');
        expect((await more(2_000)).status, rules.allThatIsLeft).not.toBe('failed');
      }),
    );

    test('a payout takes at most what refunds have left', () =>
      using(async ({ provider, refund, transfer, take, fifty, units }) => {
        const source = await take(fifty);
        await provider.refund(refund(source, units(3_000)));
        expect((await provider.transfer(transfer(source, units(2_010)))).status, rules.noMoreThanLeft).toBe('failed');
        expect((await provider.transfer(transfer(source, units(2_000)))).status, rules.allThatIsLeft).not.toBe(
          'failed',
        );
      }));

    test('paid out money can be refunded once', () =>
      using(async ({ provider, refund, payOut, units, take, fifty }) => {
        // The marketplace has money of its own.
        await take(fifty);
        const { charge } = await payOut(units(4_000));
        expect((await provider.refund(refund(charge, units(3_000)))).status, rules.fromOwnBalance).not.toBe('failed');
        expect((await provider.refund(refund(charge, units(2_010)))).status, rules.noMoreThanLeft).toBe('failed');
      }));

    test.each(['transfer', 'refund'] as const)(
      'a %s of more than the charge has left is refused definitively',
      (kind) =>
        using(async (setup) => {
          const source = await setup.take(setup.fifty);
          const request = setup[kind](source, setup.units(5_010));
          expect((await setup.draw(kind, request)).status, rules.noMoreThanLeft).toBe('failed');
          const known = await setup.provider.lookup(lookupOf(kind, request));
          expect(known === null || known.status === 'failed', rules.refusedForGood).toBe(true);
        }),
    );

    for (const kind of ['transfer', 'refund'] as const) {
      test(`a ${kind} that came back is reported as failed, and can be made again`, ({ skip }) =>
        using(async (setup) => {
          const { sendBack, mayComeBack = ['transfer', 'refund'] } = setup.opened;
          if (sendBack === undefined || !mayComeBack.includes(kind)) return skip('it cannot be brought about');
          const source = await setup.take(setup.fifty, setup.opened.methods.comesBack);
          const request = setup[kind](source, setup.fifty);
          expect((await setup.draw(kind, request)).status, rules.draws(kind)).toBe('succeeded');
          await sendBack(request.key);
          const failure = { status: 'failed', code: expect.any(String), message: expect.any(String) };
          expect(await setup.provider.lookup(lookupOf(kind, request)), rules.cameBack).toMatchObject(failure);
          expect((await setup.draw(kind, request)).status, rules.keyIsSpent).toBe('failed');
          const again = await setup.draw(kind, setup[kind](source, setup.fifty));
          expect(again.status, rules.madeAnew).not.toBe('failed');
        }));
    }

    test('simultaneous draws never take more than the charge', () =>
      using(async (setup) => {
        const source = await setup.take(setup.fifty);
        const requests = Array.from({ length: 5 }, () => setup.refund(source, setup.units(2_000)));
        // "In progress" may be thrown here too; the outcome of each is looked up once all have ended.
        await Promise.allSettled(requests.map((request) => setup.provider.refund(request)));
        const outcomes: PaymentOutcome[] = [];
        for (const request of requests) outcomes.push(await setup.provider.refund(request));
        expect(
          outcomes.filter(({ status }) => status !== 'failed'),
          rules.drawnAtOnce,
        ).toHaveLength(2);
      }));

    test('cancelling a successful charge reports that it is too late', () =>
      using(async ({ provider, charge, fifty }) => {
        const request = charge(fifty);
        await provider.charge(request);
        const asked = lookupOf('charge', request);
        expect(await provider.cancel(asked), rules.tooLate).toMatchObject({ status: 'succeeded' });
        expect(await provider.lookup(asked), rules.tooLate).toMatchObject({ status: 'succeeded' });
      }));

    test('a charge cancelled before it arrives never happens', () =>
      using(async ({ provider, charge, fifty }) => {
        const request = charge(fifty);
        expect(await provider.cancel(lookupOf('charge', request)), rules.neverHeardOf).toMatchObject({
          status: 'failed',
        });
        await Promise.allSettled([provider.charge(request)]);
        const known = await provider.lookup(lookupOf('charge', request));
        expect(known === null || known.status === 'failed', rules.neverHeardOf).toBe(true);
      }));

    test('a charge that waits for the client reports the action, is found, and can be cancelled', ({ skip }) =>
      using(async ({ provider, opened, charge, fifty }) => {
        const method = opened.methods.requiresAction;
        if (method === undefined) return skip('the provider has none');
        const request = charge(fifty, method);
        const outcome = await provider.charge(request);
        const asked = lookupOf('charge', request);
        expect(outcome, rules.action).toMatchObject({ status: 'requires_action', clientAction: expect.any(Object) });
        expect(await provider.lookup(asked), rules.lookup).toEqual(outcome);
        expect(await provider.cancel(asked), rules.cancels).toMatchObject({ status: 'failed' });
        expect(await provider.lookup(asked), rules.cancels).toMatchObject({ status: 'failed' });
      }));

    test('a pending charge has a reference, is found, and cannot be drawn on', ({ skip }) =>
      using(async ({ provider, opened, charge, refund, fifty }) => {
        const method = opened.methods.pending;
        if (method === undefined) return skip('the provider has none');
        const request = charge(fifty, method);
        const outcome = await provider.charge(request);
        expect(outcome, rules.pending).toMatchObject({ status: 'pending', reference: expect.any(String) });
        expect(await provider.lookup(lookupOf('charge', request)), rules.lookup).toEqual(outcome);
        const drawn = await provider.refund(refund(sourceFrom(request, outcome), fifty));
        expect(drawn.status, rules.notSettled).toBe('failed');
      }));

    testAfterRelease(using);
  });
}
