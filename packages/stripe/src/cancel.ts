import type { PaymentOutcome } from '@workroom/core';
import type { LookupRequest } from '@workroom/server/payments';
import { ask, StripeRefusal } from './answer.ts';
import type { StripeContext } from './context.ts';
import { toStripeAmount } from './currency.ts';
import { findIntent } from './find.ts';
import { callOff, intentOutcome } from './intent-outcome.ts';
import { metadataOf } from './names.ts';

/**
 * Cancels a charge. If Stripe does not know the charge, its request may still arrive later. So the key is used up with
 * a PaymentIntent that nobody can pay; Stripe then refuses every other request with that key.
 *
 * The request has the charge's own amount, currency and customer: if Stripe refuses them here, it would also refuse the
 * charge.
 */
export async function cancel(
  context: StripeContext,
  request: LookupRequest,
  signal?: AbortSignal,
): Promise<PaymentOutcome> {
  const found = await findIntent(context, request);
  if (found !== null) return found.status === 'succeeded' ? intentOutcome(context, found) : callOff(context, found);
  signal?.throwIfAborted();
  return takeKey(context, request);
}

async function takeKey(context: StripeContext, request: LookupRequest): Promise<PaymentOutcome> {
  const { api, options } = context;
  const { key, contractId, clientId, currency, amount } = request;
  if (contractId === undefined || clientId === undefined || currency === undefined || amount === undefined) {
    throw new TypeError(
      `Stripe cancels ${key} by what it was to charge: pass \`contractId\`, \`clientId\`, \`currency\` and \`amount\`.`,
    );
  }
  const asked = toStripeAmount(amount, currency);
  // Such a charge is never sent to Stripe.
  if (asked === null) return neverCharged;
  const customer = await options.customerFor(clientId);
  const placeholder = await ask('cancelling a charge', () =>
    api.paymentIntents.create(
      {
        amount: asked,
        currency: currency.toLowerCase(),
        description: 'Cancelled before it was charged',
        metadata: metadataOf({ key, contractId }),
        ...(customer !== null && { customer }),
      },
      { idempotencyKey: key },
    ),
  );
  return placeholder instanceof StripeRefusal ? neverCharged : callOff(context, placeholder);
}

const neverCharged: PaymentOutcome = {
  status: 'failed',
  reference: null,
  code: 'cancelled',
  message: 'The payment was cancelled. Nothing was charged.',
};
