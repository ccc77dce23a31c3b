import { isOpenRequest } from '../approvals.ts';
import type { Milestone, Payment, Side } from '../contract.ts';
import { change, type Draft, putMilestone, putPayment } from '../draft.ts';
import { type Freeze, startClock, stopClock } from '../freeze.ts';
import type { Instant } from '../instant.ts';
import { holdPayouts, resumePayouts } from './payout.ts';

// Rule 45: what begins with the first freeze of a contract, and ends with the last.

/** An operator lifts any freeze, the server and the system lift their own. */
export function mayLift({ by }: Freeze, side: Side): boolean {
  return side === 'operator' || by.side === side;
}

/** Every clock of the contract stands still with what it has left; the provider's limit on holding money does not. */
export function stopClocks(draft: Draft): void {
  eachClock(draft, stopClock);
}

/** Every clock runs on from now with what it had left. */
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
      // A review that the request has stopped has its own time left already.
      if (resume.state === 'submitted' || resume.promised === undefined) return milestone;
      return { ...milestone, resume: { ...resume, promised: changed(resume.promised, 'endsAt', now) } };
    }
    default:
      return milestone;
  }
}

/** Holds what was asked for and is not sent. */
export function holdPayments(draft: Draft): void {
  for (const payment of draft.contract.payments) {
    if (isUnsent(draft, payment)) putPayment(draft, { ...payment, status: 'waiting' });
  }
  holdPayouts(draft);
}

/**
 * Sends what was held: the same guarded commit makes it `pending`, before the provider hears of it. A payout waits on for
 * what its security period had left.
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

/** What is `pending` counts as sent, since the provider may be hearing of it at this moment. */
function isUnsent({ unsent, environment }: Draft, { id, kind, status, reference }: Payment): boolean {
  if (status !== 'pending' || kind === 'charge') return false;
  return unsent.has(id) || (environment.paymentsAreReported === true && reference === null);
}
