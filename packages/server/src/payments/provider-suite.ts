import { type Amount, amount, type ContractId, idSource, type PaymentId, type PaymentOutcome } from '@workroom/core';
import { describe, expect, test } from 'vitest';
import {
  type ChargeReference,
  type ChargeRequest,
  type LookupRequest,
  type PaymentProvider,
  type TransferRequest,
  WebhookRefused,
} from './provider.ts';

export { testReportedProvider } from './reported-provider-suite.ts';

/** A provider that the suite may ask for anything, with what it needs to know to make things happen. */
export interface ProviderUnderTest {
  readonly provider: PaymentProvider;
  readonly currency: string;
  readonly clientId: string;
  /** Somebody who can be paid out. */
  readonly freelancerId: string;
  /** Means of payment by what they do; leave out what the provider has none for. `null` is the client’s default. */
  readonly methods: {
    readonly succeeds: string | null;
    readonly declined: string;
    readonly requiresAction?: string;
    readonly pending?: string;
  };
  readonly close?: () => Promise<void>;
}

/**
 * What a `PaymentProvider` has to hold to. Call it in a Vitest file of your own:
 *
 * @example
 * testProvider('acme', async () => ({ provider: acme({ … }), currency: 'USD', … }));
 *
 * @param open makes a provider that the test has for itself
 */
export function testProvider(name: string, open: () => Promise<ProviderUnderTest>): void {
  const newId = idSource(() => Date.now(), Math.random);
  const fifty = amount(5_000);

  async function using(run: (desk: Desk) => Promise<void>): Promise<void> {
    const opened = await open();
    try {
      await run(deskOf(opened, newId('contract'), () => newId('payment')));
    } finally {
      await opened.close?.();
    }
  }

  describe(`payment provider: ${name}`, () => {
    test('says its name, its limits, and who can be paid out', () =>
      using(async ({ opened: { provider, currency, freelancerId } }) => {
        expect(provider.name).not.toBe('');
        expect(provider.maxHoldDays).toBeGreaterThan(0);
        expect(Number.isSafeInteger(provider.minimumCharge(currency))).toBe(true);
        expect(await provider.canPayOut(freelancerId)).toBe(true);
      }));

    test('a webhook that it did not sign is refused, whatever it says', () =>
      using(async ({ provider }) => {
        // One that sends none has nothing to refuse.
        if (provider.parseWebhook === undefined) return;
        const body = new TextEncoder().encode('{"id":"evt_forged","data":{"object":{}}}');
        const refused = expect(provider.parseWebhook({ headers: new Headers(), body })).rejects;
        await refused.toBeInstanceOf(WebhookRefused);
      }));

    test('a charge asked for again answers the same and takes no more', () =>
      using(async ({ provider, charge, refund }) => {
        const request = charge(fifty);
        const first = await provider.charge(request);
        expect(first.status).toBe('succeeded');
        expect(await provider.charge(request)).toEqual(first);
        expect(await provider.lookup(lookupOf('charge', request))).toEqual(first);
        // Had it been taken twice, it could be given back twice.
        const source = sourceFrom(request, first);
        expect((await provider.refund(refund(source, fifty))).status).not.toBe('failed');
        expect((await provider.refund(refund(source, fifty))).status).toBe('failed');
      }));

    test('a charge asked for twice at once is taken once', () =>
      using(async ({ provider, charge, refund }) => {
        const request = charge(fifty);
        const answers = await Promise.allSettled([
          provider.charge(request),
          provider.charge(request),
          provider.charge(request),
        ]);
        // "Somebody is at it" may be thrown; nobody may be told that it failed.
        for (const each of answers) if (each.status === 'fulfilled') expect(each.value.status).not.toBe('failed');
        const known = await provider.lookup(lookupOf('charge', request));
        expect(known).toMatchObject({ status: 'succeeded' });
        const source = sourceFrom(request, known);
        expect((await provider.refund(refund(source, fifty))).status).not.toBe('failed');
        expect((await provider.refund(refund(source, fifty))).status).toBe('failed');
      }));

    test('a key used again for another amount moves nothing', () =>
      using(async ({ provider, charge, refund }) => {
        const request = charge(fifty);
        const source = sourceFrom(request, await provider.charge(request));
        await Promise.allSettled([provider.charge({ ...request, amount: amount(9_000) })]);
        expect((await provider.refund(refund(source, amount(5_001)))).status).toBe('failed');
      }));

    test('nothing is known of a key it never heard of', () =>
      using(async ({ provider, key, charge }) => {
        for (const kind of ['charge', 'transfer', 'refund'] as const)
          expect(await provider.lookup(lookupOf(kind, { ...charge(fifty), key: key() }))).toBeNull();
      }));

    test('a decline is an outcome, not an error, and stays one', () =>
      using(async ({ provider, opened, charge }) => {
        const request = charge(fifty, opened.methods.declined);
        const outcome = await provider.charge(request);
        expect(outcome).toMatchObject({ status: 'failed', code: expect.any(String), message: expect.any(String) });
        expect(await provider.charge(request)).toMatchObject({ status: 'failed' });
        expect(await provider.lookup(lookupOf('charge', request))).toMatchObject({ status: 'failed' });
      }));

    test.each(['transfer', 'refund'] as const)('a %s asked for again answers the same and moves no more', (kind) =>
      using(async (desk) => {
        const { provider, refund } = desk;
        const source = await desk.take(fifty);
        const request = desk[kind](source, amount(3_000));
        const first = await desk.draw(kind, request);
        expect(['succeeded', 'pending']).toContain(first.status);
        expect((await desk.draw(kind, request)).status).toBe(first.status);
        expect(await provider.lookup(lookupOf(kind, request))).toMatchObject({ status: first.status });
        // 20.00 are left: exactly those.
        expect((await provider.refund(refund(source, amount(2_001)))).status).toBe('failed');
        expect((await provider.refund(refund(source, amount(2_000)))).status).not.toBe('failed');
      }),
    );

    test.each(['transfer', 'refund'] as const)('a %s of more than the charge has left is refused for good', (kind) =>
      using(async (desk) => {
        const source = await desk.take(fifty);
        const request = desk[kind](source, amount(5_001));
        expect((await desk.draw(kind, request)).status).toBe('failed');
        const known = await desk.provider.lookup(lookupOf(kind, request));
        expect(known === null || known.status === 'failed').toBe(true);
      }),
    );

    test('draws that run at once never take more than the charge', () =>
      using(async (desk) => {
        const source = await desk.take(fifty);
        const requests = Array.from({ length: 5 }, () => desk.refund(source, amount(2_000)));
        // "Somebody is at it" may be thrown here too; what became of each is asked once they are through.
        await Promise.allSettled(requests.map((request) => desk.provider.refund(request)));
        const outcomes: PaymentOutcome[] = [];
        for (const request of requests) outcomes.push(await desk.provider.refund(request));
        expect(outcomes.filter(({ status }) => status !== 'failed')).toHaveLength(2);
      }));

    test('cancelling what succeeded is too late and says so', () =>
      using(async ({ provider, charge }) => {
        const request = charge(fifty);
        await provider.charge(request);
        expect(await provider.cancel(lookupOf('charge', request))).toMatchObject({ status: 'succeeded' });
        expect(await provider.lookup(lookupOf('charge', request))).toMatchObject({ status: 'succeeded' });
      }));

    test('a charge cancelled before it was heard of never happens', () =>
      using(async ({ provider, charge }) => {
        const request = charge(fifty);
        expect(await provider.cancel(lookupOf('charge', request))).toMatchObject({ status: 'failed' });
        await Promise.allSettled([provider.charge(request)]);
        const known = await provider.lookup(lookupOf('charge', request));
        expect(known === null || known.status === 'failed').toBe(true);
      }));

    test('a charge that waits for the client says for what, is found, and can be cancelled', ({ skip }) =>
      using(async ({ provider, opened, charge }) => {
        const method = opened.methods.requiresAction;
        if (method === undefined) return skip('the provider has none');
        const request = charge(fifty, method);
        const outcome = await provider.charge(request);
        expect(outcome).toMatchObject({ status: 'requires_action', clientAction: expect.any(Object) });
        expect(await provider.lookup(lookupOf('charge', request))).toEqual(outcome);
        expect(await provider.cancel(lookupOf('charge', request))).toMatchObject({ status: 'failed' });
        expect(await provider.lookup(lookupOf('charge', request))).toMatchObject({ status: 'failed' });
      }));

    test('a pending charge has a reference, is found, and cannot be drawn on', ({ skip }) =>
      using(async ({ provider, opened, charge, refund }) => {
        const method = opened.methods.pending;
        if (method === undefined) return skip('the provider has none');
        const request = charge(fifty, method);
        const outcome = await provider.charge(request);
        expect(outcome).toMatchObject({ status: 'pending', reference: expect.any(String) });
        expect(await provider.lookup(lookupOf('charge', request))).toEqual(outcome);
        expect((await provider.refund(refund(sourceFrom(request, outcome), fifty))).status).toBe('failed');
      }));
  });
}

interface Desk {
  readonly opened: ProviderUnderTest;
  readonly provider: PaymentProvider;
  readonly key: () => PaymentId;
  readonly charge: (asked: Amount, paymentMethod?: string) => ChargeRequest;
  /** Charges, and answers what draws on it. */
  readonly take: (asked: Amount) => Promise<ChargeReference>;
  readonly transfer: (source: ChargeReference, asked: Amount) => TransferRequest;
  readonly refund: (source: ChargeReference, asked: Amount) => TransferRequest;
  readonly draw: (kind: 'transfer' | 'refund', request: TransferRequest) => Promise<PaymentOutcome>;
}

function deskOf(opened: ProviderUnderTest, contractId: ContractId, key: () => PaymentId): Desk {
  const { provider, currency, clientId, freelancerId, methods } = opened;
  const operation = (asked: Amount) => ({ key: key(), contractId, currency, amount: asked });
  const draw = (source: ChargeReference, asked: Amount) => ({ ...operation(asked), freelancerId, source });
  const charge = (asked: Amount, paymentMethod: string | null = methods.succeeds) => ({
    ...operation(asked),
    clientId,
    paymentMethod,
  });
  return {
    opened,
    provider,
    key,
    charge,
    async take(asked) {
      const request = charge(asked);
      return sourceFrom(request, await provider.charge(request));
    },
    transfer: draw,
    refund: draw,
    draw: (kind, request) => (kind === 'transfer' ? provider.transfer(request) : provider.refund(request)),
  };
}

function sourceFrom({ key }: ChargeRequest, outcome: PaymentOutcome | null): ChargeReference {
  return { key, reference: outcome !== null && 'reference' in outcome ? outcome.reference : null };
}

/** As the kit looks up what it never got an answer for. */
function lookupOf(kind: LookupRequest['kind'], request: ChargeRequest | TransferRequest): LookupRequest {
  const { key, contractId } = request;
  if ('clientId' in request) return { kind, key, reference: null, contractId, clientId: request.clientId };
  return { kind, key, reference: null, contractId, source: request.source };
}
