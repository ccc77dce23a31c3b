import type { Party } from '../contract.ts';
import type { ContractEvent, EventType } from './event.ts';

export type EventReader = Party | 'mediator';

/** What there is to know of a type of event beside its data (`event.ts`) and its words (`notice-texts.ts`). */
export interface EventKind {
  /** Which sides are notified. Empty for events that need no notification, or that a later event reports better. */
  readonly concerns: readonly EventReader[];
  /** What the button of a mail says, by who reads it, in the words of the workroom's own buttons. */
  readonly mailAction?: Readonly<Partial<Record<EventReader, string>>>;
  /** `false` where the terms, the money and the submissions stay as they are. */
  readonly movesVersion?: false;
  /** The event may change who can read the contract: its members changed, or a dispute with a mediator ended. */
  readonly changesReaders?: true;
  /** The reader is to decide about the work, and is led to where that is done. */
  readonly asksToReview?: true;
  /** A reminder of a deadline to come; it changes nothing else. */
  readonly announcesOnly?: true;
  /** It concerns the side that the event names only, and its words are not shown to the other. */
  readonly ofSide?: true;
  /** The notification differs by reader: only the customer of a bank reads why it refused. */
  readonly differsByReader?: true;
}

/** Every type of event, once: notifications, mail, the stream, `version` and the sweep's report derive from it. */
// biome-ignore format: a table reads by its rows
export const eventCatalogue = {
  'contract.created': { concerns: ['client', 'freelancer'], mailAction: { client: 'Open the contract', freelancer: 'Read the contract' } },
  'contract.accepted': { concerns: ['client'], mailAction: { client: 'Fund milestone' } },
  'contract.declined': { concerns: ['client'] },
  'contract.withdrawn': { concerns: ['freelancer'] },
  'contract.edited': { concerns: ['freelancer'] },
  'contract.mediator_appointed': { concerns: ['client', 'freelancer'], changesReaders: true },
  'contract.members_changed': { concerns: ['client', 'freelancer'], changesReaders: true },
  'contract.ending': { concerns: ['client', 'freelancer'] },
  'contract.ended': { concerns: ['client', 'freelancer'] },
  'contract.frozen': { concerns: ['client', 'freelancer'], mailAction: { client: 'See the contract', freelancer: 'See the contract' } },
  'contract.unfrozen': { concerns: ['client', 'freelancer'], mailAction: { client: 'See the contract', freelancer: 'See the contract' } },
  'operator.released': { concerns: ['client', 'freelancer'], mailAction: { client: 'See the payment', freelancer: 'See the payment' } },
  'operator.refunded': { concerns: ['client', 'freelancer'], mailAction: { client: 'See the refund', freelancer: 'See the refund' } },
  'operator.extended': { concerns: ['client', 'freelancer'], mailAction: { client: 'See the contract', freelancer: 'See the contract' } },
  'operator.ended': { concerns: ['client', 'freelancer'], mailAction: { client: 'See the contract', freelancer: 'See the contract' } },
  'milestone.added': { concerns: ['client', 'freelancer'], mailAction: { client: 'Fund milestone', freelancer: 'Read the milestone' } },
  'milestone.edited': { concerns: ['client', 'freelancer'], mailAction: { freelancer: 'Read the new terms', client: 'Read the new terms' } },
  'milestone.removed': { concerns: ['client', 'freelancer'] },
  'milestones.reordered': { concerns: ['client', 'freelancer'] },
  'milestone.funding': { concerns: [] },
  'milestone.funded': { concerns: ['client', 'freelancer'], mailAction: { freelancer: 'Submit work' } },
  'milestone.increase_agreed': { concerns: ['client'], mailAction: { client: 'Fund milestone' } },
  'milestone.submitted': { concerns: ['client'], mailAction: { client: 'Review and pay' }, asksToReview: true },
  'milestone.submission_withdrawn': { concerns: ['client'], asksToReview: true },
  'milestone.changes_requested': { concerns: ['freelancer'], mailAction: { freelancer: 'Submit work' } },
  'milestone.review_extended': { concerns: ['client'], mailAction: { client: 'Review and pay' }, asksToReview: true },
  'review.reminder': { concerns: ['client'], mailAction: { client: 'Review and pay' }, movesVersion: false, asksToReview: true, announcesOnly: true },
  'milestone.released': { concerns: ['client', 'freelancer'], mailAction: { freelancer: 'See the payment', client: 'See the payment' } },
  'milestone.auto_released': { concerns: ['client', 'freelancer'], mailAction: { freelancer: 'See the payment', client: 'See the payment' } },
  'milestone.refunded': { concerns: ['client', 'freelancer'], mailAction: { client: 'See the refund', freelancer: 'See the refund' } },
  'milestone.cancelled': { concerns: [] },
  'bonus.given': { concerns: ['freelancer'], mailAction: { freelancer: 'See the bonus' } },
  'funds.carried': { concerns: ['freelancer'] },
  'funds.hold_ending': { concerns: ['client', 'freelancer'], mailAction: { client: 'See the contract', freelancer: 'See the contract' }, movesVersion: false, announcesOnly: true },
  'funds.released': { concerns: ['client', 'freelancer'], mailAction: { freelancer: 'See the payment', client: 'See the payment' } },
  'funds.refunded': { concerns: ['client', 'freelancer'], mailAction: { client: 'See the refund', freelancer: 'See the refund' } },
  'proposal.made': { concerns: ['client', 'freelancer'], mailAction: { client: 'Answer the proposal', freelancer: 'Answer the proposal' } },
  'proposal.accepted': { concerns: ['client', 'freelancer'] },
  'proposal.rejected': { concerns: ['client', 'freelancer'] },
  'proposal.withdrawn': { concerns: ['client', 'freelancer'] },
  'proposal.outdated': { concerns: ['client', 'freelancer'] },
  'refund.requested': { concerns: ['freelancer'], mailAction: { freelancer: 'Agree or dispute' } },
  'refund.withdrawn': { concerns: ['freelancer'] },
  'refund.voided': { concerns: [] },
  'refund.agreed': { concerns: ['client'], mailAction: { client: 'See the refund' } },
  'refund.expired': { concerns: ['client', 'freelancer'], mailAction: { client: 'See the refund', freelancer: 'See the refund' } },
  'refund.volunteered': { concerns: ['client'], mailAction: { client: 'See the refund' } },
  'dispute.opened': { concerns: ['client', 'mediator'], mailAction: { client: 'Answer in the dispute', mediator: 'Open the dispute' } },
  'dispute.statement': { concerns: ['client', 'freelancer', 'mediator'], mailAction: { client: 'Answer in the dispute', freelancer: 'Answer in the dispute', mediator: 'Open the dispute' }, movesVersion: false },
  'dispute.offer': { concerns: ['client', 'freelancer'], mailAction: { client: 'See the offer', freelancer: 'See the offer' }, movesVersion: false },
  'dispute.no_overlap': { concerns: ['client', 'freelancer'], mailAction: { client: 'Make another offer', freelancer: 'Make another offer' }, movesVersion: false },
  'dispute.voided': { concerns: ['mediator'], changesReaders: true },
  'dispute.settled': { concerns: ['client', 'freelancer', 'mediator'], changesReaders: true },
  'dispute.decided': { concerns: ['client', 'freelancer'], changesReaders: true },
  'dispute.defaulted': { concerns: ['client', 'freelancer'], changesReaders: true },
  'payment.pending': { concerns: [] },
  'payment.requires_action': { concerns: ['client'], mailAction: { client: 'Confirm your payment' } },
  'payment.succeeded': { concerns: [] },
  'payment.failed': { concerns: ['client'], mailAction: { client: 'Try again' }, differsByReader: true },
  'payment.parked': { concerns: ['client', 'freelancer'], differsByReader: true },
  'payment.reversed': { concerns: ['client', 'freelancer'], mailAction: { client: 'Try again', freelancer: 'Try again' }, differsByReader: true },
  'payment.retried': { concerns: [], movesVersion: false },
  'payment.cancelled': { concerns: ['client'] },
  'approval.requested': { concerns: ['client', 'freelancer'], mailAction: { client: 'See the request', freelancer: 'See the request' }, movesVersion: false, ofSide: true },
  'approval.approved': { concerns: ['client', 'freelancer'], movesVersion: false, ofSide: true },
  'approval.rejected': { concerns: ['client', 'freelancer'], movesVersion: false, ofSide: true },
  'approval.withdrawn': { concerns: ['client', 'freelancer'], movesVersion: false, ofSide: true },
  'approval.expired': { concerns: ['client', 'freelancer'], movesVersion: false, ofSide: true },
  'approval.voided': { concerns: ['client', 'freelancer'], movesVersion: false, ofSide: true },
  'message.posted': { concerns: ['client', 'freelancer', 'mediator'], mailAction: { client: 'Answer', freelancer: 'Answer', mediator: 'Answer' }, movesVersion: false },
  'text.erased': { concerns: [], movesVersion: false },
} as const satisfies Readonly<Record<EventType, EventKind>>;

/** Every event type. */
export const eventTypes = Object.keys(eventCatalogue) as readonly EventType[];

export function kindOf(type: EventType): EventKind {
  return eventCatalogue[type];
}

/** Whether the event changes what a person may decide, so that the contract's `version` changes. */
export function movesVersion(event: ContractEvent): boolean {
  // A payout or refund was decided long before its outcome, which must not invalidate an open payment form.
  if ('kind' in event.data && event.data.kind !== 'charge') return false;
  // A person asks for a new charge; that the provider has not finished one changes nothing.
  if (event.type === 'payment.pending') return event.actor.side !== 'system';
  return kindOf(event.type).movesVersion !== false;
}
