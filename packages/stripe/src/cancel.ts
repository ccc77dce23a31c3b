import type { PaymentOutcome } from '@workroom/core';
import type { LookupRequest } from '@workroom/server/payments';
import { ask, StripeRefusal } from './answer.ts';
import type { Desk } from './desk.ts';
import { findIntent } from './find.ts';
import { callOff, intentOutcome } from './intent-outcome.ts';
import { metadataOf } from './names.ts';

/**
 * Gives up a charge. One that Stripe never heard of may still be on its way there: its key is used up with a
 * PaymentIntent that nobody can pay, and Stripe then refuses everything else under that key.
 */
export async function cancel(desk: Desk, request: LookupRequest, signal?: AbortSignal): Promise<PaymentOutcome> {
  const found = await findIntent(desk, request);
  if (found !== null) return found.status === 'succeeded' ? intentOutcome(desk, found) : callOff(desk, found);
  signal?.throwIfAborted();
  return takeKey(desk, request);
}

async function takeKey(desk: Desk, request: LookupRequest): Promise<PaymentOutcome> {
  const { api, options } = desk;
  const { key, contractId, clientId } = request;
  if (contractId === undefined || clientId === undefined) {
    throw new TypeError(`Stripe cancels ${key} by its contract and client: pass \`contractId\` and \`clientId\`.`);
  }
  const customer = await options.customerFor(clientId);
  const placeholder = await ask('cancelling a charge', () =>
    api.paymentIntents.create(
      {
        // Never confirmed, so neither amount nor currency matters; it only has to be one that Stripe takes.
        amount: 1_000,
        currency: 'usd',
        description: 'Cancelled before it was charged',
        metadata: metadataOf({ key, contractId }),
        ...(customer !== null && { customer }),
      },
      { idempotencyKey: key },
    ),
  );
  if (placeholder instanceof StripeRefusal) throw new Error(`Stripe would not let ${key} be cancelled in advance.`);
  return callOff(desk, placeholder);
}
