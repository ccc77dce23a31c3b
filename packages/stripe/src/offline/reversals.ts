import type { Stripe } from 'stripe';
import type { z } from 'zod';
import { invalid } from './api-error.ts';
import type * as params from './params.ts';
import { balanceOf, enter, newId, type OfflineState, platform, seconds, tell } from './state.ts';

/**
 * Reverses a transfer or a part of it (https://docs.stripe.com/api/transfer_reversals/create), up to the destination's
 * available balance, which excludes unsettled money.
 */
export function createReversal(
  state: OfflineState,
  transfer: Stripe.Transfer,
  asked: z.output<typeof params.createReversal>,
): Stripe.TransferReversal {
  const left = transfer.amount - transfer.amount_reversed;
  const amount = asked.amount ?? left;
  if (amount > left) {
    throw invalid(
      'parameter_invalid',
      `Reversal amount (${amount}) is greater than unreversed amount (${left})`,
      'amount',
    );
  }
  const account = typeof transfer.destination === 'string' ? transfer.destination : (transfer.destination?.id ?? '');
  const { available } = balanceOf(state, account);
  if ((available.find(({ currency }) => currency === transfer.currency)?.amount ?? 0) < amount) {
    throw invalid('balance_insufficient', 'The connected account has insufficient available funds to reverse this.');
  }
  const reversal: Stripe.TransferReversal = {
    id: newId(state, 'trr'),
    object: 'transfer_reversal',
    amount,
    balance_transaction: null,
    created: seconds(state),
    currency: transfer.currency,
    destination_payment_refund: null,
    metadata: asked.metadata,
    source_refund: null,
    transfer: transfer.id,
  };
  const entry = { currency: transfer.currency, source: reversal.id, availableOn: seconds(state) };
  reversal.balance_transaction = enter(state, platform, { type: 'transfer_refund', amount, ...entry }).id;
  enter(state, account, { type: 'payment_refund', amount: -amount, ...entry });
  state.reversals.set(reversal.id, reversal);
  transfer.amount_reversed += amount;
  transfer.reversed = transfer.amount_reversed === transfer.amount;
  transfer.reversals.data.unshift(reversal);
  // The transfer shows the ten newest.
  transfer.reversals.has_more = transfer.reversals.data.length > 10;
  transfer.reversals.data.splice(10);
  tell(state, 'transfer.reversed', transfer);
  return reversal;
}
