import type { Milestone, Payment, PendingIncrease } from '../contract.ts';
import { type Draft, findMilestone, findPayment } from '../draft.ts';
import { zero } from '../money.ts';
import { assertHolds } from '../refusal.ts';
import { giveUp } from './payment.ts';

// An accepted increase on a funded milestone waits until it is deposited (rule 5).

/** The increase that funding this milestone is for; `null` when funding is for the milestone itself. */
export function increaseOf(milestone: Milestone): PendingIncrease | null {
  return milestone.state === 'planned' || milestone.state === 'funding' ? null : milestone.pendingIncrease;
}

/** The milestone without the charge that was in progress for its increase: it waits again. */
export function increaseAgain(milestone: Milestone, increase: PendingIncrease): Milestone {
  return { ...milestone, pendingIncrease: { ...increase, payment: null, reserved: zero } };
}

/** The milestone that this charge would raise. */
export function raisedBy(draft: Draft, payment: Payment): Milestone | undefined {
  const milestone = payment.milestoneId === null ? undefined : findMilestone(draft.contract, payment.milestoneId);
  return milestone?.pendingIncrease?.payment === payment.id ? milestone : undefined;
}

/** Gives up the charge for an increase nobody waits for any more, and answers the milestone as it then is. */
export function giveUpIncrease(draft: Draft, milestone: Milestone): Milestone {
  const { pendingIncrease } = milestone;
  if (pendingIncrease?.payment == null) return milestone;
  const payment = findPayment(draft.contract, pendingIncrease.payment);
  assertHolds(payment !== undefined, 'an increase in progress has its payment');
  giveUp(draft, payment, 'milestone_settled');
  return increaseAgain(milestone, pendingIncrease);
}
