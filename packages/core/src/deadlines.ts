import { isOpenRequest } from './approvals.ts';
import type { Contract, Milestone, Review } from './contract.ts';
import { closeDraft, type Decision, type Draft, type Environment, openDraft, putMilestone, record } from './draft.ts';
import { holdClocks } from './holds.ts';
import { DAY_MS, formatInstant, type Instant, later, latest } from './instant.ts';
import { forgetOldWork } from './limits.ts';
import { type TimerName, timerNames, timerOf } from './process.ts';
import { assertTimer } from './process-check.ts';
import { assertHolds } from './refusal.ts';
import { approvalData, closeRequest } from './transitions/approval.ts';
import { abandonCharge, abandonIncrease } from './transitions/charge.ts';
import { resolveByDefault } from './transitions/dispute.ts';
import { endIfEmpty } from './transitions/ending.ts';
import { isWaiting, sendPayout } from './transitions/payout.ts';
import { closeOutdated } from './transitions/proposal.ts';
import { payRefundRequest, refundData } from './transitions/refund.ts';
import { releaseInFull } from './transitions/release.ts';
import { voidImpossible } from './try-command.ts';

// Rule 17: a deadline is an instant, not a job. Every read and command after that instant applies it first. The first
// one records it, with the time of the deadline.

type InReview = Extract<Milestone, { state: 'submitted' }>;

interface Clock {
  readonly at: Instant;
  /** The milestone whose state it may change. */
  readonly milestoneId: Milestone['id'] | null;
  readonly ring: (draft: Draft) => void;
}

/** Finds the clocks of each timer of the process table on a contract. */
const clocksOf: { readonly [Name in TimerName]: (contract: Contract, asOf: Instant) => readonly Clock[] } = {
  review: (contract) =>
    inReview(contract).flatMap((milestone) =>
      clockAt(milestone.review.endsAt, milestone.id, (draft) => {
        releaseInFull(draft, abandonIncrease(draft, milestone), true);
        endIfEmpty(draft);
      }),
    ),
  reminder: (contract, asOf) =>
    inReview(contract).flatMap((milestone) => {
      const reminder = nextReminder(milestone.review, asOf);
      if (reminder === null) return [];
      return { at: reminder.at, milestoneId: milestone.id, ring: (draft: Draft) => remind(draft, milestone, reminder) };
    }),
  refund_response: ({ refundRequest }) => {
    if (refundRequest === null) return [];
    return clockAt(refundRequest.answerBy, refundRequest.milestoneId, (draft) => {
      record(draft, 'refund.expired', refundData(refundRequest));
      payRefundRequest(draft, refundRequest);
    });
  },
  dispute: ({ dispute }) =>
    dispute === null ? [] : clockAt(dispute.decideBy, dispute.milestoneId, (draft) => resolveByDefault(draft, dispute)),
  payout: (contract) =>
    contract.payouts.flatMap((payout) =>
      payout.dueAt === null || !isWaiting(contract, payout)
        ? []
        : clockAt(payout.dueAt, null, (draft) => sendPayout(draft, payout)),
    ),
  hold_limit: (contract) => holdClocks(contract).map((clock) => ({ ...clock, milestoneId: null })),
  payment_action: ({ payments }) =>
    payments.flatMap((payment) =>
      payment.status !== 'requires_action'
        ? []
        : clockAt(payment.actionBy, payment.milestoneId, (draft) => abandonCharge(draft, payment, 'action_expired')),
    ),
  approval: ({ approvals }) =>
    approvals.flatMap((request) =>
      !isOpenRequest(request) || request.expiresAt === null
        ? []
        : {
            at: request.expiresAt,
            milestoneId: null,
            ring(draft: Draft) {
              record(draft, 'approval.expired', approvalData(request));
              closeRequest(draft, request, 'expired');
            },
          },
    ),
};

/** None while a freeze has stopped it (rule 45). */
function clockAt(at: Instant | null, milestoneId: Clock['milestoneId'], ring: Clock['ring']): readonly Clock[] {
  return at === null ? [] : [{ at, milestoneId, ring }];
}

/**
 * The running clocks in the order of their deadlines; equal deadlines in the order of the process table, then of the
 * plan.
 */
function clocks(contract: Contract, asOf: Instant = contract.updatedAt): readonly (Clock & { name: TimerName })[] {
  return timersIn(contract.status)
    .flatMap((name) => clocksOf[name](contract, asOf).map((clock) => ({ ...clock, name })))
    .sort((first, second) => first.at - second.at);
}

const timersByStatus = new Map<Contract['status'], readonly TimerName[]>();

function timersIn(status: Contract['status']): readonly TimerName[] {
  const known = timersByStatus.get(status);
  if (known !== undefined) return known;
  const timers = timerNames.filter((name) => timerOf(name).contract.includes(status));
  timersByStatus.set(status, timers);
  return timers;
}

function inReview({ milestones }: Contract): readonly InReview[] {
  return milestones.filter((milestone) => milestone.state === 'submitted');
}

interface Reminder {
  readonly at: Instant;
  readonly daysLeft: number;
  readonly rest: readonly number[];
}

/** Several late reminders are sent as one, for the remaining time. None is sent for a review that is over (rule 19). */
function nextReminder({ endsAt, reminders }: Review, asOf: Instant): Reminder | null {
  if (endsAt === null || endsAt <= asOf) return null;
  const daysLeft = reminders.findLast((days) => later(endsAt, -days * DAY_MS) <= asOf) ?? reminders[0];
  if (daysLeft === undefined) return null;
  return {
    at: later(endsAt, -daysLeft * DAY_MS),
    daysLeft,
    rest: reminders.filter((days) => days < daysLeft),
  };
}

function remind(draft: Draft, milestone: InReview, { daysLeft, rest }: Reminder): void {
  const { review } = milestone;
  record(draft, 'review.reminder', {
    milestoneId: milestone.id,
    daysLeft,
    reviewEndsAt: formatInstant(review.endsAt ?? draft.occurredAt),
  });
  putMilestone(draft, { ...milestone, review: { ...review, reminders: rest } });
}

/**
 * One command asks for it several times: when deciding, storing and showing. Contracts are immutable, so it is cached.
 */
const nextDeadlines = new WeakMap<Contract, Instant | null>();

/** The next deadline of the contract; `null` if no clock runs. */
export function nextDeadline(contract: Contract): Instant | null {
  const known = nextDeadlines.get(contract);
  if (known !== undefined) return known;
  let next: Instant | null = null;
  for (const name of timersIn(contract.status))
    for (const { at } of clocksOf[name](contract, contract.updatedAt)) if (next === null || at < next) next = at;
  nextDeadlines.set(contract, next);
  return next;
}

/** Applies every deadline that was due by `now`; returns `null` if none was. Runs before each read and each command. */
export function applyDueDeadlines(contract: Contract, environment: Environment): Decision | null {
  const due = nextDeadline(contract);
  if (due === null || due > contractNow(contract, environment.now)) return null;
  const draft = openDraft(contract, { side: 'system' }, atContractTime(contract, environment));
  applyAllDue(draft);
  closeOutdated(draft, contract);
  forgetOldWork(draft, contract);
  return closeDraft(draft);
}

/** Applies one deadline after another, each at its own instant, until none is due. */
function applyAllDue(draft: Draft): void {
  // The loop is bounded by the number of clocks: each deadline stops its clock. A partial refund restarts one clock
  // (the stopped review, with its reminders), and a release starts payouts, which start no other clock.
  for (let left = 8 * clocks(draft.contract).length; ; left -= 1) {
    const next = clocks(draft.contract, draft.recordedAt)[0];
    if (next === undefined || next.at > draft.recordedAt) return;
    assertHolds(left > 0, 'a deadline that was applied is not due again');
    draft.occurredAt = next.at;
    const before = draft.contract;
    const recorded = draft.events.length;
    next.ring(draft);
    voidImpossible(draft, before);
    assertTimer(next.name, before, draft, recorded, next.milestoneId);
  }
}

/** A contract's time never runs backwards. */
export function contractNow(contract: Contract, now: Instant): Instant {
  return latest(now, contract.updatedAt);
}

export function atContractTime(contract: Contract, environment: Environment): Environment {
  return { ...environment, now: contractNow(contract, environment.now) };
}
