import { amount, idSource, type PaymentId, type PaymentOutcome } from '@workroom/core';
import type {
  ChargeReference,
  ChargeRequest,
  ContractCharge,
  LookupRequest,
  ReversalRequest,
  TransferRequest,
} from '@workroom/server/payments';
import { onTestFinished } from 'vitest';
import { type OfflineStripeOptions, offlineStripe } from './offline/index.ts';
import { onFreePort } from './offline.test.support.ts';
import type { StripeOptions } from './options.ts';
import { stripe } from './stripe.ts';

export const HOUR_MS = 3_600_000;
export const DAY_MS = 24 * HOUR_MS;
export const webhookSecret = 'whsec_offline';

const newId = idSource(() => Date.now(), Math.random);

/** A marketplace with the offline Stripe, served to the real SDK for the duration of the test. */
export async function openShop(given: Partial<StripeOptions> = {}, stripeGiven: OfflineStripeOptions = {}) {
  const shop = await openShopUntilClosed(given, stripeGiven);
  onTestFinished(shop.close);
  return shop;
}

export async function openShopUntilClosed(given: Partial<StripeOptions> = {}, stripeGiven: OfflineStripeOptions = {}) {
  const offline = offlineStripe(stripeGiven);
  const { api, close } = await onFreePort(offline);
  const customer = offline.customer({ defaultMethod: 'pm_card_visa' }).id;
  const account = offline.account().id;
  const provider = stripe({
    secretKey: 'sk_test_offline',
    webhookSecret,
    publishableKey: 'pk_test_offline',
    customerFor: (userId) => (userId === 'ada' ? customer : null),
    accountFor: (userId) => (userId === 'bob' ? account : null),
    api,
    ...given,
  });
  const contractId = newId('contract');
  const operation = (of = 5_000) => ({ key: newPayment(), contractId, currency: 'USD', amount: amount(of) });
  const drawn = (source: ChargeReference, of = 2_000): TransferRequest => ({
    ...operation(of),
    freelancerId: 'bob',
    source,
  });
  const charge = (paymentMethod: string | null = null, of = 5_000, currency = 'USD'): ChargeRequest => ({
    ...operation(of),
    currency,
    clientId: 'ada',
    paymentMethod,
  });
  return {
    offline,
    provider,
    customer,
    account,
    api,
    close,
    contractId,
    charge,
    transfer: drawn,
    refund: drawn,
    reversal: (transfer: ChargeReference, of = 1_000): ReversalRequest => ({
      ...operation(of),
      freelancerId: 'bob',
      transfer,
    }),
    /** A charge in the form in which the kit asks about disputes and movements. */
    named: (source: ChargeReference): ContractCharge => ({ ...source, contractId, currency: 'USD' }),
    /** Makes a charge, and returns the requests that draw on it. */
    async take(paymentMethod: string | null = null, of = 5_000): Promise<ChargeReference & { reference: string }> {
      const request = charge(paymentMethod, of);
      return { key: request.key, reference: referenceOf(await provider.charge(request)) };
    },
  };
}

export function newPayment(): PaymentId {
  return newId('payment');
}

/** The kit's lookup of a payment without an answer. */
export function unanswered(request: ChargeRequest | TransferRequest, kind: LookupRequest['kind']): LookupRequest {
  const { key, contractId, currency, amount } = request;
  const about = { kind, key, contractId, reference: null, currency, amount };
  return 'clientId' in request ? { ...about, clientId: request.clientId } : { ...about, source: request.source };
}

export function referenceOf(outcome: PaymentOutcome | null): string {
  const reference = outcome !== null && 'reference' in outcome ? outcome.reference : null;
  if (reference === null) throw new Error(`There is no reference in ${JSON.stringify(outcome)}.`);
  return reference;
}
