import type { Stripe } from 'stripe';
import type { z } from 'zod';
import { invalid } from './api-error.ts';
import { availableOn } from './charges.ts';
import { offlineMethods } from './methods.ts';
import type * as params from './params.ts';
import { balanceOf, enter, later, newId, type OfflineState, platform, seconds, tell } from './state.ts';

/** https://docs.stripe.com/refunds: any number of times, together never more than the charge. */
export function createRefund(state: OfflineState, asked: z.output<typeof params.createRefund>): Stripe.Refund {
  const charge = chargeOf(state, asked);
  const left = charge.amount - charge.amount_refunded;
  const amount = asked.amount ?? left;
  assertUndisputed(state, charge);
  if (left === 0) throw invalid('charge_already_refunded', `Charge ${charge.id} has already been refunded.`);
  if (amount > left) {
    const message = `Refund amount (${amount}) is greater than unrefunded amount on charge (${left})`;
    throw invalid('amount_too_large', message, 'amount');
  }
  const behaviour = offlineMethods[charge.payment_method ?? ''];
  const does = behaviour?.charge === 'succeeds' ? behaviour.refund : undefined;
  const refund = newRefund(state, asked, charge, amount);
  const isShort = state.shortRefunds === 'pending' && !covers(state, charge, amount);
  refund.status = does === 'pending' || isShort ? 'pending' : 'succeeded';
  if (isShort) refund.pending_reason = 'insufficient_funds';
  state.refunds.set(refund.id, refund);
  draw(state, charge, refund, amount, 'refund');
  tell(state, 'charge.refunded', charge);
  tell(state, 'refund.created', refund);
  if (isShort) waitForBalance(state, charge, refund);
  else if (does === 'pending') {
    refund.pending_reason = 'processing';
    later(state, 1, () => succeed(state, refund));
  }
  if (does === 'fails_later') later(state, 1, () => fail(state, charge, refund));
  return refund;
}

/** A chargeback replaces pending refunds. */
export function failPendingRefunds(state: OfflineState, chargeId: string): void {
  const charge = state.charges.get(chargeId);
  for (const refund of state.refunds.values()) {
    if (charge !== undefined && refund.charge === chargeId && refund.status === 'pending') {
      fail(state, charge, refund, 'charge_for_pending_refund_disputed');
    }
  }
}

/** Refunds come out of the available balance; pending money is refunded from the pending balance. */
function covers(state: OfflineState, charge: Stripe.Charge, amount: number): boolean {
  if (availableOn(state, charge) > seconds(state)) return true;
  const { available } = balanceOf(state, platform);
  return (available.find(({ currency }) => currency === charge.currency)?.amount ?? 0) >= amount;
}

/** The refund is already deducted from the balance. It is sent once the balance is not negative. */
function waitForBalance(state: OfflineState, charge: Stripe.Charge, refund: Stripe.Refund): void {
  later(state, 1, () => {
    if (refund.status !== 'pending') return;
    if (covers(state, charge, 0)) succeed(state, refund);
    else waitForBalance(state, charge, refund);
  });
}

function succeed(state: OfflineState, refund: Stripe.Refund): void {
  if (refund.status !== 'pending') return;
  refund.status = 'succeeded';
  delete refund.pending_reason;
  tell(state, 'refund.updated', refund);
}

/** The bank sends it back, so the platform has the money again. */
function fail(
  state: OfflineState,
  charge: Stripe.Charge,
  refund: Stripe.Refund,
  reason = 'expired_or_canceled_card',
): void {
  refund.status = 'failed';
  refund.failure_reason = reason;
  draw(state, charge, refund, -refund.amount, 'refund_failure');
  tell(state, 'refund.failed', refund);
}

function draw(
  state: OfflineState,
  charge: Stripe.Charge,
  refund: Stripe.Refund,
  amount: number,
  type: 'refund' | 'refund_failure',
) {
  charge.amount_refunded += amount;
  charge.refunded = charge.amount_refunded === charge.amount;
  const from = Math.max(availableOn(state, charge), seconds(state));
  const entry = { type, amount: -amount, currency: charge.currency, source: refund.id, availableOn: from };
  const { id } = enter(state, platform, entry);
  if (type === 'refund') refund.balance_transaction = id;
  else refund.failure_balance_transaction = id;
}

function chargeOf(
  state: OfflineState,
  { charge, payment_intent: intent }: z.output<typeof params.createRefund>,
): Stripe.Charge {
  const latest = intent === undefined ? charge : state.intents.get(intent)?.latest_charge;
  const found = typeof latest === 'string' ? state.charges.get(latest) : undefined;
  if (found === undefined) throw invalid('resource_missing', `No such charge: '${charge ?? intent}'`, 'charge');
  if (found.status === 'succeeded') return found;
  throw invalid('charge_not_captured', `This charge has a status of ${found.status} and cannot be refunded.`);
}

/** Charged back money cannot be refunded too; an inquiry and a won dispute allow refunds. */
function assertUndisputed(state: OfflineState, charge: Stripe.Charge): void {
  const isDisputed = [...state.disputes.values()].some(
    (each) => each.charge === charge.id && !each.is_charge_refundable && each.status !== 'won',
  );
  if (isDisputed) throw invalid('charge_disputed', `Charge ${charge.id} has been charged back.`, 'charge');
}

function newRefund(
  state: OfflineState,
  asked: z.output<typeof params.createRefund>,
  charge: Stripe.Charge,
  amount: number,
): Stripe.Refund {
  return {
    id: newId(state, 're'),
    object: 'refund',
    amount,
    balance_transaction: null,
    charge: charge.id,
    created: seconds(state),
    currency: charge.currency,
    customer: charge.customer,
    customer_account: null,
    metadata: asked.metadata,
    payment_intent: charge.payment_intent,
    payment_method: charge.payment_method,
    reason: null,
    receipt_number: null,
    source_transfer_reversal: null,
    status: null,
    transfer_reversal: null,
  };
}
