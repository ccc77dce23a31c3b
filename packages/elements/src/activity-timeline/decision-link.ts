import type { WireContract, WireEvent } from '@workroom/core/api';

export interface DecisionLink {
  readonly milestoneId: string;
  readonly label: 'timeline.reviewAndPay' | 'timeline.releasePayment';
}

/**
 * The entry that asks the client for a decision carries the way to it (rule 36): the submission that is
 * in review now, or the funding of a milestone that nothing was submitted on.
 */
export function decisionLink({ milestones, actions }: WireContract, { type, data }: WireEvent): DecisionLink | null {
  const milestone = milestones.find(({ id }) => id === data.milestoneId);
  if (milestone === undefined) return null;
  const open = actions.some(
    ({ name, milestoneId, enabled }) => name === 'release' && milestoneId === milestone.id && enabled,
  );
  if (!open) return null;
  const { id: milestoneId, state, submissions } = milestone;
  if (type === 'milestone.submitted' && state === 'submitted' && submissions.at(-1)?.id === data.submissionId) {
    return { milestoneId, label: 'timeline.reviewAndPay' };
  }
  return type === 'milestone.funded' && state === 'funded' ? { milestoneId, label: 'timeline.releasePayment' } : null;
}
