import type { Dispute, Milestone, RefundRequest } from '../contract.ts';
import { change, type Draft, putMilestone, record } from '../draft.ts';
import { sumOf } from '../funds.ts';
import { type Amount, plus, smaller, zero } from '../money.ts';
import { disputeData } from './dispute.ts';
import { milestoneOf, refundData } from './refund.ts';

// What is open asks for money that was held when it was opened. When held money is lost by other ways, it asks for less.

/** Fits everything open to what is held now. Called after every loss of held money that nobody on the contract decided, and when it comes back. */
export function shrink(draft: Draft): void {
  const { refundRequest, dispute } = draft.contract;
  if (refundRequest !== null) shrinkRequest(draft, refundRequest);
  if (dispute !== null) shrinkDispute(draft, dispute);
  for (const milestone of draft.contract.milestones) shrinkReserved(draft, milestone);
}

type Claim = Pick<RefundRequest, 'milestoneId' | 'fromMilestone' | 'fromCarried'>;

/** What is left of what a request or a dispute is about. */
function cut(draft: Draft, claim: Claim): Claim {
  const held = milestoneOf(draft, claim)?.funds.held ?? zero;
  const fromMilestone = smaller(claim.fromMilestone, held);
  return {
    // With nothing left there it is about carried funds alone.
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
  // It is about all that is held there, so what came back is in it again.
  const held = milestoneOf(draft, shrunk)?.funds.held ?? zero;
  const left = { ...shrunk, fromMilestone: held };
  if (left.fromMilestone === dispute.fromMilestone && left.fromCarried === dispute.fromCarried) return;
  if (whole(left) === zero) {
    voidDispute(draft, dispute);
    return;
  }
  // Both sides named their numbers for another sum.
  const offers = { client: null, freelancer: null };
  change(draft, { dispute: { ...dispute, ...left, offers, sealed: { ...dispute.sealed, most: null, least: null } } });
}

/** What is reserved for a charge in progress; where less is left, the milestone is funded with less. */
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
