import type { Stripe } from 'stripe';
import type { z } from 'zod';
import { invalid } from './api-error.ts';
import { availableOn } from './charges.ts';
import { offlineMethods } from './methods.ts';
import type * as params from './params.ts';
import { balanceOf, enter, later, newId, platform, seconds, tell, type World } from './world.ts';

/** https://docs.stripe.com/refunds: any number of times, together never more than the charge. */
export function createRefund(world: World, asked: z.output<typeof params.createRefund>): Stripe.Refund {
  const charge = chargeOf(world, asked);
  const left = charge.amount - charge.amount_refunded;
  const amount = asked.amount ?? left;
  assertUndisputed(world, charge);
  if (left === 0) throw invalid('charge_already_refunded', `Charge ${charge.id} has already been refunded.`);
  if (amount > left) {
    const message = `Refund amount (${amount}) is greater than unrefunded amount on charge (${left})`;
    throw invalid('amount_too_large', message, 'amount');
  }
  const behaviour = offlineMethods[charge.payment_method ?? ''];
  const does = behaviour?.charge === 'succeeds' ? behaviour.refund : undefined;
  const refund = newRefund(world, asked, charge, amount);
  const isShort = world.shortRefunds === 'pending' && !covers(world, charge, amount);
  refund.status = does === 'pending' || isShort ? 'pending' : 'succeeded';
  if (isShort) refund.pending_reason = 'insufficient_funds';
  world.refunds.set(refund.id, refund);
  draw(world, charge, refund, amount, 'refund');
  tell(world, 'charge.refunded', charge);
  tell(world, 'refund.created', refund);
  if (isShort) waitForBalance(world, charge, refund);
  else if (does === 'pending') {
    refund.pending_reason = 'processing';
    later(world, 1, () => succeed(world, refund));
  }
  if (does === 'fails_later') later(world, 1, () => fail(world, charge, refund));
  return refund;
}

/** A chargeback replaces pending refunds. */
export function failPendingRefunds(world: World, chargeId: string): void {
  const charge = world.charges.get(chargeId);
  for (const refund of world.refunds.values()) {
    if (charge !== undefined && refund.charge === chargeId && refund.status === 'pending') {
      fail(world, charge, refund, 'charge_for_pending_refund_disputed');
    }
  }
}

/** Refunds come out of the available balance; pending money is refunded from the pending balance. */
function covers(world: World, charge: Stripe.Charge, amount: number): boolean {
  if (availableOn(world, charge) > seconds(world)) return true;
  const { available } = balanceOf(world, platform);
  return (available.find(({ currency }) => currency === charge.currency)?.amount ?? 0) >= amount;
}

/** The refund is already deducted from the balance. It is sent once the balance is not negative. */
function waitForBalance(world: World, charge: Stripe.Charge, refund: Stripe.Refund): void {
  later(world, 1, () => {
    if (refund.status !== 'pending') return;
    if (covers(world, charge, 0)) succeed(world, refund);
    else waitForBalance(world, charge, refund);
  });
}

function succeed(world: World, refund: Stripe.Refund): void {
  if (refund.status !== 'pending') return;
  refund.status = 'succeeded';
  delete refund.pending_reason;
  tell(world, 'refund.updated', refund);
}

/** The bank sends it back, so the platform has the money again. */
function fail(world: World, charge: Stripe.Charge, refund: Stripe.Refund, reason = 'expired_or_canceled_card'): void {
  refund.status = 'failed';
  refund.failure_reason = reason;
  draw(world, charge, refund, -refund.amount, 'refund_failure');
  tell(world, 'refund.failed', refund);
}

function draw(
  world: World,
  charge: Stripe.Charge,
  refund: Stripe.Refund,
  amount: number,
  type: 'refund' | 'refund_failure',
) {
  charge.amount_refunded += amount;
  charge.refunded = charge.amount_refunded === charge.amount;
  const from = Math.max(availableOn(world, charge), seconds(world));
  const entry = { type, amount: -amount, currency: charge.currency, source: refund.id, availableOn: from };
  const { id } = enter(world, platform, entry);
  if (type === 'refund') refund.balance_transaction = id;
  else refund.failure_balance_transaction = id;
}

function chargeOf(
  world: World,
  { charge, payment_intent: intent }: z.output<typeof params.createRefund>,
): Stripe.Charge {
  const latest = intent === undefined ? charge : world.intents.get(intent)?.latest_charge;
  const found = typeof latest === 'string' ? world.charges.get(latest) : undefined;
  if (found === undefined) throw invalid('resource_missing', `No such charge: '${charge ?? intent}'`, 'charge');
  if (found.status === 'succeeded') return found;
  throw invalid('charge_not_captured', `This charge has a status of ${found.status} and cannot be refunded.`);
}

/** Charged back money cannot be refunded too; an inquiry and a won dispute allow refunds. */
function assertUndisputed(world: World, charge: Stripe.Charge): void {
  const isDisputed = [...world.disputes.values()].some(
    (each) => each.charge === charge.id && !each.is_charge_refundable && each.status !== 'won',
  );
  if (isDisputed) throw invalid('charge_disputed', `Charge ${charge.id} has been charged back.`, 'charge');
}

function newRefund(
  world: World,
  asked: z.output<typeof params.createRefund>,
  charge: Stripe.Charge,
  amount: number,
): Stripe.Refund {
  return {
    id: newId(world, 're'),
    object: 'refund',
    amount,
    balance_transaction: null,
    charge: charge.id,
    created: seconds(world),
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
