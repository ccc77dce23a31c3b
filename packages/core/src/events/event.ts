import type { ApprovalSide } from '../approval-request.ts';
import type { FileReference, Link, MilestoneTerms, Party, Person, PlanChange, Side } from '../contract.ts';
import type { DocumentStamp } from '../documents.ts';
import type { Fee } from '../fee-row.ts';
import type {
  ApprovalId,
  ChargebackId,
  CommandId,
  DifferenceId,
  DisputeId,
  EventId,
  FreezeId,
  MilestoneId,
  PaymentId,
  PayoutId,
  ProposalId,
  RefundRequestId,
  ReturnId,
  SubmissionId,
} from '../ids.ts';
import type { CalendarDate, Instant } from '../instant.ts';
import type { Member } from '../members.ts';
import type { Amount, Currency } from '../money.ts';
import type { PaymentFailure, PaymentKind, PaymentPurpose } from '../payment-record.ts';
import type { PinnedPolicy } from '../policy.ts';

/** A clock that an operator may extend (rule 46). */
export type ExtendableDeadline = 'review' | 'refund_response' | 'dispute';

export type Leftover = 'next_milestone' | 'refund_and_end' | 'refund_and_continue';

/**
 * The data of each event type, in the timeline, the stream and webhooks. Amounts are in minor units of the contract's
 * currency. Fields that were added later are optional, because stored events never change.
 */
export interface EventData {
  'contract.created': {
    title: string;
    status: 'offered' | 'active';
    milestones: number;
    currency: Currency;
    client: Person;
    freelancer: Person;
    /** The policy that the contract keeps. */
    policy: PinnedPolicy;
  };
  'contract.accepted': OfApproval;
  'contract.declined': { reason: string | null };
  'contract.withdrawn': { reason: string | null };
  'contract.edited': { title?: string; metadata?: Readonly<Record<string, string>> };
  'contract.mediator_appointed': { mediator: Person | null; previous?: Person | null };
  /** If only names changed, nobody was added or removed. */
  'contract.members_changed': Readonly<Record<Party, readonly Member[]>> & {
    added?: readonly Person[];
    removed?: readonly Person[];
    /** Members whose roles changed. */
    changed?: readonly Person[];
    /** Whether a side's approval rules changed. Only that side can see the rules. */
    approvals?: boolean;
  };
  'contract.ending': OfApproval & { reason: string | null };
  'contract.ended': OfApproval & { reason: string | null };
  'contract.frozen': { freezeId: FreezeId; reason: string };
  /** Other freezes may remain: clocks run again once the last one is lifted. */
  'contract.unfrozen': { freezeIds: readonly FreezeId[]; stillFrozen: boolean; reason: string };
  /** Each is followed, in the same commit, by the ordinary events that move the money. */
  'operator.released': OfApproval & { milestoneId: MilestoneId | null; amount: Amount; reason: string };
  'operator.refunded': OfApproval & { milestoneId: MilestoneId | null; amount: Amount; reason: string };
  /** `endsAt` is `null` while a freeze stops the clock. */
  'operator.extended': {
    deadline: ExtendableDeadline;
    milestoneId: MilestoneId | null;
    days: number;
    endsAt: string | null;
    reason: string;
  };
  'operator.ended': OfApproval & { toFreelancer: Amount; toClient: Amount; reason: string };
  'milestone.added': OfApproval & {
    milestoneId: MilestoneId;
    title: string;
    amount: Amount;
    dueOn: CalendarDate | null;
  };
  'milestone.edited': OfApproval & {
    milestoneId: MilestoneId;
    before: Partial<MilestoneTerms>;
    after: Partial<MilestoneTerms>;
  };
  'milestone.removed': OfApproval & { milestoneId: MilestoneId; title: string };
  'milestones.reordered': OfApproval & { milestoneIds: readonly MilestoneId[] };
  'milestone.funding': OfApproval &
    WithFees & {
      milestoneId: MilestoneId;
      paymentId: PaymentId;
      charged: Amount;
      fee: Amount;
      carried: Amount;
      /** Whether it adds money to a milestone that is already funded. */
      increase: boolean;
    };
  'milestone.funded': OfApproval &
    OfDocuments & {
      milestoneId: MilestoneId;
      amount: Amount;
      charged: Amount;
      carried: Amount;
      paymentId: PaymentId | null;
      increase: boolean;
    };
  'milestone.increase_agreed': OfApproval & { milestoneId: MilestoneId; increase: Amount; amount: Amount };
  'milestone.submitted': {
    milestoneId: MilestoneId;
    submissionId: SubmissionId;
    message: string;
    links: readonly Link[];
    files: readonly FileReference[];
    reviewEndsAt: string;
  };
  'milestone.submission_withdrawn': { milestoneId: MilestoneId; submissionId: SubmissionId };
  'milestone.changes_requested': { milestoneId: MilestoneId; message: string };
  'milestone.review_extended': { milestoneId: MilestoneId; days: number; reviewEndsAt: string };
  'review.reminder': { milestoneId: MilestoneId; daysLeft: number; reviewEndsAt: string };
  'milestone.released': OfApproval &
    OfDocuments &
    WithFees & {
      milestoneId: MilestoneId;
      amount: Amount;
      fee: Amount;
      leftover: Amount;
      leftoverTo: Leftover | null;
      note: string | null;
    };
  'milestone.auto_released': OfDocuments & WithFees & { milestoneId: MilestoneId; amount: Amount; fee: Amount };
  'milestone.refunded': OfApproval & OfDocuments & WithFees & { milestoneId: MilestoneId; amount: Amount };
  'milestone.cancelled': OfApproval & { milestoneId: MilestoneId };
  /** The charge has succeeded; before that there are only the events of its payment. */
  'bonus.given': WithFees & {
    milestoneId: MilestoneId | null;
    paymentId: PaymentId;
    amount: Amount;
    /** The part that the marketplace keeps. */
    fee?: Amount;
    note: string | null;
  };
  'funds.carried': OfApproval & { milestoneId: MilestoneId; amount: Amount; toMilestoneId: MilestoneId | null };
  /** The provider may not hold it longer than this. */
  'funds.hold_ending': { paymentId: PaymentId; amount: Amount; holdUntil: string };
  'funds.released': OfApproval & OfDocuments & WithFees & { amount: Amount; fee: Amount };
  'funds.refunded': OfApproval & OfDocuments & WithFees & { amount: Amount };
  'proposal.made': OfApproval & { proposalId: ProposalId; changes: readonly PlanChange[]; note: string };
  'proposal.accepted': OfApproval & { proposalId: ProposalId };
  'proposal.rejected': { proposalId: ProposalId; reason: string | null };
  'proposal.withdrawn': { proposalId: ProposalId };
  'proposal.outdated': OfApproval & { proposalId: ProposalId };
  'refund.requested': OfApproval & RefundData & { reason: string; thenEnd: boolean; answerBy: string };
  'refund.withdrawn': RefundData;
  /** An operator ended the contract, so it can no longer be answered. */
  'refund.voided': OfApproval & RefundData;
  'refund.agreed': OfApproval & RefundData;
  'refund.expired': RefundData;
  'refund.volunteered': OfApproval & { milestoneId: MilestoneId | null; amount: Amount; reason: string | null };
  'dispute.opened': DisputeData & { reason: string; decideBy: string };
  'dispute.statement': { disputeId: DisputeId; message: string; files: readonly FileReference[] };
  /** Without an amount, because the offer is sealed. */
  'dispute.offer': { disputeId: DisputeId; sealed: boolean; toFreelancer: Amount | null; round: number | null };
  'dispute.no_overlap': { disputeId: DisputeId; round: number; roundsLeft: number };
  'dispute.voided': OfApproval & DisputeData;
  'dispute.settled': DisputeData & { toFreelancer: Amount; toClient: Amount; sealed: boolean };
  'dispute.decided': OfApproval & DisputeData & { toFreelancer: Amount; toClient: Amount; note: string };
  'dispute.defaulted': DisputeData & { toFreelancer: Amount; toClient: Amount };
  'payment.pending': OfApproval & PaymentData & WithFees;
  'payment.requires_action': PaymentData & { actionBy: string | null };
  /** `outside`: the marketplace settled it by other means. */
  'payment.succeeded': OfDocuments & PaymentData & { outside?: boolean; reason?: string };
  /** The payment has the reason, visible only to its owner, because both sides read events. */
  'payment.failed': PaymentData & FailureOfOldEvents;
  'payment.parked': OfDocuments & PaymentData & FailureOfOldEvents;
  /** A refund or payout that had succeeded came back (rule 55); the money is owed again. */
  'payment.reversed': OfDocuments & PaymentData;
  /** Given by an operator. */
  'payment.retried': PaymentData & WithFees & { reason?: string };
  'payment.cancelled': OfApproval &
    PaymentData & { reason: 'cancelled' | 'action_expired' | 'milestone_settled' | 'charged_back' };
  /** It waits for the security period (rule 49); `dueAt` is `null` in a freeze. */
  'payout.scheduled': OfApproval & PayoutData & { dueAt: string | null };
  /** A freeze holds it. */
  'payout.held': OfApproval & PayoutData;
  /** The security period is over, or the freeze was lifted. */
  'payout.sent': PayoutData;
  /** `atOnce` had not been paid out and has already come back; the rest is taken back from the freelancer. */
  'return.made': OfApproval & OfDocuments & ReturnData & { atOnce: Amount; reason: string };
  /** All of it has come back and is on its way to the client. */
  'return.completed': OfApproval & ReturnData;
  /** The provider could not take `amount` back, or the outcome is unknown. */
  'return.parked': ReturnData;
  /** The parked part was cancelled. */
  'return.cancelled': ReturnData & { reason: string };
  /** The marketplace pays the parked part. */
  'return.borne': OfDocuments & OfApproval & ReturnData & { reason: string };
  'chargeback.inquiry': ChargebackData;
  'chargeback.opened': ChargebackWithReason;
  /** The provider took or gave back more, or the due date of the evidence changed. */
  'chargeback.updated': ChargebackWithReason;
  'chargeback.won': ChargebackWithReason;
  'chargeback.lost': ChargebackWithReason;
  'chargeback.evidence_sent': { chargebackId: ChargebackId; paymentId: PaymentId };
  /** Money moved at the provider without Workroom (rule 54); `booked` was matched with money of the contract. */
  'payment.external': {
    /** The charge that the money belongs to. */
    paymentId: PaymentId;
    movement: 'refund' | 'transfer' | 'reversal' | 'chargeback';
    amount: Amount;
    currency: Currency;
    booked: Amount;
    reference: string | null;
    /** For the marketplace's staff: the amount without a match. */
    differenceId: DifferenceId | null;
  };
  /** The card network reports the charge as fraud: a full refund now avoids a chargeback. */
  'payment.flagged': { paymentId: PaymentId; amount: Amount; reference: string | null; differenceId: DifferenceId };
  'difference.acknowledged': { differenceId: DifferenceId; reason: string };
  /** The whole command as JSON, with its words. The evidence shows it to the side that asked. */
  'approval.requested': ApprovalData & { request: string };
  'approval.approved': ApprovalData;
  'approval.rejected': ApprovalData & { reason: string | null };
  'approval.withdrawn': ApprovalData;
  'approval.expired': ApprovalData;
  /** The requested command can never be executed any more. */
  'approval.voided': ApprovalData;
  /** `files` is absent if there are none. */
  'message.posted': { text: string; files?: readonly FileReference[] };
  /** Words of this contract were erased (rule 68). The event names nobody. */
  'text.erased': { texts: number };
}

/** Amounts include the client's fee. `withdrawn` and `reinstated` are totals so far. */
interface ChargebackData {
  chargebackId: ChargebackId;
  paymentId: PaymentId;
  amount: Amount;
  withdrawn: Amount;
  reinstated: Amount;
}

/** `reason`: given by the marketplace's staff if the provider does not report chargebacks. */
type ChargebackWithReason = ChargebackData & { reason?: string };

interface ApprovalData {
  approvalId: ApprovalId;
  side: ApprovalSide;
}

/** The approval request that caused the event (rule 63). */
interface OfApproval {
  approvalId?: ApprovalId;
}

/** The documents that the event creates (rule 59). Older events have none. */
interface OfDocuments {
  documents?: readonly DocumentStamp[];
}

/**
 * The rows of fees that the command takes or gives back, with their taxes (rule 57). Only the first event of a command
 * has them. Absent if there are none, and in old events.
 */
interface WithFees {
  fees?: readonly Fee[];
}

interface RefundData {
  refundRequestId: RefundRequestId;
  milestoneId: MilestoneId | null;
  amount: Amount;
}

interface DisputeData {
  disputeId: DisputeId;
  milestoneId: MilestoneId | null;
  amount: Amount;
}

interface PaymentData {
  paymentId: PaymentId;
  kind: PaymentKind;
  purpose: PaymentPurpose;
  milestoneId: MilestoneId | null;
  amount: Amount;
  fee: Amount;
}

interface PayoutData {
  payoutId: PayoutId;
  milestoneId: MilestoneId | null;
  amount: Amount;
  fee: Amount;
}

/** Without a milestone or a bonus, it is about the carried funds. */
interface ReturnData {
  returnId: ReturnId;
  milestoneId: MilestoneId | null;
  bonusId: PaymentId | null;
  amount: Amount;
}

/** Older events contain the reason, and stored events never change. */
interface FailureOfOldEvents {
  failure?: PaymentFailure;
}

export type EventType = keyof EventData;

export type EventActor =
  | { readonly side: 'system' | 'server' }
  | { readonly side: Exclude<Side, 'system' | 'server'>; readonly id: string; readonly name: string };

interface EventOf<Type extends EventType> {
  readonly id: EventId;
  readonly seq: number;
  readonly type: Type;
  readonly actor: EventActor;
  /** The command that made it. It identifies a commit whose answer was lost when the command is retried. */
  readonly commandId: CommandId;
  /** The time at which it took effect. A deadline that is recorded late has the time of the deadline. */
  readonly occurredAt: Instant;
  /** The time at which it was recorded. */
  readonly recordedAt: Instant;
  readonly data: Readonly<EventData[Type]>;
}

/** A union over the event types: `event.type` narrows `event.data`. */
export type ContractEvent = { [Type in EventType]: EventOf<Type> }[EventType];
