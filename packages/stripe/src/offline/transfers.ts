import type { Stripe } from 'stripe';
import type { z } from 'zod';
import { invalid } from './api-error.ts';
import { availableOn } from './charges.ts';
import type * as params from './params.ts';
import { balanceOf, enter, newId, type OfflineState, platform, seconds, tell } from './state.ts';

/** https://docs.stripe.com/connect/separate-charges-and-transfers */
export function createTransfer(state: OfflineState, asked: z.output<typeof params.createTransfer>): Stripe.Transfer {
  const account = state.accounts.get(asked.destination);
  if (account === undefined) {
    throw invalid('resource_missing', `No such destination: '${asked.destination}'`, 'destination');
  }
  if (account.capabilities?.transfers !== 'active') {
    const message =
      'Your destination account needs to have at least one of the following capabilities enabled: transfers';
    throw invalid('insufficient_capabilities_for_transfer', message);
  }
  const source = asked.source_transaction === undefined ? null : sourceOf(state, asked);
  if (source === null) assertAvailable(state, asked);
  const from = source === null ? seconds(state) : availableOn(state, source);
  const transfer = newTransfer(state, asked, source);
  state.transfers.set(transfer.id, transfer);
  const { id, amount, currency } = transfer;
  const entry = { currency, source: id, availableOn: from };
  transfer.balance_transaction = enter(state, platform, { type: 'transfer', amount: -amount, ...entry }).id;
  enter(state, account.id, { type: 'payment', amount, ...entry });
  tell(state, 'transfer.created', transfer);
  return transfer;
}

/** The source charge of a transfer. All transfers from it together are at most its amount. */
function sourceOf(state: OfflineState, asked: z.output<typeof params.createTransfer>): Stripe.Charge {
  const charge = state.charges.get(asked.source_transaction ?? '');
  if (charge === undefined) {
    throw invalid('resource_missing', `No such charge: '${asked.source_transaction}'`, 'source_transaction');
  }
  if (charge.status !== 'succeeded') {
    throw invalid('charge_not_captured', 'The source charge has not succeeded.', 'source_transaction');
  }
  if (charge.currency !== asked.currency) {
    const message = `The currency of source_transaction's balance transaction (${charge.currency}) must be the same as the transfer currency (${asked.currency})`;
    throw invalid('transfer_source_currency_mismatch', message, 'currency');
  }
  if (charge.transfer_group !== null && (asked.transfer_group ?? charge.transfer_group) !== charge.transfer_group) {
    throw invalid('parameter_invalid', 'The transfer_group has to be that of the source charge.', 'transfer_group');
  }
  const before = [...state.transfers.values()]
    .filter((each) => each.source_transaction === charge.id)
    .reduce((sum, each) => sum + each.amount - each.amount_reversed, 0);
  if (before + asked.amount > charge.amount) {
    const message = `Transfers using this transaction as a source must not exceed the source amount of ${charge.amount}. (There is already ${before} transferred.)`;
    throw invalid('transfer_exceeds_source', message, 'amount');
  }
  return charge;
}

/** Without a source, only the available balance can be transferred. */
function assertAvailable(state: OfflineState, { amount, currency }: z.output<typeof params.createTransfer>): void {
  const { available } = balanceOf(state, platform);
  if ((available.find((each) => each.currency === currency)?.amount ?? 0) >= amount) return;
  throw invalid('balance_insufficient', 'You have insufficient available funds in your Stripe account.');
}

function newTransfer(
  state: OfflineState,
  asked: z.output<typeof params.createTransfer>,
  source: Stripe.Charge | null,
): Stripe.Transfer {
  const id = newId(state, 'tr');
  return {
    id,
    object: 'transfer',
    amount: asked.amount,
    amount_reversed: 0,
    balance_transaction: null,
    created: seconds(state),
    currency: asked.currency,
    description: null,
    destination: asked.destination,
    livemode: false,
    metadata: asked.metadata,
    reversals: { object: 'list', data: [], has_more: false, url: `/v1/transfers/${id}/reversals` },
    reversed: false,
    source_transaction: source?.id ?? null,
    source_type: 'card',
    transfer_group: asked.transfer_group ?? source?.transfer_group ?? null,
  };
}
