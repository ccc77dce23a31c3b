import type { PaymentOutcome } from '@workroom/core';
import type { ChargeRequest } from '@workroom/server/payments';
import type { Stripe } from 'stripe';
import { ask, read, StripeRefusal } from './answer.ts';
import type { StripeContext } from './context.ts';
import { toStripeAmount } from './currency.ts';
import { readIntent } from './find.ts';
import { intentOutcome, refused } from './intent-outcome.ts';
import { metadataOf } from './names.ts';

/** One PaymentIntent for every deposit and bonus, on the platform's account, in the contract's transfer group. */
export async function charge(
  context: StripeContext,
  request: ChargeRequest,
  signal?: AbortSignal,
): Promise<PaymentOutcome> {
  const { api, options } = context;
  const { key, contractId, currency } = request;
  const amount = toStripeAmount(request.amount, currency);
  if (amount === null) return noSuchAmount;
  const customer = await options.customerFor(request.clientId);
  if (customer === null) return noCustomer;
  const method = request.paymentMethod ?? (await defaultMethod(context, customer));
  signal?.throwIfAborted();
  const asked: Stripe.PaymentIntentCreateParams = {
    amount,
    currency: currency.toLowerCase(),
    customer,
    transfer_group: contractId,
    metadata: metadataOf(request),
    expand: ['latest_charge'],
    automatic_payment_methods: { enabled: true, allow_redirects: options.returnUrl ? 'always' : 'never' },
    // Without a payment method, the page collects one with the client secret.
    ...(method !== null && { payment_method: method, confirm: true }),
    ...(method !== null && options.returnUrl && { return_url: options.returnUrl }),
  };
  const answer = await ask('charging', () => api.paymentIntents.create(asked, { idempotencyKey: key }));
  if (answer instanceof StripeRefusal) {
    if (answer.intentId === null) return refused(answer);
    return intentOutcome(context, await readIntent(context, answer.intentId));
  }
  // A repeated key returns the old response, so the current state is read again.
  const isOver = answer.status === 'succeeded' || answer.status === 'canceled';
  return intentOutcome(context, isOver ? answer : await readIntent(context, answer.id));
}

/** The customer's default payment method. */
async function defaultMethod({ api }: StripeContext, customer: string): Promise<string | null> {
  const found = await read('reading the customer', () => api.customers.retrieve(customer));
  if (found.deleted) return null;
  const chosen = found.invoice_settings.default_payment_method;
  return typeof chosen === 'string' || chosen === null ? chosen : chosen.id;
}

const noSuchAmount: PaymentOutcome = {
  status: 'failed',
  reference: null,
  code: 'amount_not_supported',
  message: 'Stripe cannot charge exactly this amount in this currency. Choose a rounder one.',
};

const noCustomer: PaymentOutcome = {
  status: 'failed',
  reference: null,
  code: 'customer_missing',
  message: 'The client has no account for payments yet. Set one up at the marketplace, then try again.',
};
