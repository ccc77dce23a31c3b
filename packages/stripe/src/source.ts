import type { Amount, ContractId, PaymentOutcome } from '@workroom/core';
import type { ChargeReference, RefundRequest, TransferRequest } from '@workroom/server/payments';
import type { Stripe } from 'stripe';
import type { StripeContext } from './context.ts';
import { toStripeAmount } from './currency.ts';
import { heldByBanks } from './disputes.ts';
import { disputesOfIntent, findIntent, transfersOf } from './find.ts';

/** A charge that can be drawn on, and the amounts already drawn. */
export interface Source {
  readonly intentId: string;
  readonly charge: Stripe.Charge;
  /** All payouts of the contract, of this charge and others. */
  readonly transfers: readonly Stripe.Transfer[];
  /** The amount that banks withdrew and have not given back, in Stripe's unit. */
  readonly heldByBanks: number;
}

/** @returns a failed outcome if there is nothing to draw on */
export async function openSource(
  context: StripeContext,
  contractId: ContractId,
  source: ChargeReference,
): Promise<Source | PaymentOutcome> {
  const [intent, transfers] = await Promise.all([
    findIntent(context, { kind: 'charge', contractId, ...source }),
    transfersOf(context, contractId),
  ]);
  const charge = intent?.latest_charge;
  if (intent?.status !== 'succeeded' || typeof charge !== 'object' || charge === null) return notSettled;
  // A charge stays `disputed` after a dispute, whatever its outcome.
  const disputes = charge.disputed ? await disputesOfIntent(context, intent.id) : [];
  return { intentId: intent.id, charge, transfers, heldByBanks: heldByBanks(disputes) };
}

/**
 * The requested amount in Stripe's unit, or why it cannot be drawn. Stripe compares payouts and refunds with the charge
 * separately. Anything beyond, including withdrawn disputes, it would take from the platform's balance. A payout must
 * never do that. A refund may, because the marketplace can bear a return.
 */
export function amountToDraw(
  kind: 'transfer' | 'refund',
  { charge, transfers, heldByBanks: disputed }: Source,
  { amount, currency }: TransferRequest | RefundRequest,
): number | PaymentOutcome {
  if (charge.currency !== currency.toLowerCase()) return otherCurrency;
  const asked = toStripeAmount(amount, currency);
  if (asked === null) return noSuchAmount;
  const left = charge.amount - charge.amount_refunded - disputed;
  if (kind === 'refund') return asked > left ? notLeft : asked;
  const paidOut = transfers
    .filter(({ source_transaction: from }) => (typeof from === 'string' ? from : from?.id) === charge.id)
    .reduce((sum, each) => sum + each.amount - each.amount_reversed, 0);
  return asked > left - paidOut ? notLeft : asked;
}

/** The object found for the key must match the request: a key used for something else is a bug, and moves nothing. */
export function assertSame(found: { readonly id: string; readonly amount: number }, asked: Amount, currency: string) {
  if (found.amount === toStripeAmount(asked, currency)) return;
  throw new Error(`${found.id} at Stripe was made for another amount than is asked for now.`);
}

function failed(code: string, message: string): PaymentOutcome {
  return { status: 'failed', reference: null, code, message };
}

const notSettled = failed('source_not_settled', 'The charge to draw on has not succeeded.');
const notLeft = failed('insufficient_balance', 'So much of the charge is not left.');
const otherCurrency = failed('currency_mismatch', 'The charge was made in another currency.');
const noSuchAmount = failed('amount_not_supported', 'Stripe cannot move exactly this amount in this currency.');
