import type { PaymentOutcome } from '@workroom/core';
import type { ReversalRequest } from '@workroom/server/payments';
import { ask, StripeRefusal } from './answer.ts';
import type { StripeContext } from './context.ts';
import { toStripeAmount } from './currency.ts';
import { findTransfer, reversalsOf } from './find.ts';
import { refused } from './intent-outcome.ts';
import { isOf, metadataOf } from './names.ts';
import { assertSame } from './source.ts';

/**
 * Reverses a transfer. Stripe answers at once, and takes at most the available balance of the freelancer's account,
 * which excludes money paid out to their bank and unsettled money
 * (https://docs.stripe.com/connect/separate-charges-and-transfers#reverse-transfers).
 */
export async function reverse(
  context: StripeContext,
  request: ReversalRequest,
  signal?: AbortSignal,
): Promise<PaymentOutcome> {
  const { key, contractId, currency, amount } = request;
  const transfer = await findTransfer(context, { kind: 'transfer', contractId, ...request.transfer });
  if (transfer === null) return noTransfer;
  if (transfer.currency !== currency.toLowerCase()) return otherCurrency;
  const done = (await reversalsOf(context, transfer.id)).find((each) => isOf(key, each));
  if (done !== undefined) {
    assertSame(done, amount, currency);
    return { status: 'succeeded', reference: done.id };
  }
  const asked = toStripeAmount(amount, currency);
  if (asked === null) return noSuchAmount;
  if (asked > transfer.amount - transfer.amount_reversed) return notLeft;
  signal?.throwIfAborted();
  const answer = await ask('taking back a payout', () =>
    context.api.transfers.createReversal(
      transfer.id,
      { amount: asked, metadata: metadataOf(request) },
      { idempotencyKey: key },
    ),
  );
  if (!(answer instanceof StripeRefusal)) return { status: 'succeeded', reference: answer.id };
  return isShort.has(answer.code) ? nothingThere : refused(answer);
}

const isShort = new Set(['balance_insufficient', 'insufficient_funds']);

function failed(code: string, message: string): PaymentOutcome {
  return { status: 'failed', reference: null, code, message };
}

const nothingThere = failed(
  'insufficient_balance',
  'The freelancer’s account at Stripe does not have so much available. Try again once it has, or settle it with them directly.',
);
const noTransfer = failed('source_unknown', 'Stripe does not know the payout to take back.');
const otherCurrency = failed('currency_mismatch', 'The payout was made in another currency.');
const noSuchAmount = failed('amount_not_supported', 'Stripe cannot move exactly this amount in this currency.');
const notLeft = failed('amount_too_large', 'So much of the payout is not left to take back.');
