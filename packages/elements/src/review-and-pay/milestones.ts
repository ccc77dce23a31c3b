import type { WireContract, WireMilestone, WirePayment } from '@workroom/core/api';

const occupied = ['submitted', 'funded', 'changes_requested', 'refund_requested', 'disputed', 'funding'];

/**
 * The milestone named, or the one that holds money now, or the one shown so far, or the next, or the last.
 *
 * @param soFar keeps what was just paid on the screen until something else needs attention
 */
export function milestoneShown(
  { milestones }: WireContract,
  named: string | undefined,
  soFar: string | null,
): WireMilestone | undefined {
  if (named !== undefined) return milestones.find((milestone) => milestone.id === named);
  return (
    milestones.find((milestone) => occupied.includes(milestone.state)) ??
    milestones.find((milestone) => milestone.id === soFar) ??
    milestones.find((milestone) => milestone.state === 'planned') ??
    milestones.at(-1)
  );
}

/** The first planned one in order: where a leftover goes. */
export function nextMilestone({ milestones }: WireContract): WireMilestone | undefined {
  return milestones.find((milestone) => milestone.state === 'planned');
}

export function nameOf({ client, freelancer, members }: WireContract, personId: string): string {
  const people = [client, freelancer, ...members.client, ...members.freelancer];
  return people.find((person) => person.id === personId)?.name ?? personId;
}

/** The newest payments for a purpose on a milestone, newest first; those that were replaced left out. */
export function paymentsFor(
  { payments }: WireContract,
  milestoneId: string,
  purpose: WirePayment['purpose'],
  kind: WirePayment['kind'],
): readonly WirePayment[] {
  return payments
    .filter((each) => each.milestoneId === milestoneId && each.purpose === purpose && each.kind === kind)
    .toReversed();
}
