import { isOpenRequest } from '../approvals.ts';
import type { Milestone, Side } from '../contract.ts';
import { change, type Draft, putMilestone, putPayment } from '../draft.ts';
import { type Freeze, startClock, stopClock } from '../freeze.ts';
import type { Instant } from '../instant.ts';
import type { Payment } from '../payment-record.ts';
import { holdPayouts, resumePayouts } from './payout.ts';

// Rule 45: what happens with the first freeze of a contract, and when the last is lifted.

/** An operator may lift any freeze; the server and the system only their own. */
export function mayLift({ by }: Freeze, side: Side): boolean {
  return side === 'operator' || by.side === side;
}

/** Stops every clock of the contract with its remaining time, except for the provider's hold limit. */
export function stopClocks(draft: Draft): void {
  eachClock(draft, stopClock);
}

/** Restarts every clock with its remaining time. */
export function startClocks(draft: Draft): void {
  eachClock(draft, startClock);
}

type ClockChange = typeof stopClock;

function eachClock(draft: Draft, changed: ClockChange): void {
  const { contract, occurredAt } = draft;
  const { refundRequest, dispute, approvals } = contract;
  change(draft, {
    refundRequest: refundRequest === null ? null : changed(refundRequest, 'answerBy', occurredAt),
    dispute: dispute === null ? null : changed(dispute, 'decideBy', occurredAt),
    approvals: approvals.map((each) => (isOpenRequest(each) ? changed(each, 'expiresAt', occurredAt) : each)),
  });
  for (const milestone of contract.milestones) {
    const next = clockOfMilestone(milestone, occurredAt, changed);
    if (next !== milestone) putMilestone(draft, next);
  }
  for (const payment of contract.payments) {
    if (payment.status === 'requires_action') putPayment(draft, changed(payment, 'actionBy', occurredAt));
  }
}

function clockOfMilestone(milestone: Milestone, now: Instant, changed: ClockChange): Milestone {
  switch (milestone.state) {
    case 'submitted':
      return { ...milestone, review: changed(milestone.review, 'endsAt', now) };
    case 'funded':
    case 'changes_requested': {
      const { promised } = milestone;
      return promised === undefined ? milestone : { ...milestone, promised: changed(promised, 'endsAt', now) };
    }
    case 'refund_requested':
    case 'charged_back': {
      const { resume } = milestone;
      if (resume.state === 'paid' || resume.state === 'refunded') return milestone;
      // A review that the request has stopped already has its remaining time.
      if (resume.state === 'submitted' || resume.promised === undefined) return milestone;
      return { ...milestone, resume: { ...resume, promised: changed(resume.promised, 'endsAt', now) } };
    }
    default:
      return milestone;
  }
}

/** Holds requested payments that are not sent. */
export function holdPayments(draft: Draft): void {
  for (const payment of draft.contract.payments) {
    if (isUnsent(draft, payment)) putPayment(draft, { ...payment, status: 'waiting' });
  }
  holdPayouts(draft);
}

/**
 * Sends held payments: the same guarded commit makes them `pending`, before the provider gets them. A payout waits for
 * the rest of its security period.
 */
export function sendPayments(draft: Draft): void {
  const { payouts, payments } = draft.contract;
  const ofPayouts = new Set(payouts.flatMap(({ parts }) => parts.map(({ payment }) => payment)));
  for (const payment of payments) {
    if (payment.status === 'waiting' && !ofPayouts.has(payment.id))
      putPayment(draft, { ...payment, status: 'pending' });
  }
  resumePayouts(draft);
}

/** A `pending` payment counts as sent, because a process may be sending it at this moment. */
function isUnsent({ unsent, environment }: Draft, { id, kind, status, reference }: Payment): boolean {
  if (status !== 'pending' || kind === 'charge') return false;
  return unsent.has(id) || (environment.paymentsAreReported === true && reference === null);
}
