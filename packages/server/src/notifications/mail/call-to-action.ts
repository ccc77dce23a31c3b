import type { EventType, Side } from '@workroom/core';

type Reader = Exclude<Side, 'server' | 'system'>;

const open = 'Open the contract';

/** What the button of a mail says, by who reads it, in the words of the workroom's own buttons. */
// biome-ignore format: a table reads by its rows
const actions: Readonly<Record<EventType, Partial<Record<Reader, string>>>> = {
  'contract.created': { client: open, freelancer: 'Read the contract' },
  'contract.accepted': { client: 'Fund milestone' },
  'contract.declined': {},
  'contract.withdrawn': {},
  'contract.edited': {},
  'contract.mediator_appointed': {},
  'contract.members_changed': {},
  'contract.ending': {},
  'contract.ended': {},
  'milestone.added': { client: 'Fund milestone', freelancer: 'Read the milestone' },
  'milestone.edited': { freelancer: 'Read the new terms', client: 'Read the new terms' },
  'milestone.removed': {},
  'milestones.reordered': {},
  'milestone.funding': {},
  'milestone.funded': { freelancer: 'Submit work' },
  'milestone.increase_agreed': { client: 'Fund milestone' },
  'milestone.submitted': { client: 'Review and pay' },
  'milestone.submission_withdrawn': {},
  'milestone.changes_requested': { freelancer: 'Submit work' },
  'milestone.review_extended': { client: 'Review and pay' },
  'review.reminder': { client: 'Review and pay' },
  'milestone.released': { freelancer: 'See the payment', client: 'See the payment' },
  'milestone.auto_released': { freelancer: 'See the payment', client: 'See the payment' },
  'milestone.refunded': { client: 'See the refund', freelancer: 'See the refund' },
  'milestone.cancelled': {},
  'bonus.given': { freelancer: 'See the bonus' },
  'funds.carried': {},
  'funds.hold_ending': { client: 'See the contract', freelancer: 'See the contract' },
  'funds.released': { freelancer: 'See the payment', client: 'See the payment' },
  'funds.refunded': { client: 'See the refund', freelancer: 'See the refund' },
  'proposal.made': { client: 'Answer the proposal', freelancer: 'Answer the proposal' },
  'proposal.accepted': {},
  'proposal.rejected': {},
  'proposal.withdrawn': {},
  'proposal.outdated': {},
  'refund.requested': { freelancer: 'Agree or dispute' },
  'refund.withdrawn': {},
  'refund.agreed': { client: 'See the refund' },
  'refund.expired': { client: 'See the refund', freelancer: 'See the refund' },
  'refund.volunteered': { client: 'See the refund' },
  'dispute.opened': { client: 'Answer in the dispute', mediator: 'Open the dispute' },
  'dispute.statement': { client: 'Answer in the dispute', freelancer: 'Answer in the dispute', mediator: 'Open the dispute' },
  'dispute.offer': { client: 'See the offer', freelancer: 'See the offer' },
  'dispute.no_overlap': { client: 'Make another offer', freelancer: 'Make another offer' },
  'dispute.settled': {},
  'dispute.decided': {},
  'dispute.defaulted': {},
  'payment.pending': {},
  'payment.requires_action': { client: 'Confirm your payment' },
  'payment.succeeded': {},
  'payment.failed': { client: 'Try again' },
  'payment.parked': {},
  'payment.reversed': { client: 'Try again', freelancer: 'Try again' },
  'payment.retried': {},
  'payment.cancelled': {},
  'message.posted': { client: 'Answer', freelancer: 'Answer', mediator: 'Answer' },
};

export function callToAction(type: EventType, side: Reader | null): string {
  return (side === null ? undefined : actions[type][side]) ?? open;
}

/** Events on which the reader is to decide about the work, and so is led to where that is done. */
export const asksToReview: ReadonlySet<EventType> = new Set<EventType>([
  'milestone.submitted',
  'milestone.review_extended',
  'milestone.submission_withdrawn',
  'review.reminder',
]);
