import type { Amount, ContractId, PaymentOutcome } from '@workroom/core';
import type { ChargeReference, RefundRequest, TransferRequest } from '@workroom/server/payments';
import type { Stripe } from 'stripe';
import type { StripeContext } from './context.ts';
import { toStripeAmount } from './currency.ts';
import { heldByBanks } from './disputes.ts';
import { disputesOfIntent, findIntent, transfersOf } from './find.ts';

/** A charge that can be drawn on, and what was drawn on it already. */
export interface Source {
  readonly intentId: string;
  readonly charge: Stripe.Charge;
  /** The payouts of the whole contract, this charge's and others. */
  readonly transfers: readonly Stripe.Transfer[];
  /** What banks withdrew of it and have not given back, as Stripe counts it. */
  readonly heldByBanks: number;
}

/** @returns a failed outcome when there is nothing to draw on */
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
  // Disputed once, a charge stays so, whatever became of it.
  const disputes = charge.disputed ? await disputesOfIntent(context, intent.id) : [];
  return { intentId: intent.id, charge, transfers, heldByBanks: heldByBanks(disputes) };
}

/**
 * What is asked for as Stripe counts it, or why it can't be drawn. Stripe itself only compares payouts with
 * the charge, and refunds with the charge: what they take together, and what a bank has withdrawn for a dispute, it takes
 * from the platform's balance. A payout never does that. A refund may: the marketplace bears what the freelancer keeps.
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

/** What was found under the key must be what is asked for: a key used for something else is a bug, and moves nothing. */
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
