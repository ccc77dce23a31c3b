import type { Milestone } from '../contract.ts';
import type { Dispute } from '../dispute-record.ts';
import { change, type Draft, putMilestone, record } from '../draft.ts';
import { feeData, releaseFees } from '../fees.ts';
import { refundFromMilestone, releaseFromMilestone } from '../funds.ts';
import { type Amount, amount, halfRoundedUp, minus, plus, smaller, zero } from '../money.ts';
import { amountStepOf, type Policy } from '../policy.ts';
import { endIfEmpty } from './ending.ts';
import { finishMilestone } from './milestone.ts';
import { milestoneOf, refundCarried } from './refund.ts';
import { releaseCarried } from './release.ts';

// Rules 33 and 35: a dispute ends with a split of the money in dispute, by agreement, decision or default.

export function disputeData(dispute: Dispute) {
  return { disputeId: dispute.id, milestoneId: dispute.milestoneId, amount: inDispute(dispute) };
}

export function inDispute(dispute: Dispute): Amount {
  return plus(dispute.fromMilestone, dispute.fromCarried);
}

export function resolveDispute(draft: Draft, dispute: Dispute, toFreelancer: Amount): void {
  const milestone = milestoneOf(draft, dispute);
  change(draft, { dispute: null });
  splitHeld(draft, milestone, dispute, toFreelancer);
  endIfEmpty(draft);
}

/** Pays a part of held money to the freelancer and refunds the rest; the milestone is finished. */
export function splitHeld(
  draft: Draft,
  milestone: Milestone | null,
  held: Pick<Dispute, 'fromMilestone' | 'fromCarried'>,
  toFreelancer: Amount,
): void {
  const fromMilestone = smaller(toFreelancer, held.fromMilestone);
  const fromCarried = minus(toFreelancer, fromMilestone);
  const fees = releaseFees(draft.contract.policy, fromMilestone, fromCarried);
  if (milestone !== null) {
    let left = milestone;
    const back = minus(held.fromMilestone, fromMilestone);
    if (fromMilestone > zero) {
      record(draft, 'milestone.released', {
        milestoneId: milestone.id,
        amount: fromMilestone,
        ...feeData(fees.milestone),
        leftover: amount(0),
        leftoverTo: null,
        note: null,
      });
      left = releaseFromMilestone(draft, left, fromMilestone, fees.milestone);
    }
    if (back > zero) {
      record(draft, 'milestone.refunded', { milestoneId: milestone.id, amount: back });
      left = refundFromMilestone(draft, left, back);
    }
    putMilestone(draft, finishMilestone(draft, left));
  }
  releaseCarried(draft, fromCarried, fees.carried);
  refundCarried(draft, minus(held.fromCarried, fromCarried));
}

/** Applies the policy's default split if there was no split in time. */
export function resolveByDefault(draft: Draft, dispute: Dispute): void {
  const whole = inDispute(dispute);
  const toFreelancer = defaultShare(draft.contract.policy, whole);
  record(draft, 'dispute.defaulted', { ...disputeData(dispute), toFreelancer, toClient: minus(whole, toFreelancer) });
  resolveDispute(draft, dispute, toFreelancer);
}

function defaultShare(policy: Policy, whole: Amount): Amount {
  const { disputeDefault: rule } = policy;
  if (rule === 'half') return halfRoundedUp(whole, amountStepOf(policy));
  return rule === 'freelancer' ? whole : zero;
}
