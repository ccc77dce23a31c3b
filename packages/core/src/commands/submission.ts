import type { Milestone, PromisedReview, Review } from '../contract.ts';
import { type Draft, findMilestone, personOf, putMilestone, record } from '../draft.ts';
import { DAY_MS, formatInstant, later, latest } from '../instant.ts';
import { refuse } from '../refusal.ts';
import { withoutState } from '../transitions/milestone.ts';
import { remindedBefore } from '../transitions/reminders.ts';
import type { CommandRules } from './rules.ts';

// Rules 12 to 15, 20, 21, 66: the clock runs from the most recent submission; requesting changes or withdrawing stops
// it; the freelancer may give the client more days, and submitting again never shortens the review.

type InReview = Extract<Milestone, { state: 'submitted' }>;

export const submit: CommandRules<'submit'> = {
  run(draft, { milestoneId, message, links = [], files = [] }) {
    const milestone = findMilestone(draft.contract, milestoneId);
    if (milestone === undefined) return refuse('not_found');
    if (message.trim() === '') return refuse('message_required', '/message');
    const startedBy = personOf(draft);
    const promised = promisedReview(milestone);
    const fresh = later(draft.occurredAt, draft.contract.policy.reviewDays * DAY_MS);
    const endsAt = promised?.endsAt == null ? fresh : latest(promised.endsAt, fresh);
    const review = remindedBefore(draft, {
      startedAt: draft.occurredAt,
      startedBy,
      endsAt,
      extendedDays: promised?.extendedDays ?? 0,
      reminders: [],
      before: stateBefore(milestone),
    });
    const submissionId = draft.environment.newId('submission');
    record(draft, 'milestone.submitted', {
      milestoneId,
      submissionId,
      message,
      links,
      files,
      reviewEndsAt: formatInstant(endsAt),
    });
    putMilestone(draft, {
      ...withoutState(milestone),
      state: 'submitted',
      review,
      submission: {
        id: submissionId,
        message,
        links,
        files,
        submittedBy: startedBy,
        submittedAt: draft.occurredAt,
        withdrawnAt: null,
      },
    });
    return undefined;
  },
};

/** Returns to the state before the first unanswered submission, without a clock. */
export const withdrawSubmission: CommandRules<'withdraw_submission'> = {
  run(draft, { milestoneId, submissionId }) {
    const milestone = inReview(draft, milestoneId);
    if (milestone?.submission == null) return refuse('not_in_review');
    if (milestone.submission.id !== submissionId) return refuse('submission_not_open');
    record(draft, 'milestone.submission_withdrawn', { milestoneId, submissionId });
    const { endsAt, extendedDays, before } = milestone.review;
    putMilestone(draft, {
      ...withoutState(milestone),
      state: before,
      // Otherwise withdrawing and submitting again would take back the extra days.
      ...(extendedDays > 0 ? { promised: { endsAt, extendedDays } } : {}),
      submission: { ...milestone.submission, withdrawnAt: draft.occurredAt },
    });
    return undefined;
  },
};

export const requestChanges: CommandRules<'request_changes'> = {
  run(draft, { milestoneId, message }) {
    const milestone = inReview(draft, milestoneId);
    if (milestone === undefined) return refuse('not_in_review');
    if (message.trim() === '') return refuse('message_required', '/message', 'Say what needs to be fixed.');
    record(draft, 'milestone.changes_requested', { milestoneId, message });
    putMilestone(draft, {
      ...withoutState(milestone),
      state: 'changes_requested',
      changeRequest: { message, requestedBy: personOf(draft), requestedAt: draft.occurredAt },
    });
    return undefined;
  },
};

export const extendReview: CommandRules<'extend_review'> = {
  run(draft, { milestoneId, days }) {
    const milestone = inReview(draft, milestoneId);
    if (milestone === undefined) return refuse('not_in_review');
    if (!Number.isSafeInteger(days) || days < 1) return refuse('days_out_of_range', '/days');
    const extendedDays = milestone.review.extendedDays + days;
    const cap = draft.contract.policy.maxReviewExtensionDays;
    if (extendedDays > cap) {
      return refuse(
        'extension_limit_reached',
        '/days',
        `At most ${cap} days can be added to one review; ${cap - milestone.review.extendedDays} are left.`,
      );
    }
    // A frozen contract takes no extension from the freelancer.
    const endsAt = later(milestone.review.endsAt ?? draft.occurredAt, days * DAY_MS);
    record(draft, 'milestone.review_extended', { milestoneId, days, reviewEndsAt: formatInstant(endsAt) });
    putMilestone(draft, {
      ...milestone,
      review: remindedBefore(draft, { ...milestone.review, endsAt, extendedDays }),
    });
    return undefined;
  },
};

function inReview(draft: Draft, milestoneId: Milestone['id']): InReview | undefined {
  const milestone = findMilestone(draft.contract, milestoneId);
  return milestone?.state === 'submitted' ? milestone : undefined;
}

/** A new submission never makes the end of an unanswered review earlier. */
function promisedReview(milestone: Milestone): PromisedReview | undefined {
  switch (milestone.state) {
    case 'submitted':
      return milestone.review;
    case 'funded':
    case 'changes_requested':
      return milestone.promised;
    default:
      return undefined;
  }
}

function stateBefore(milestone: Milestone): Review['before'] {
  if (milestone.state === 'submitted') return milestone.review.before;
  return milestone.state === 'changes_requested' ? 'changes_requested' : 'funded';
}
