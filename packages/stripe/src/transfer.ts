import type { PaymentOutcome } from '@workroom/core';
import type { TransferRequest } from '@workroom/server/payments';
import { ask, StripeRefusal } from './answer.ts';
import type { StripeContext } from './context.ts';
import { refused } from './intent-outcome.ts';
import { isOf, metadataOf } from './names.ts';
import { amountToDraw, assertSame, openSource } from './source.ts';

/**
 * Pays out to the freelancer's account from one charge. With `source_transaction` it works while the charge's money is
 * still pending: Stripe makes it available to both at the same time
 * (https://docs.stripe.com/connect/separate-charges-and-transfers#transfer-availability).
 */
export async function transfer(
  context: StripeContext,
  request: TransferRequest,
  signal?: AbortSignal,
): Promise<PaymentOutcome> {
  const { api, options } = context;
  const { key, contractId, currency, amount, freelancerId } = request;
  const source = await openSource(context, contractId, request.source);
  if ('status' in source) return source;
  const done = source.transfers.find((each) => isOf(key, each));
  if (done !== undefined) {
    assertSame(done, amount, currency);
    return { status: 'succeeded', reference: done.id };
  }
  const destination = await options.accountFor(freelancerId);
  if (destination === null) return noAccount;
  const asked = amountToDraw('transfer', source, request);
  if (typeof asked !== 'number') return asked;
  signal?.throwIfAborted();
  const answer = await ask('paying out', () =>
    api.transfers.create(
      {
        amount: asked,
        currency: currency.toLowerCase(),
        destination,
        source_transaction: source.charge.id,
        transfer_group: contractId,
        metadata: metadataOf(request),
      },
      { idempotencyKey: key },
    ),
  );
  return answer instanceof StripeRefusal ? refused(answer) : { status: 'succeeded', reference: answer.id };
}

const noAccount: PaymentOutcome = {
  status: 'failed',
  reference: null,
  code: 'payout_account_missing',
  message: 'The freelancer has no account to be paid to yet. They set one up at the marketplace, then try again.',
};
