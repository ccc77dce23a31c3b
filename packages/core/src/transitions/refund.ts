import { readMovable } from '../amounts.ts';
import type { Situation } from '../command.ts';
import type { Contract, Milestone } from '../contract.ts';
import type { RefundRequest } from '../dispute-record.ts';
import { change, type Draft, findMilestone, personOf, putMilestone, record } from '../draft.ts';
import { refundFromCarried, refundFromMilestone, sumOf } from '../funds.ts';
import { DAY_MS, formatInstant, later } from '../instant.ts';
import { isBeingFunded, releasedText, wrongState } from '../milestones.ts';
import { type Amount, minus, plus, smaller, zero } from '../money.ts';
import { type Refusal, refuse } from '../refusal.ts';
import { endIfEmpty } from './ending.ts';
import { finishMilestone, returnToStateBefore, stateBeforeRefund, withoutState } from './milestone.ts';

// Rules 24, 25, 29, 30, 31: refund requests and refunds.

/** Why no refund can be requested at all right now. */
function cannotAskBack(contract: Contract): Refusal | undefined {
  if (contract.refundRequest !== null) return refuse('refund_request_open');
  if (contract.dispute !== null) return refuse('dispute_open');
  if (contract.milestones.some(isBeingFunded)) return refuse('payment_in_progress');
  return nothingHeld({ contract });
}

export function nothingHeld({ contract }: Pick<Situation, 'contract'>): Refusal | undefined {
  const { carried, milestones, totals } = contract;
  if (carried.length > 0 || milestones.some((milestone) => milestone.funds.held > zero)) return undefined;
  const detail =
    totals.released > zero
      ? `No money is held on this contract any more. ${releasedText}`
      : 'No money is held on this contract. Fund a milestone first.';
  return refuse('milestone_not_funded', undefined, detail);
}

interface Wanted {
  /** `null` requests only carried funds. */
  readonly milestone: Milestone | null;
  /** Undefined requests everything held there; with `thenEnd` the carried funds too. */
  readonly amount: number | undefined;
  readonly reason: string;
  readonly thenEnd: boolean;
}

export function openRefundRequest(
  draft: Draft,
  { milestone, amount: asked, reason, thenEnd }: Wanted,
): Refusal | undefined {
  const closed = cannotAskBack(draft.contract);
  if (closed !== undefined) return closed;
  if (milestone !== null && stateBeforeRefund(draft, milestone) === undefined)
    return wrongState('request_refund', milestone);
  const carried = milestone === null || thenEnd ? sumOf(draft.contract.carried) : zero;
  const available = plus(milestone?.funds.held ?? zero, carried);
  const amount = asked === undefined ? available : readMovable(draft.contract, asked, '/amount');
  if (typeof amount !== 'number') return amount;
  if (amount > available) return refuse('amount_exceeds_deposit', '/amount');
  if (amount === zero) return refuse('milestone_not_funded', undefined, 'No money is held there.');

  const fromMilestone = smaller(amount, milestone?.funds.held ?? zero);
  const answerBy = later(draft.occurredAt, draft.contract.policy.refundResponseDays * DAY_MS);
  const request: RefundRequest = {
    id: draft.environment.newId('refundRequest'),
    milestoneId: milestone?.id ?? null,
    fromMilestone,
    fromCarried: minus(amount, fromMilestone),
    reason,
    thenEnd,
    beganEnding: thenEnd && draft.contract.status === 'active',
    requestedBy: personOf(draft),
    requestedAt: draft.occurredAt,
    answerBy,
  };
  record(draft, 'refund.requested', {
    ...refundData(request),
    reason,
    thenEnd,
    answerBy: formatInstant(answerBy),
  });
  change(draft, { refundRequest: request });
  const resume = milestone === null ? undefined : stateBeforeRefund(draft, milestone);
  if (milestone !== null && resume !== undefined)
    putMilestone(draft, { ...withoutState(milestone), state: 'refund_requested', resume });
  if (request.beganEnding) {
    record(draft, 'contract.ending', { reason: reason === '' ? null : reason });
    change(draft, { status: 'ending' });
  }
  return undefined;
}

/** Refunds the money of an open request: the freelancer agreed, or did not answer in time. */
export function payRefundRequest(draft: Draft, request: RefundRequest): void {
  change(draft, { refundRequest: null });
  const milestone = milestoneOf(draft, request);
  if (milestone !== null) {
    record(draft, 'milestone.refunded', { milestoneId: milestone.id, amount: request.fromMilestone });
    const rest = refundFromMilestone(draft, milestone, request.fromMilestone);
    putMilestone(draft, rest.funds.held === zero ? finishMilestone(draft, rest) : returnToStateBefore(draft, rest));
  }
  refundCarried(draft, request.fromCarried);
  endIfEmpty(draft);
}

/** The amount of a milestone, or with `null` of the carried funds, that a command names. Default: all of it. */
export function readHeld(draft: Draft, milestone: Milestone | null, asked: number | undefined): Amount | Refusal {
  const held = milestone?.funds.held ?? sumOf(draft.contract.carried);
  if (held === zero) return refuse('milestone_not_funded', undefined, 'No money is held there.');
  const amount = asked === undefined ? held : readMovable(draft.contract, asked, '/amount');
  return typeof amount === 'number' && amount > held ? refuse('amount_exceeds_deposit', '/amount') : amount;
}

/** Refunds held money at once. The rest keeps its state and its clock (rule 31). */
export function giveBack(draft: Draft, milestone: Milestone | null, amount: Amount): void {
  if (milestone === null) refundCarried(draft, amount);
  else {
    record(draft, 'milestone.refunded', { milestoneId: milestone.id, amount });
    const rest = refundFromMilestone(draft, milestone, amount);
    putMilestone(draft, rest.funds.held === zero ? finishMilestone(draft, rest) : rest);
  }
  endIfEmpty(draft);
}

export function refundCarried(draft: Draft, amount: Amount): void {
  if (amount === zero) return;
  record(draft, 'funds.refunded', { amount });
  refundFromCarried(draft, amount);
}

export function refundData(request: RefundRequest) {
  return {
    refundRequestId: request.id,
    milestoneId: request.milestoneId,
    amount: plus(request.fromMilestone, request.fromCarried),
  };
}

export function openRequest(draft: Draft, id: RefundRequest['id']): RefundRequest | undefined {
  const { refundRequest } = draft.contract;
  return refundRequest?.id === id ? refundRequest : undefined;
}

export function milestoneOf(draft: Draft, { milestoneId }: Pick<RefundRequest, 'milestoneId'>): Milestone | null {
  return milestoneId === null ? null : (findMilestone(draft.contract, milestoneId) ?? null);
}
