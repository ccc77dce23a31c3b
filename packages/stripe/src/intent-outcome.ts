import type { PaymentOutcome } from '@workroom/core';
import type { Stripe } from 'stripe';
import { ask, declineCode, declineMessage, StripeRefusal } from './answer.ts';
import type { StripeContext } from './context.ts';
import { readIntent } from './find.ts';

/**
 * The outcome of a charge. A declined charge is cancelled first: "failed" means that it can never succeed, and a page
 * that still has the client secret could pay it.
 *
 * @param intent in its current state, with `latest_charge` expanded
 */
export async function intentOutcome(context: StripeContext, intent: Stripe.PaymentIntent): Promise<PaymentOutcome> {
  const reference = intent.id;
  switch (intent.status) {
    case 'succeeded':
      return { status: 'succeeded', reference };
    case 'canceled':
      return { status: 'failed', reference, ...failureOf(intent) };
    case 'requires_payment_method':
      if (wasTried(intent)) return callOff(context, intent);
      return { status: 'requires_action', reference, clientAction: clientAction(context, 'collect', intent) };
    case 'requires_action':
    case 'requires_confirmation':
      return { status: 'requires_action', reference, clientAction: clientAction(context, 'confirm', intent) };
    default:
      return { status: 'pending', reference };
  }
}

/** Cancels an open charge. If it is too late, returns the actual outcome. */
export async function callOff(context: StripeContext, intent: Stripe.PaymentIntent): Promise<PaymentOutcome> {
  const answer = await ask('cancelling a charge', () => context.api.paymentIntents.cancel(intent.id));
  const reference = intent.id;
  if (!(answer instanceof StripeRefusal)) return { status: 'failed', reference, ...failureOf(intent) };
  const now = await readIntent(context, intent.id);
  if (now.status === 'succeeded') return { status: 'succeeded', reference };
  if (now.status === 'canceled') return { status: 'failed', reference, ...failureOf(now) };
  return { status: 'pending', reference };
}

export function refused({ code, message }: StripeRefusal, reference: string | null = null): PaymentOutcome {
  return { status: 'failed', reference, code, message };
}

/**
 * The client secret for the page: for Stripe's own fields (`collect`) or for the bank's confirmation (`confirm`,
 * `stripe.handleNextAction`).
 */
function clientAction({ options }: StripeContext, type: 'collect' | 'confirm', intent: Stripe.PaymentIntent) {
  const { id, client_secret: clientSecret, next_action: next } = intent;
  return {
    provider: 'stripe',
    type,
    paymentIntent: id,
    clientSecret,
    publishableKey: options.publishableKey ?? null,
    nextAction: next === null ? null : { type: next.type, url: next.redirect_to_url?.url ?? null },
  };
}

function wasTried({ last_payment_error: error, latest_charge: charge }: Stripe.PaymentIntent): boolean {
  return error !== null || charge !== null;
}

function failureOf(intent: Stripe.PaymentIntent): { readonly code: string; readonly message: string } {
  const { last_payment_error: error, latest_charge: charge } = intent;
  if (error !== null) {
    const code = declineCode(error.decline_code, error.code);
    return { code, message: declineMessage(code, error.message) };
  }
  if (charge !== null && typeof charge === 'object' && charge.failure_code !== null) {
    const code = declineCode(charge.outcome?.reason ?? undefined, charge.failure_code);
    return { code, message: declineMessage(code, charge.failure_message ?? undefined) };
  }
  return { code: 'cancelled', message: 'The payment was cancelled. Nothing was charged.' };
}
