import type { Contract, Milestone, Payment, Side } from '../contract.ts';
import { type Draft, findPayment, putMilestone, putPayment, record } from '../draft.ts';
import type { EventData } from '../events.ts';
import { paymentFacts } from '../funds.ts';
import { ownerOf } from '../payments.ts';
import { assertHolds, type Refusal, refuse } from '../refusal.ts';
import { cannotFund, fundingBy, increaseOf, raisedBy, resetIncrease } from './funding.ts';
import { withoutState } from './milestone.ts';

// Charges that nobody waits for any more, and payments that can be tried again.

/** A declined charge may be tried again by who pays, a payout by who is paid, anything by the marketplace. */
export function cannotRetry(contract: Contract, side: Side, payment: Payment): Refusal | undefined {
  if (side !== 'server' && side !== ownerOf(payment)) return refuse('forbidden_for_role');
  const declined = payment.status === 'failed' && payment.kind === 'charge';
  if (!declined && payment.status !== 'parked') return refuse('payment_not_retryable');
  if (!declined || payment.purpose !== 'deposit') return undefined;
  const milestone = contract.milestones.find((each) => each.id === payment.milestoneId);
  const awaited = milestone !== undefined && (milestone.state === 'planned' || increaseOf(milestone) !== null);
  if (!awaited || contract.status !== 'active') return refuse('payment_not_retryable');
  return cannotFund({ contract, milestone });
}

export function cannotCancel(_contract: Contract, _side: Side, payment: Payment): Refusal | undefined {
  const open = payment.status === 'pending' || payment.status === 'requires_action' || payment.status === 'parked';
  const declinedBonus = payment.status === 'failed' && payment.purpose === 'bonus';
  return payment.kind === 'charge' && (open || declinedBonus) ? undefined : refuse('payment_not_cancellable');
}

/** Ends a charge that nobody waits for any more; should it succeed after all, it is refunded by itself. */
export function abandonCharge(draft: Draft, payment: Payment, reason: EventData['payment.cancelled']['reason']): void {
  record(draft, 'payment.cancelled', { ...paymentFacts(payment), reason });
  putPayment(draft, { ...payment, status: 'cancelled', clientAction: null, actionBy: null });
  returnToPlan(draft, payment);
}

export function returnToPlan(draft: Draft, payment: Payment): void {
  const funding = fundingBy(draft, payment);
  if (funding !== undefined) putMilestone(draft, { ...withoutState(funding), state: 'planned' });
  const raised = raisedBy(draft, payment);
  if (raised?.pendingIncrease != null) putMilestone(draft, resetIncrease(raised, raised.pendingIncrease));
}

/** Gives up the charge for an increase nobody waits for any more, and answers the milestone as it then is. */
export function abandonIncrease(draft: Draft, milestone: Milestone): Milestone {
  const { pendingIncrease } = milestone;
  if (pendingIncrease?.payment == null) return milestone;
  const payment = findPayment(draft.contract, pendingIncrease.payment);
  assertHolds(payment !== undefined, 'an increase in progress has its payment');
  abandonCharge(draft, payment, 'milestone_settled');
  return resetIncrease(milestone, pendingIncrease);
}
