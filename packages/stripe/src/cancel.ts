import type { PaymentOutcome } from '@workroom/core';
import type { LookupRequest } from '@workroom/server/payments';
import { ask, StripeRefusal } from './answer.ts';
import type { StripeContext } from './context.ts';
import { toStripeAmount } from './currency.ts';
import { findIntent } from './find.ts';
import { callOff, intentOutcome } from './intent-outcome.ts';
import { metadataOf } from './names.ts';

/**
 * Gives up a charge. One that Stripe never heard of may still be on its way there: its key is used up with a
 * PaymentIntent that nobody can pay, and Stripe then refuses everything else under that key.
 *
 * It asks for what the charge itself asks for, amount, currency and customer: what Stripe refuses of that, it refuses
 * of the charge too, which then never happens either.
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
  // Such a charge is not asked of Stripe at all.
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
