import type { Milestone } from '../contract.ts';
import { type Draft, findPayment, putMilestone, putPayment, record } from '../draft.ts';
import type { EventData } from '../events/event.ts';
import { paymentData } from '../funds.ts';
import type { Payment } from '../payment-record.ts';
import { assertHolds } from '../refusal.ts';
import { fundingBy, raisedBy, resetIncrease } from './funding.ts';
import { withoutState } from './milestone.ts';

// Charges that are no longer needed.

/** Cancels a charge that is no longer needed. If it succeeds after all, it is refunded automatically. */
export function abandonCharge(draft: Draft, payment: Payment, reason: EventData['payment.cancelled']['reason']): void {
  record(draft, 'payment.cancelled', { ...paymentData(payment), reason });
  putPayment(draft, { ...payment, status: 'cancelled', clientAction: null, actionBy: null });
  returnToPlan(draft, payment);
}

export function returnToPlan(draft: Draft, payment: Payment): void {
  const funding = fundingBy(draft, payment);
  if (funding !== undefined) putMilestone(draft, { ...withoutState(funding), state: 'planned' });
  const raised = raisedBy(draft, payment);
  if (raised?.pendingIncrease != null) putMilestone(draft, resetIncrease(raised, raised.pendingIncrease));
}

/** Cancels the charge for an increase that is no longer needed, and returns the milestone without it. */
export function abandonIncrease(draft: Draft, milestone: Milestone): Milestone {
  const { pendingIncrease } = milestone;
  if (pendingIncrease?.payment == null) return milestone;
  const payment = findPayment(draft.contract, pendingIncrease.payment);
  assertHolds(payment !== undefined, 'an increase in progress has its payment');
  abandonCharge(draft, payment, 'milestone_settled');
  return resetIncrease(milestone, pendingIncrease);
}
