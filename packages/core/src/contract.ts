import type { ApprovalRequest, ApprovalRules } from './approval-request.ts';
import type { Chargeback, ProviderDifference } from './chargeback.ts';
import type { Fee } from './fee-row.ts';
import type { Freeze } from './freeze.ts';
import type {
  ContractId,
  DisputeId,
  MilestoneId,
  PaymentId,
  ProposalId,
  RefundRequestId,
  SubmissionId,
  UploadId,
} from './ids.ts';
import type { CalendarDate, Instant } from './instant.ts';
import type { Member } from './members.ts';
import type { Amount, Currency } from './money.ts';
import type { PayoutRecord } from './payout-record.ts';
import type { Policy } from './policy.ts';
import type { ReturnRecord } from './return-record.ts';

export interface Person {
  readonly id: string;
  readonly name: string;
}

export type Party = 'client' | 'freelancer';
/**
 * In what capacity somebody acts on a contract. `operator` is a member of the marketplace's staff, `server` its own
 * backend, `system` time and the payment provider.
 */
export type Side = Party | 'mediator' | 'operator' | 'server' | 'system';

export type ContractStatus = 'offered' | 'declined' | 'withdrawn' | 'active' | 'ending' | 'ended';

/** Everything a decision reads. Plain data: the next contract is a new object that shares what did not change. */
export interface Contract {
  readonly id: ContractId;
  /** Number of the last event; guards every commit. */
  readonly seq: number;
  /** Changes with terms, money and submissions only, so that a message does not invalidate an open payment form. */
  readonly version: number;
  readonly title: string;
  readonly metadata: Readonly<Record<string, string>>;
  readonly currency: Currency;
  readonly status: ContractStatus;
  readonly client: Person;
  readonly freelancer: Person;
  /** All who may act for a side (rule 42); the side's own person stands first. */
  readonly members: Readonly<Record<Party, readonly Member[]>>;
  readonly mediator: Person | null;
  /** In the order of the plan. */
  readonly milestones: readonly Milestone[];
  /** The one pot of carried funds, by the charges it came from, oldest first. */
  readonly carried: readonly Lot[];
  /** Every charge of the contract, deposits and bonuses, and where its money is. */
  readonly sources: readonly Source[];
  readonly totals: Totals;
  /** Those that are open, and the latest that were answered. */
  readonly proposals: readonly Proposal[];
  readonly refundRequest: RefundRequest | null;
  readonly dispute: Dispute | null;
  /** Which commands of each side need more than one of its members (rule 63). */
  readonly approvalRules: ApprovalRules;
  /** Those that are open, and the latest that are closed. */
  readonly approvals: readonly ApprovalRequest[];
  /** Those that stand, oldest first. The contract is frozen while there is one (rule 45). */
  readonly freezes: readonly Freeze[];
  /** Oldest first (rule 52). */
  readonly chargebacks: readonly Chargeback[];
  /** Those that nobody has acknowledged, and the latest that somebody has (rule 54). */
  readonly differences: readonly ProviderDifference[];
  /** Every payment that is not settled, and the latest that are. */
  readonly payments: readonly Payment[];
  /** Those that are open or can be returned, and the latest of the others; oldest first. */
  readonly payouts: readonly PayoutRecord[];
  /** Those that are open, and the latest that are closed. */
  readonly returns: readonly ReturnRecord[];
  readonly policy: Policy;
  /** How many documents it has made: the number of the last one (rule 59). */
  readonly documents: number;
  readonly createdAt: Instant;
  /** When the last event was recorded. Later events are never dated earlier. */
  readonly updatedAt: Instant;
  readonly endedAt: Instant | null;
}

/** Sums over the contract's life, settled money only, before the freelancer's fee and without the client's (rule 40). */
export interface Totals {
  readonly deposited: Amount;
  readonly released: Amount;
  readonly refunded: Amount;
  /** Taken back by the client's bank out of what was held, or not yet sent (rule 52). */
  readonly chargedBack: Amount;
  readonly bonuses: Amount;
  /** What of `refunded` had been released before (rule 50). */
  readonly returned: Amount;
}

/** Held money that came from one charge. */
export interface Lot {
  readonly source: PaymentId;
  readonly amount: Amount;
}

/**
 * A charge that succeeded in time, for ever. Amounts without the fee, fees apart:
 * amount = held + waiting + paidOut + refunded + chargedBack. A bonus is never held.
 */
export interface Source {
  readonly payment: PaymentId;
  readonly purpose: 'deposit' | 'bonus';
  readonly amount: Amount;
  readonly fee: Amount;
  /** The rows of the fee; absent where it was charged before there were rows. */
  readonly fees?: readonly Fee[];
  /** Refunded, or asked to be: of held money, and of money that came back from the freelancer. */
  readonly refunded: Amount;
  readonly feeReturned: Amount;
  /** What of `refunded` had been released before (rule 50). */
  readonly returned: Amount;
  /** What the marketplace gave back in the freelancer's place (rule 51). It is still in `paidOut`. */
  readonly borne: Amount;
  /** Released, and its transfer has not succeeded. */
  readonly waiting: Amount;
  /** Released, and its transfer has succeeded or its fee took it whole; less what was returned. */
  readonly paidOut: Amount;
  /** What a chargeback took of it while it was held, waiting or on its way back (rule 52). */
  readonly chargedBack: Amount;
  /** What of the client's fee a chargeback took. */
  readonly feeChargedBack?: Amount;
  /** The rows of the client's fee that the marketplace still has, once somebody took of the charge without Workroom. */
  readonly feesKept?: readonly Fee[];
  /** The provider's ids of what moved on it without Workroom and is booked (rule 54). */
  readonly external?: readonly string[];
  /** What of the charge is still held anywhere on the contract. */
  readonly held: Amount;
  /** Since when the provider holds it. */
  readonly since: Instant;
  /** Whether both were told that the provider may not hold it much longer. */
  readonly warned: boolean;
}

export type MilestoneState = Milestone['state'];

export interface MilestoneTerms {
  readonly title: string;
  /** The deliverables. */
  readonly description: string;
  readonly amount: Amount;
  readonly dueOn: CalendarDate | null;
}

interface MilestoneBase extends MilestoneTerms {
  readonly id: MilestoneId;
  readonly funds: Funds;
  /** What is held here, by the charges it came from, oldest first. Sums to `funds.held`. */
  readonly lots: readonly Lot[];
  /** The newest one; older ones stand on the timeline. */
  readonly submission: Submission | null;
  readonly changeRequest: ChangeRequest | null;
  /** A refund request can be withdrawn once per milestone, so that nobody gains review days by repeating it. */
  readonly refundWithdrawn: boolean;
  /** More money that both agreed on and that is not deposited yet: until then the old amount binds. */
  readonly pendingIncrease: PendingIncrease | null;
}

export interface PendingIncrease {
  /** What is to be added to the milestone's amount. */
  readonly amount: Amount;
  /** The charge that is in progress for it, which uses `reserved` of the carried funds beside. */
  readonly payment: PaymentId | null;
  readonly reserved: Amount;
  /** It makes up a shortfall, and leaves the amount as it is. There only while its charge is in progress. */
  readonly restores?: true;
}

export type Milestone = MilestoneBase &
  (
    | { readonly state: 'planned' }
    /** `reserved` of the carried funds will be used beside what is charged. */
    | { readonly state: 'funding'; readonly payment: PaymentId; readonly reserved: Amount }
    | { readonly state: 'funded' | 'changes_requested'; readonly promised?: PromisedReview }
    | { readonly state: 'submitted'; readonly review: Review }
    | { readonly state: 'refund_requested'; readonly resume: StateBeforeRefund }
    | { readonly state: 'disputed' }
    /** A chargeback took all that was left (rule 52). `resume` is what comes back with the money, if it does. */
    | { readonly state: 'charged_back'; readonly resume: StateBeforeChargeback }
    | { readonly state: 'paid'; readonly paidAt: Instant; readonly automatically: boolean }
    | { readonly state: 'refunded' }
    | { readonly state: 'cancelled' }
  );

/** Where a milestone's money is: deposited + carriedIn = released + refunded + carriedOut + chargedBack + held (rule 40). */
export interface Funds {
  readonly deposited: Amount;
  readonly carriedIn: Amount;
  readonly released: Amount;
  readonly refunded: Amount;
  readonly carriedOut: Amount;
  readonly chargedBack: Amount;
  readonly held: Amount;
  /** What chargebacks and refunds outside Workroom took of the milestone's amount; the client may deposit it anew. */
  readonly shortfall: Amount;
}

export interface Review {
  readonly startedAt: Instant;
  readonly startedBy: Person;
  /** `null` while the contract is frozen: `leftMs` is what was left then. So it is with every clock. */
  readonly endsAt: Instant | null;
  readonly leftMs?: number;
  readonly extendedDays: number;
  /** Days before the end at which the client is still to be reminded, most first. */
  readonly reminders: readonly number[];
  /** The state that withdrawing the unanswered submissions goes back to. */
  readonly before: 'funded' | 'changes_requested';
}

/** What the freelancer promised the client by extending a review, kept while the submission is withdrawn (rule 66). */
export interface PromisedReview {
  readonly endsAt: Instant | null;
  readonly leftMs?: number;
  readonly extendedDays: number;
}

/** The state a withdrawn refund request goes back to; a review comes back with the time that was left. */
export type StateBeforeRefund =
  | { readonly state: 'funded' | 'changes_requested'; readonly promised?: PromisedReview }
  | { readonly state: 'submitted'; readonly review: Review; readonly leftMs: number };

/** The state that a milestone goes back to when the money of a chargeback comes back. */
export type StateBeforeChargeback =
  | StateBeforeRefund
  | { readonly state: 'paid'; readonly paidAt: Instant; readonly automatically: boolean }
  | { readonly state: 'refunded' };

export interface Link {
  readonly url: string;
  readonly label: string | null;
}

export interface FileReference {
  readonly uploadId: UploadId;
  readonly name: string;
  /** In bytes. */
  readonly size: number;
  readonly contentType: string;
  /** Of its bytes, in hexadecimal: with the event that names it, the file itself is part of the evidence. */
  readonly sha256: string;
}

export interface Submission {
  readonly id: SubmissionId;
  readonly message: string;
  readonly links: readonly Link[];
  readonly files: readonly FileReference[];
  readonly submittedBy: Person;
  readonly submittedAt: Instant;
  readonly withdrawnAt: Instant | null;
}

export interface ChangeRequest {
  readonly message: string;
  readonly requestedBy: Person;
  readonly requestedAt: Instant;
}

/** A change of the plan that one side asks the other to agree to (rule 5). */
export interface Proposal {
  readonly id: ProposalId;
  readonly by: Party;
  readonly proposedBy: Person;
  /** They are accepted together or not at all. */
  readonly changes: readonly PlanChange[];
  readonly note: string;
  /** `outdated` when the plan has moved on, so that it cannot be accepted any more. */
  readonly state: 'open' | 'accepted' | 'rejected' | 'withdrawn' | 'outdated';
  readonly createdAt: Instant;
}

export type PlanChange =
  | { readonly add: MilestoneTerms & { readonly before: MilestoneId | null } }
  | { readonly edit: TermsChange }
  | { readonly remove: { readonly milestoneId: MilestoneId } }
  | { readonly reorder: { readonly milestoneIds: readonly MilestoneId[] } };

/** Only the terms that differ. */
export interface TermsChange {
  readonly milestoneId: MilestoneId;
  readonly before: Partial<MilestoneTerms>;
  readonly after: Partial<MilestoneTerms>;
}

/** The client asks for held money back: of one milestone, of the carried funds, or both when the contract is to end. */
export interface RefundRequest {
  readonly id: RefundRequestId;
  readonly milestoneId: MilestoneId | null;
  readonly fromMilestone: Amount;
  readonly fromCarried: Amount;
  readonly reason: string;
  readonly thenEnd: boolean;
  /** Whether the contract is `ending` since this request, so that withdrawing it makes the contract active again. */
  readonly beganEnding: boolean;
  readonly requestedBy: Person;
  readonly requestedAt: Instant;
  readonly answerBy: Instant | null;
  readonly leftMs?: number;
}

/** Held money is frozen until a split is settled or decided. A split adds up to `fromMilestone + fromCarried`. */
export interface Dispute {
  readonly id: DisputeId;
  readonly milestoneId: MilestoneId | null;
  readonly fromMilestone: Amount;
  readonly fromCarried: Amount;
  readonly thenEnd: boolean;
  readonly openedBy: Person;
  readonly openedAt: Instant;
  readonly decideBy: Instant | null;
  readonly leftMs?: number;
  readonly statements: readonly Statement[];
  /** Each side's newest open offer. */
  readonly offers: Readonly<Record<Party, Offer | null>>;
  readonly sealed: SealedRound;
}

/** A split that one side offers: what the freelancer would get of the amount in dispute. */
export interface Offer {
  readonly toFreelancer: Amount;
  readonly at: Instant;
}

/** Rule 34: each side's secret for the round: the most that the client gives, the least that the freelancer takes. */
export interface SealedRound {
  /** From 1; past `sealedRounds` no more are played. */
  readonly round: number;
  readonly most: Amount | null;
  readonly least: Amount | null;
}

/** The number of rounds is limited, so that neither side can search for the other's number. */
export const sealedRounds = 3;

export interface Statement {
  readonly by: Person;
  readonly message: string;
  readonly files: readonly FileReference[];
  readonly at: Instant;
}

/** A `reversal` takes back what a transfer paid out (rule 50). */
export type PaymentKind = 'charge' | 'transfer' | 'refund' | 'reversal';
export type PaymentPurpose = 'deposit' | 'bonus' | 'release' | 'refund' | 'return';

/** One operation at the payment provider. Its id is the provider's idempotency key for ever. */
export interface Payment {
  readonly id: PaymentId;
  readonly kind: PaymentKind;
  readonly purpose: PaymentPurpose;
  readonly milestoneId: MilestoneId | null;
  /** Without the fee. A charge takes `amount + fee` from the client, a refund gives `amount + fee` back, a transfer pays `amount − fee` out, a reversal takes `amount − fee` back. */
  readonly amount: Amount;
  readonly fee: Amount;
  /** The rows of the fee and its tax, which sum to it; absent where it was asked for before there were rows. */
  readonly fees?: readonly Fee[];
  /** The charge a transfer or refund draws on; the transfer that a reversal takes back. */
  readonly source: PaymentId | null;
  readonly status: PaymentStatus;
  readonly failure: PaymentFailure | null;
  /** The provider's data for the client's next step, such as a bank's confirmation. Opaque to Workroom. */
  readonly clientAction: Readonly<Record<string, unknown>> | null;
  /** When a charge that waits for the client's action is given up. */
  readonly actionBy: Instant | null;
  readonly leftMs?: number;
  /** The provider's id of the object, once known. */
  readonly reference: string | null;
  /** The provider's reference of the means of payment, for charges. */
  readonly paymentMethod: string | null;
  readonly createdAt: Instant;
  /** Whether the marketplace settled it by other means than the provider. What the provider says of it changes nothing. */
  readonly outside?: true;
  /** For a refund: whether the marketplace gives it in the freelancer's place (rule 51). */
  readonly borne?: true;
  /** For the charge of a bonus: what the freelancer is told once it has succeeded. */
  readonly bonus?: BonusTerms;
}

export interface BonusTerms {
  readonly by: Person;
  readonly note: string | null;
}

/** `waiting` has not been sent to the provider: a freeze holds it. */
export type PaymentStatus = 'waiting' | 'pending' | 'requires_action' | 'succeeded' | 'failed' | 'parked' | 'cancelled';

export interface PaymentFailure {
  readonly code: string;
  /** A sentence for a person that says what happened. */
  readonly message: string;
  /** False when the provider may have done it after all: then only the same operation may be tried again. */
  readonly certain: boolean;
  /** When it was recorded. */
  readonly at?: Instant;
  /** Whether the payment had succeeded and came back (rule 55). Later reports never make it succeed again. */
  readonly reversed?: true;
}
