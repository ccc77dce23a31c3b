import type { PaymentOutcome } from '@workroom/core';
import type { RefundRequest } from '@workroom/server/payments';
import type { Stripe } from 'stripe';
import { ask, StripeRefusal } from './answer.ts';
import type { StripeContext } from './context.ts';
import { refundsOfIntent } from './find.ts';
import { refused } from './intent-outcome.ts';
import { isOf, metadataOf } from './names.ts';
import { amountToDraw, assertSame, openSource } from './source.ts';

/** Refunds the client, to the payment method of the charge. */
export async function refund(
  context: StripeContext,
  request: RefundRequest,
  signal?: AbortSignal,
): Promise<PaymentOutcome> {
  const { api } = context;
  const { key, contractId, currency, amount } = request;
  const source = await openSource(context, contractId, request.source);
  if ('status' in source) return source;
  const { intentId } = source;
  const done = (await refundsOfIntent(context, intentId)).find((each) => isOf(key, each));
  if (done !== undefined) {
    assertSame(done, amount, currency);
    return refundOutcome(done);
  }
  const asked = amountToDraw('refund', source, request);
  if (typeof asked !== 'number') return asked;
  signal?.throwIfAborted();
  const answer = await ask('refunding', () =>
    api.refunds.create(
      {
        payment_intent: intentId,
        amount: asked,
        metadata: metadataOf(request),
      },
      { idempotencyKey: key },
    ),
  );
  return answer instanceof StripeRefusal ? refused(answer) : refundOutcome(answer);
}

export function refundOutcome({
  id: reference,
  status,
  failure_reason: reason,
  pending_reason: waitsFor,
}: Stripe.Refund): PaymentOutcome {
  if (status === 'succeeded') return { status, reference };
  if (status !== 'failed' && status !== 'canceled')
    return { status: 'pending', reference, ...(waitsFor != null && { reason: waitsFor }) };
  return {
    status: 'failed',
    reference,
    code: reason ?? 'refund_failed',
    message: 'The bank did not take the refund. The money is back with the marketplace: give it back another way.',
  };
}
