import type { Milestone } from '../contract.ts';
import type { Dispute, RefundRequest } from '../dispute-record.ts';
import { change, type Draft, putMilestone, record } from '../draft.ts';
import { sumOf } from '../funds.ts';
import { type Amount, plus, smaller, zero } from '../money.ts';
import { disputeData } from './dispute.ts';
import { milestoneOf, refundData } from './refund.ts';

// An open request or dispute is about money that was held when it was opened. If held money is lost in another way, its
// amount is reduced.

/**
 * Reduces open requests and disputes to the money held now. Called after every loss of held money that nobody on the
 * contract decided, and when the money comes back.
 */
export function shrink(draft: Draft): void {
  const { refundRequest, dispute } = draft.contract;
  if (refundRequest !== null) shrinkRequest(draft, refundRequest);
  if (dispute !== null) shrinkDispute(draft, dispute);
  for (const milestone of draft.contract.milestones) shrinkReserved(draft, milestone);
}

type Claim = Pick<RefundRequest, 'milestoneId' | 'fromMilestone' | 'fromCarried'>;

/** The remaining amount of a request or a dispute. */
function cut(draft: Draft, claim: Claim): Claim {
  const held = milestoneOf(draft, claim)?.funds.held ?? zero;
  const fromMilestone = smaller(claim.fromMilestone, held);
  return {
    // If nothing is left on the milestone, it is only about carried funds.
    milestoneId: fromMilestone > zero ? claim.milestoneId : null,
    fromMilestone,
    fromCarried: smaller(claim.fromCarried, sumOf(draft.contract.carried)),
  };
}

function shrinkRequest(draft: Draft, request: RefundRequest): void {
  const left = cut(draft, request);
  if (whole(left) === whole(request)) return;
  if (whole(left) === zero) voidRequest(draft, request);
  else change(draft, { refundRequest: { ...request, ...left } });
}

function shrinkDispute(draft: Draft, dispute: Dispute): void {
  const shrunk = cut(draft, dispute);
  // A dispute is about everything held there, so it includes money that came back.
  const held = milestoneOf(draft, shrunk)?.funds.held ?? zero;
  const left = { ...shrunk, fromMilestone: held };
  if (left.fromMilestone === dispute.fromMilestone && left.fromCarried === dispute.fromCarried) return;
  if (whole(left) === zero) {
    voidDispute(draft, dispute);
    return;
  }
  // Both sides made their sealed offers for another amount.
  const offers = { client: null, freelancer: null };
  change(draft, { dispute: { ...dispute, ...left, offers, sealed: { ...dispute.sealed, most: null, least: null } } });
}

/** Funds reserved for a charge in progress; if less is left, the milestone is funded with less. */
function shrinkReserved(draft: Draft, milestone: Milestone): void {
  const carried = sumOf(draft.contract.carried);
  if (milestone.state === 'funding' && milestone.reserved > carried)
    putMilestone(draft, { ...milestone, reserved: carried });
  const { pendingIncrease } = milestone;
  if (pendingIncrease !== null && pendingIncrease.reserved > carried)
    putMilestone(draft, { ...milestone, pendingIncrease: { ...pendingIncrease, reserved: carried } });
}

/** Closes a refund request without an outcome. */
export function voidRequest(draft: Draft, request: RefundRequest): void {
  record(draft, 'refund.voided', refundData(request));
  change(draft, { refundRequest: null });
}

/** Closes a dispute without an outcome. */
export function voidDispute(draft: Draft, dispute: Dispute): void {
  record(draft, 'dispute.voided', disputeData(dispute));
  change(draft, { dispute: null });
}

function whole({ fromMilestone, fromCarried }: Claim): Amount {
  return plus(fromMilestone, fromCarried);
}
