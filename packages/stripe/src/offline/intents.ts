import type { Stripe } from 'stripe';
import type { z } from 'zod';
import { toStripeAmount } from '../currency.ts';
import { minimumCharge } from '../limits.ts';
import { ApiError, invalid } from './api-error.ts';
import { chargeIntent } from './charges.ts';
import { type Behaviour, type Decline, offlineMethods } from './methods.ts';
import type * as params from './params.ts';
import { later, newId, type OfflineState, seconds, tell } from './state.ts';

/** Creates a PaymentIntent and confirms it if requested. */
export function createIntent(state: OfflineState, asked: z.output<typeof params.createIntent>): Stripe.PaymentIntent {
  if (state.currencies !== null && !state.currencies.includes(asked.currency)) {
    const message = `This account cannot charge in ${asked.currency}.`;
    throw invalid('payment_intent_invalid_parameter', message, 'currency');
  }
  const least = leastCharge(asked.currency);
  if (asked.amount < least) {
    throw invalid('amount_too_small', `Amount must be at least ${least} ${asked.currency}`, 'amount');
  }
  if (asked.amount > 99_999_999) throw invalid('amount_too_large', 'Amount must be no more than $999,999.99', 'amount');
  if (asked.customer !== undefined && !state.customers.has(asked.customer)) {
    throw invalid('resource_missing', `No such customer: '${asked.customer}'`, 'customer');
  }
  const method = asked.payment_method;
  if (method !== undefined && !Object.hasOwn(offlineMethods, method)) {
    throw invalid('resource_missing', `No such PaymentMethod: '${method}'`, 'payment_method');
  }
  const redirects = asked.automatic_payment_methods?.allow_redirects !== 'never';
  if (asked.confirm && redirects && asked.return_url === undefined) {
    throw invalid('parameter_missing', 'A return_url is needed for payment methods that redirect.', 'return_url');
  }
  const intent = newIntent(state, asked);
  state.intents.set(intent.id, intent);
  tell(state, 'payment_intent.created', intent);
  if (asked.confirm) confirmIntent(state, intent);
  return intent;
}

/** https://docs.stripe.com/currencies#minimum-and-maximum-charge-amounts, as Stripe counts it. */
function leastCharge(currency: string): number {
  const code = currency.toUpperCase();
  return toStripeAmount(minimumCharge(code), code) ?? 1;
}

/** @throws ApiError 402 with the PaymentIntent if it is declined at once */
function confirmIntent(state: OfflineState, intent: Stripe.PaymentIntent): void {
  const method = methodOf(intent);
  switch (method.charge) {
    case 'succeeds':
      succeed(state, intent, method);
      return;
    case 'declined':
      throw declined(decline(state, intent, method.decline), intent, method.decline);
    case 'needs_confirmation':
      intent.status = 'requires_action';
      intent.next_action = { type: 'use_stripe_sdk', use_stripe_sdk: { type: 'three_d_secure_redirect' } };
      tell(state, 'payment_intent.requires_action', intent);
      return;
    case 'delayed': {
      const charge = chargeIntent(state, intent, 'pending');
      intent.status = 'processing';
      tell(state, 'payment_intent.processing', intent);
      later(state, method.days, () => {
        if (method.result === 'succeeds') succeed(state, intent, method, charge);
        else decline(state, intent, method.result, charge);
      });
    }
  }
}

/** The client's actions on the page: gives a payment method, confirms to the bank, or refuses. */
export function actOnIntent(
  state: OfflineState,
  intent: Stripe.PaymentIntent,
  action: 'accepts' | 'refuses' | { readonly pays: string },
): void {
  if (typeof action === 'object') {
    if (intent.status !== 'requires_payment_method') throw unexpected(intent, 'pay');
    intent.payment_method = action.pays;
    try {
      confirmIntent(state, intent);
    } catch (error) {
      // The page sees the decline; here it is stored on the PaymentIntent.
      if (!(error instanceof ApiError)) throw error;
    }
    return;
  }
  if (intent.status !== 'requires_action') throw unexpected(intent, 'confirm');
  const method = methodOf(intent);
  const result = method.charge === 'needs_confirmation' ? method.result : 'succeeds';
  if (action === 'refuses') decline(state, intent, notAuthenticated);
  else if (result === 'succeeds') succeed(state, intent, method);
  else decline(state, intent, result);
}

export function cancelIntent(state: OfflineState, intent: Stripe.PaymentIntent): Stripe.PaymentIntent {
  const open = ['requires_payment_method', 'requires_confirmation', 'requires_action', 'requires_capture'];
  if (!open.includes(intent.status)) throw unexpected(intent, 'cancel');
  intent.status = 'canceled';
  intent.canceled_at = seconds(state);
  intent.next_action = null;
  // It belongs to the previous confirmation, and cancelling is an update.
  intent.last_payment_error = null;
  tell(state, 'payment_intent.canceled', intent);
  return intent;
}

function succeed(state: OfflineState, intent: Stripe.PaymentIntent, method: Behaviour, pending?: Stripe.Charge): void {
  chargeIntent(state, intent, 'succeeded', { charge: pending, fundsAtOnce: 'fundsAtOnce' in method });
  intent.status = 'succeeded';
  intent.amount_received = intent.amount;
  intent.next_action = null;
  intent.last_payment_error = null;
  tell(state, 'payment_intent.succeeded', intent);
}

function decline(
  state: OfflineState,
  intent: Stripe.PaymentIntent,
  why: Decline | typeof notAuthenticated,
  pending?: Stripe.Charge,
) {
  // If the confirmation failed, the bank was never asked for the money.
  const charge = 'decline_code' in why ? chargeIntent(state, intent, 'failed', { charge: pending, why }) : undefined;
  intent.status = 'requires_payment_method';
  intent.next_action = null;
  intent.last_payment_error = { type: 'card_error', ...why, ...(charge && { charge: charge.id }) };
  tell(state, 'payment_intent.payment_failed', intent);
  return charge;
}

function declined(charge: Stripe.Charge | undefined, intent: Stripe.PaymentIntent, why: Decline): ApiError {
  const { code, decline_code, message } = why;
  const about = { ...(charge && { charge: charge.id }), payment_intent: structuredClone(intent) };
  return new ApiError(402, { type: 'card_error', code, decline_code, message, ...about });
}

function unexpected(intent: Stripe.PaymentIntent, doing: string): ApiError {
  const message = `You cannot ${doing} this PaymentIntent because it has a status of ${intent.status}.`;
  return new ApiError(400, {
    type: 'invalid_request_error',
    code: 'payment_intent_unexpected_state',
    message,
    payment_intent: structuredClone(intent),
  });
}

function methodOf({ payment_method: id }: { payment_method: string | Stripe.PaymentMethod | null }): Behaviour {
  const behaviour = typeof id === 'string' && Object.hasOwn(offlineMethods, id) ? offlineMethods[id] : undefined;
  if (behaviour !== undefined) return behaviour;
  throw invalid('payment_intent_unexpected_state', 'The PaymentIntent needs a payment method first.');
}

const notAuthenticated = {
  code: 'payment_intent_authentication_failure',
  message: 'We are unable to authenticate your payment method. Please choose a different one and try again.',
} as const;

function newIntent(state: OfflineState, asked: z.output<typeof params.createIntent>): Stripe.PaymentIntent {
  const id = newId(state, 'pi');
  return {
    id,
    object: 'payment_intent',
    allowed_payment_method_types: null,
    amount: asked.amount,
    amount_capturable: 0,
    amount_received: 0,
    application: null,
    application_fee_amount: null,
    automatic_payment_methods: asked.automatic_payment_methods ?? null,
    canceled_at: null,
    cancellation_reason: null,
    capture_method: 'automatic_async',
    client_secret: `${id}_secret_offline${state.made}`,
    confirmation_method: 'automatic',
    created: seconds(state),
    currency: asked.currency,
    customer: asked.customer ?? null,
    customer_account: null,
    description: asked.description ?? null,
    excluded_payment_method_types: null,
    last_payment_error: null,
    latest_charge: null,
    livemode: false,
    managed_payments: null,
    metadata: asked.metadata,
    next_action: null,
    on_behalf_of: null,
    payment_method: asked.payment_method ?? null,
    payment_method_configuration_details: null,
    payment_method_options: null,
    payment_method_types: ['card', 'us_bank_account'],
    payment_record: null,
    processing: null,
    receipt_email: null,
    review: null,
    setup_future_usage: null,
    shipping: null,
    source: null,
    statement_descriptor: null,
    statement_descriptor_suffix: null,
    status: 'requires_payment_method',
    transfer_group: asked.transfer_group ?? null,
  };
}
