import type { WireContract, WireEvent } from '@workroom/core/api';

/** A decision that waits for the viewer: *Review and pay*, or *Release payment* if no work is in review. */
export interface Decision {
  readonly asks: 'review' | 'release';
  readonly milestoneId: string;
}

/** After these events, money is held and nothing is in review. */
const opening = new Set(['milestone.funded', 'milestone.changes_requested', 'milestone.submission_withdrawn']);

/**
 * Which entries show a decision (rule 36), by their number: for each milestone that the viewer can release
 * now, the last relevant entry.
 *
 * @param events oldest first
 */
export function decisionsAskedIn(
  events: readonly WireEvent[],
  { actions, milestones }: WireContract,
): ReadonlyMap<number, Decision> {
  const decisions = new Map<number, Decision>();
  for (const { name, enabled, milestoneId } of actions) {
    if (name !== 'release' || !enabled || milestoneId === null) continue;
    const isInReview = milestones.find(({ id }) => id === milestoneId)?.state === 'submitted';
    const asked = events.findLast(
      ({ type, data }) =>
        'milestoneId' in data &&
        data.milestoneId === milestoneId &&
        (isInReview ? type === 'milestone.submitted' : opening.has(type)),
    );
    if (asked !== undefined) decisions.set(asked.seq, { asks: isInReview ? 'review' : 'release', milestoneId });
  }
  return decisions;
}
