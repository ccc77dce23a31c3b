import type { Party } from '../contract.ts';
import type english from '../messages/en/notices.ts';
import type { ContractEvent, EventType } from './event.ts';

export type EventReader = Party | 'mediator';

type ButtonName = keyof typeof english extends infer Key ? (Key extends `button.${infer Name}` ? Name : never) : never;

/** The properties of an event type, besides its data (`event.ts`) and its texts (`messages/`). */
export interface EventKind {
  /** The sides that are notified. Empty for events without a notification, or that a later event reports better. */
  readonly concerns: readonly EventReader[];
  /** The button in a mail, by reader: `button.…` in `messages/`. @default 'open' */
  readonly mailAction?: Readonly<Partial<Record<EventReader, ButtonName>>>;
  /** `false` if the event changes neither terms, money nor submissions. */
  readonly movesVersion?: false;
  /** The event may change who can read the contract: members changed, or a dispute with a mediator ended. */
  readonly changesReaders?: true;
  /** The reader must decide about the work. The link leads to the review. */
  readonly asksToReview?: true;
  /** A reminder of a deadline; it changes nothing else. */
  readonly announcesOnly?: true;
  /** It concerns only the side in the event's data; the other side cannot read its words. */
  readonly ofSide?: true;
  /** The notification differs by reader: only the bank's customer reads why a payment was refused. */
  readonly differsByReader?: true;
}

/** Every event type. Notifications, mail, the stream, `version` and the sweep's report use this table. */
// biome-ignore format: one row per entry
export const eventCatalogue = {
  'contract.created': { concerns: ['client', 'freelancer'], mailAction: { client: 'open', freelancer: 'read' } },
  'contract.accepted': { concerns: ['client'], mailAction: { client: 'fund' } },
  'contract.declined': { concerns: ['client'] },
  'contract.withdrawn': { concerns: ['freelancer'] },
  'contract.edited': { concerns: ['freelancer'] },
  'contract.mediator_appointed': { concerns: ['client', 'freelancer'], changesReaders: true },
  'contract.members_changed': { concerns: ['client', 'freelancer'], changesReaders: true },
  'contract.ending': { concerns: ['client', 'freelancer'] },
  'contract.ended': { concerns: ['client', 'freelancer'] },
  'contract.frozen': { concerns: ['client', 'freelancer'], mailAction: { client: 'see', freelancer: 'see' } },
  'contract.unfrozen': { concerns: ['client', 'freelancer'], mailAction: { client: 'see', freelancer: 'see' } },
  'operator.released': { concerns: ['client', 'freelancer'], mailAction: { client: 'seePayment', freelancer: 'seePayment' } },
  'operator.refunded': { concerns: ['client', 'freelancer'], mailAction: { client: 'seeRefund', freelancer: 'seeRefund' } },
  'operator.extended': { concerns: ['client', 'freelancer'], mailAction: { client: 'see', freelancer: 'see' } },
  'operator.ended': { concerns: ['client', 'freelancer'], mailAction: { client: 'see', freelancer: 'see' } },
  'milestone.added': { concerns: ['client', 'freelancer'], mailAction: { client: 'fund', freelancer: 'readMilestone' } },
  'milestone.edited': { concerns: ['client', 'freelancer'], mailAction: { freelancer: 'readTerms', client: 'readTerms' } },
  'milestone.removed': { concerns: ['client', 'freelancer'] },
  'milestones.reordered': { concerns: ['client', 'freelancer'] },
  'milestone.funding': { concerns: [] },
  'milestone.funded': { concerns: ['client', 'freelancer'], mailAction: { freelancer: 'submit' } },
  'milestone.increase_agreed': { concerns: ['client'], mailAction: { client: 'fund' } },
  'milestone.submitted': { concerns: ['client'], mailAction: { client: 'review' }, asksToReview: true },
  'milestone.submission_withdrawn': { concerns: ['client'], asksToReview: true },
  'milestone.changes_requested': { concerns: ['freelancer'], mailAction: { freelancer: 'submit' } },
  'milestone.review_extended': { concerns: ['client'], mailAction: { client: 'review' }, asksToReview: true },
  'review.reminder': { concerns: ['client'], mailAction: { client: 'review' }, movesVersion: false, asksToReview: true, announcesOnly: true },
  'milestone.released': { concerns: ['client', 'freelancer'], mailAction: { freelancer: 'seePayment', client: 'seePayment' } },
  'milestone.auto_released': { concerns: ['client', 'freelancer'], mailAction: { freelancer: 'seePayment', client: 'seePayment' } },
  'milestone.refunded': { concerns: ['client', 'freelancer'], mailAction: { client: 'seeRefund', freelancer: 'seeRefund' } },
  'milestone.cancelled': { concerns: [] },
  'bonus.given': { concerns: ['freelancer'], mailAction: { freelancer: 'seeBonus' } },
  'funds.carried': { concerns: ['freelancer'] },
  'funds.hold_ending': { concerns: ['client', 'freelancer'], mailAction: { client: 'see', freelancer: 'see' }, movesVersion: false, announcesOnly: true },
  'funds.released': { concerns: ['client', 'freelancer'], mailAction: { freelancer: 'seePayment', client: 'seePayment' } },
  'funds.refunded': { concerns: ['client', 'freelancer'], mailAction: { client: 'seeRefund', freelancer: 'seeRefund' } },
  'proposal.made': { concerns: ['client', 'freelancer'], mailAction: { client: 'answerProposal', freelancer: 'answerProposal' } },
  'proposal.accepted': { concerns: ['client', 'freelancer'] },
  'proposal.rejected': { concerns: ['client', 'freelancer'] },
  'proposal.withdrawn': { concerns: ['client', 'freelancer'] },
  'proposal.outdated': { concerns: ['client', 'freelancer'] },
  'refund.requested': { concerns: ['freelancer'], mailAction: { freelancer: 'answerRefund' } },
  'refund.withdrawn': { concerns: ['freelancer'] },
  'refund.voided': { concerns: [] },
  'refund.agreed': { concerns: ['client'], mailAction: { client: 'seeRefund' } },
  'refund.expired': { concerns: ['client', 'freelancer'], mailAction: { client: 'seeRefund', freelancer: 'seeRefund' } },
  'refund.volunteered': { concerns: ['client'], mailAction: { client: 'seeRefund' } },
  'dispute.opened': { concerns: ['client', 'mediator'], mailAction: { client: 'answerDispute', mediator: 'openDispute' } },
  'dispute.statement': { concerns: ['client', 'freelancer', 'mediator'], mailAction: { client: 'answerDispute', freelancer: 'answerDispute', mediator: 'openDispute' }, movesVersion: false },
  'dispute.offer': { concerns: ['client', 'freelancer'], mailAction: { client: 'seeOffer', freelancer: 'seeOffer' }, movesVersion: false },
  'dispute.no_overlap': { concerns: ['client', 'freelancer'], mailAction: { client: 'makeOffer', freelancer: 'makeOffer' }, movesVersion: false },
  'dispute.voided': { concerns: ['mediator'], changesReaders: true },
  'dispute.settled': { concerns: ['client', 'freelancer', 'mediator'], changesReaders: true },
  'dispute.decided': { concerns: ['client', 'freelancer'], changesReaders: true },
  'dispute.defaulted': { concerns: ['client', 'freelancer'], changesReaders: true },
  'payment.pending': { concerns: [] },
  'payment.requires_action': { concerns: ['client'], mailAction: { client: 'confirm' } },
  'payment.succeeded': { concerns: [] },
  'payment.failed': { concerns: ['client'], mailAction: { client: 'tryAgain' }, differsByReader: true },
  'payment.parked': { concerns: ['client', 'freelancer'], differsByReader: true },
  'payment.reversed': { concerns: ['client', 'freelancer'], mailAction: { client: 'tryAgain', freelancer: 'tryAgain' }, differsByReader: true },
  'payment.retried': { concerns: [], movesVersion: false },
  'payment.cancelled': { concerns: ['client'] },
  'payout.scheduled': { concerns: ['freelancer'], movesVersion: false },
  'payout.held': { concerns: [], movesVersion: false },
  'payout.sent': { concerns: ['freelancer'], movesVersion: false },
  'return.made': { concerns: ['client', 'freelancer'], mailAction: { client: 'seeRefund', freelancer: 'seeRefund' } },
  'return.completed': { concerns: ['client', 'freelancer'], mailAction: { client: 'seeRefund', freelancer: 'seeRefund' } },
  'return.parked': { concerns: ['client', 'freelancer'] },
  'return.cancelled': { concerns: ['client', 'freelancer'] },
  'return.borne': { concerns: ['client', 'freelancer'], mailAction: { client: 'seeRefund', freelancer: 'seeRefund' } },
  'chargeback.inquiry': { concerns: [], movesVersion: false },
  'chargeback.opened': { concerns: ['client', 'freelancer'], mailAction: { client: 'see', freelancer: 'see' } },
  'chargeback.updated': { concerns: [] },
  'chargeback.won': { concerns: ['client', 'freelancer'], mailAction: { client: 'see', freelancer: 'see' } },
  'chargeback.lost': { concerns: ['client', 'freelancer'], mailAction: { client: 'see', freelancer: 'see' } },
  'chargeback.evidence_sent': { concerns: ['client', 'freelancer'], movesVersion: false },
  'payment.external': { concerns: ['client', 'freelancer'], mailAction: { client: 'see', freelancer: 'see' } },
  'payment.flagged': { concerns: [], movesVersion: false },
  'difference.acknowledged': { concerns: [], movesVersion: false },
  'approval.requested': { concerns: ['client', 'freelancer'], mailAction: { client: 'seeRequest', freelancer: 'seeRequest' }, movesVersion: false, ofSide: true },
  'approval.approved': { concerns: ['client', 'freelancer'], movesVersion: false, ofSide: true },
  'approval.rejected': { concerns: ['client', 'freelancer'], movesVersion: false, ofSide: true },
  'approval.withdrawn': { concerns: ['client', 'freelancer'], movesVersion: false, ofSide: true },
  'approval.expired': { concerns: ['client', 'freelancer'], movesVersion: false, ofSide: true },
  'approval.voided': { concerns: ['client', 'freelancer'], movesVersion: false, ofSide: true },
  'message.posted': { concerns: ['client', 'freelancer', 'mediator'], mailAction: { client: 'answer', freelancer: 'answer', mediator: 'answer' }, movesVersion: false },
  'text.erased': { concerns: [], movesVersion: false },
} as const satisfies Readonly<Record<EventType, EventKind>>;

/** Every event type. */
export const eventTypes = Object.keys(eventCatalogue) as readonly EventType[];

export function kindOf(type: EventType): EventKind {
  return eventCatalogue[type];
}

/** Whether the event changes the basis of a person's decision, so that the contract's `version` changes. */
export function movesVersion(event: ContractEvent): boolean {
  // The outcome of an earlier payout or refund must not invalidate an open payment form.
  if ('kind' in event.data && event.data.kind !== 'charge') return false;
  // Only a new charge counts; a charge that is still pending changes nothing.
  if (event.type === 'payment.pending') return event.actor.side !== 'system';
  return kindOf(event.type).movesVersion !== false;
}
