import type { ApprovalSide } from '../approval-request.ts';
import type {
  FileReference,
  Link,
  MilestoneTerms,
  Party,
  PaymentFailure,
  PaymentKind,
  PaymentPurpose,
  Person,
  PlanChange,
  Side,
} from '../contract.ts';
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
import type { PinnedPolicy } from '../policy.ts';

/** A clock that an operator may give more days (rule 46). */
export type ExtendableDeadline = 'review' | 'refund_response' | 'dispute';

export type Leftover = 'next_milestone' | 'refund_and_end' | 'refund_and_continue';

/**
 * What happened, by type, as the timeline, the stream and webhooks tell it. Amounts in minor units of the contract's
 * currency. Fields that events did not always have are optional: what is written stays as it was.
 */
export interface EventData {
  'contract.created': {
    title: string;
    status: 'offered' | 'active';
    milestones: number;
    currency: Currency;
    client: Person;
    freelancer: Person;
    /** What the contract is pinned to. */
    policy: PinnedPolicy;
  };
  'contract.accepted': OfApproval;
  'contract.declined': { reason: string | null };
  'contract.withdrawn': { reason: string | null };
  'contract.edited': { title?: string; metadata?: Readonly<Record<string, string>> };
  'contract.mediator_appointed': { mediator: Person | null; previous?: Person | null };
  /** Nobody was added or removed when only names have changed. */
  'contract.members_changed': Readonly<Record<Party, readonly Member[]>> & {
    added?: readonly Person[];
    removed?: readonly Person[];
    /** Those who have other roles than before. */
    changed?: readonly Person[];
    /** Whether a side's approval rules are others than before. Which they are is shown to that side only. */
    approvals?: boolean;
  };
  'contract.ending': OfApproval & { reason: string | null };
  'contract.ended': OfApproval & { reason: string | null };
  'contract.frozen': { freezeId: FreezeId; reason: string };
  /** Other freezes may stand still: only the last lets the clocks run. */
  'contract.unfrozen': { freezeIds: readonly FreezeId[]; stillFrozen: boolean; reason: string };
  /** The ordinary events with the money follow each of these in the same commit. */
  'operator.released': OfApproval & { milestoneId: MilestoneId | null; amount: Amount; reason: string };
  'operator.refunded': OfApproval & { milestoneId: MilestoneId | null; amount: Amount; reason: string };
  /** `endsAt` is `null` where the clock stands still in a freeze. */
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
      /** Whether it is for more money on a milestone that is funded already. */
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
  /** Its charge has succeeded; before that there are only the events of its payment. */
  'bonus.given': WithFees & {
    milestoneId: MilestoneId | null;
    paymentId: PaymentId;
    amount: Amount;
    /** What the marketplace keeps of it. */
    fee?: Amount;
    note: string | null;
  };
  'funds.carried': OfApproval & { milestoneId: MilestoneId; amount: Amount; toMilestoneId: MilestoneId | null };
  /** The provider may hold it until then, and no longer. */
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
  /** An operator ended the contract, so that nobody answers it any more. */
  'refund.voided': OfApproval & RefundData;
  'refund.agreed': OfApproval & RefundData;
  'refund.expired': RefundData;
  'refund.volunteered': OfApproval & { milestoneId: MilestoneId | null; amount: Amount; reason: string | null };
  'dispute.opened': DisputeData & { reason: string; decideBy: string };
  'dispute.statement': { disputeId: DisputeId; message: string; files: readonly FileReference[] };
  /** A sealed offer never says how much. */
  'dispute.offer': { disputeId: DisputeId; sealed: boolean; toFreelancer: Amount | null; round: number | null };
  'dispute.no_overlap': { disputeId: DisputeId; round: number; roundsLeft: number };
  'dispute.voided': OfApproval & DisputeData;
  'dispute.settled': DisputeData & { toFreelancer: Amount; toClient: Amount; sealed: boolean };
  'dispute.decided': OfApproval & DisputeData & { toFreelancer: Amount; toClient: Amount; note: string };
  'dispute.defaulted': DisputeData & { toFreelancer: Amount; toClient: Amount };
  'payment.pending': OfApproval & PaymentData & WithFees;
  'payment.requires_action': PaymentData & { actionBy: string | null };
  /** `outside`: the marketplace settled it by other means than the provider. */
  'payment.succeeded': OfDocuments & PaymentData & { outside?: boolean; reason?: string };
  /** Why stands on the payment, for its owner alone: events are read by both sides. */
  'payment.failed': PaymentData & FailureOfOldEvents;
  'payment.parked': OfDocuments & PaymentData & FailureOfOldEvents;
  /** A refund or payout that had succeeded came back (rule 55): it is owed again. */
  'payment.reversed': OfDocuments & PaymentData;
  /** An operator says why. */
  'payment.retried': PaymentData & WithFees & { reason?: string };
  'payment.cancelled': OfApproval &
    PaymentData & { reason: 'cancelled' | 'action_expired' | 'milestone_settled' | 'charged_back' };
  /** It waits for the security period (rule 49); `dueAt` is `null` in a freeze. */
  'payout.scheduled': OfApproval & PayoutData & { dueAt: string | null };
  /** A freeze holds it. */
  'payout.held': OfApproval & PayoutData;
  /** The security period is over, or the freeze was lifted. */
  'payout.sent': PayoutData;
  /** `atOnce` of it had not been sent, and has come back already; the rest is taken back from the freelancer. */
  'return.made': OfApproval & OfDocuments & ReturnData & { atOnce: Amount; reason: string };
  /** All of it has come back, and is on its way to the client. */
  'return.completed': OfApproval & ReturnData;
  /** The provider could not take `amount` of it back, or does not say. */
  'return.parked': ReturnData;
  /** What was parked is given up. */
  'return.cancelled': ReturnData & { reason: string };
  /** The marketplace gives back what was parked. */
  'return.borne': OfDocuments & OfApproval & ReturnData & { reason: string };
  'chargeback.inquiry': ChargebackData;
  'chargeback.opened': ToldChargeback;
  /** The provider took or gave back more, or the evidence is due at another time. */
  'chargeback.updated': ToldChargeback;
  'chargeback.won': ToldChargeback;
  'chargeback.lost': ToldChargeback;
  'chargeback.evidence_sent': { chargebackId: ChargebackId; paymentId: PaymentId };
  /** Money that moved at the provider without Workroom (rule 54): `booked` of it was matched with money of the contract. */
  'payment.external': {
    /** The charge that the money belongs to. */
    paymentId: PaymentId;
    movement: 'refund' | 'transfer' | 'reversal' | 'chargeback';
    amount: Amount;
    currency: Currency;
    booked: Amount;
    reference: string | null;
    /** For the marketplace's staff: what matches nothing. */
    differenceId: DifferenceId | null;
  };
  'difference.acknowledged': { differenceId: DifferenceId; reason: string };
  /** What was asked as JSON: the command whole, with its words. It is shown in the evidence, to the side that asks. */
  'approval.requested': ApprovalData & { request: string };
  'approval.approved': ApprovalData;
  'approval.rejected': ApprovalData & { reason: string | null };
  'approval.withdrawn': ApprovalData;
  'approval.expired': ApprovalData;
  /** What was asked for can never be done any more. */
  'approval.voided': ApprovalData;
  /** `files` is left out where there are none, as in messages of before files could be sent. */
  'message.posted': { text: string; files?: readonly FileReference[] };
  /** Words of this contract were erased (rule 68). It names nobody. */
  'text.erased': { texts: number };
}

/** Amounts with the client's fee; what the provider took and gave back so far. */
interface ChargebackData {
  chargebackId: ChargebackId;
  paymentId: PaymentId;
  amount: Amount;
  withdrawn: Amount;
  reinstated: Amount;
}

/** `reason`: of the marketplace's staff, where the provider reports nothing. */
type ToldChargeback = ChargebackData & { reason?: string };

interface ApprovalData {
  approvalId: ApprovalId;
  side: ApprovalSide;
}

/** Names the approval request that the event is the effect of (rule 63). */
interface OfApproval {
  approvalId?: ApprovalId;
}

/** Names the documents that the event makes (rule 59). Events from before there were documents name none. */
interface OfDocuments {
  documents?: readonly DocumentStamp[];
}

/**
 * The rows of the fees that the decision takes or gives back, with their taxes (rule 57). They stand on the first event
 * of a decision only; absent where there are none, and in old events.
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

/** Of the carried funds where it names neither a milestone nor a bonus. */
interface ReturnData {
  returnId: ReturnId;
  milestoneId: MilestoneId | null;
  bonusId: PaymentId | null;
  amount: Amount;
}

/** Events once said why, and what is written stays. */
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
  /** The command that made it, so that a commit whose answer was lost is recognised on the next try. */
  readonly commandId: CommandId;
  /** When it took effect. A deadline that a late worker records is dated at the deadline. */
  readonly occurredAt: Instant;
  /** When it was written down. */
  readonly recordedAt: Instant;
  readonly data: Readonly<EventData[Type]>;
}

/** A union over the event types: `event.type` narrows `event.data`. */
export type ContractEvent = { [Type in EventType]: EventOf<Type> }[EventType];
