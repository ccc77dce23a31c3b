import type { ApprovalRequest, ApprovalRules } from './approval-request.ts';
import type { Chargeback, ProviderDifference } from './chargeback.ts';
import type { Dispute, RefundRequest } from './dispute-record.ts';
import type { Fee } from './fee-row.ts';
import type { Freeze } from './freeze.ts';
import type { ContractId, MilestoneId, PaymentId, ProposalId, SubmissionId, UploadId } from './ids.ts';
import type { CalendarDate, Instant } from './instant.ts';
import type { Member } from './members.ts';
import type { Amount, Currency } from './money.ts';
import type { Payment } from './payment-record.ts';
import type { PayoutRecord } from './payout-record.ts';
import type { Policy } from './policy.ts';
import type { ReturnRecord } from './return-record.ts';

export interface Person {
  readonly id: string;
  readonly name: string;
}

export type Party = 'client' | 'freelancer';
/**
 * The role in which somebody acts on a contract. `operator` is the marketplace's staff, `server` its backend, and
 * `system` means deadlines and the payment provider.
 */
export type Side = Party | 'mediator' | 'operator' | 'server' | 'system';

export type ContractStatus = 'offered' | 'declined' | 'withdrawn' | 'active' | 'ending' | 'ended';

/** Everything a decision reads. Plain data: the next contract is a new object that shares unchanged parts. */
export interface Contract {
  readonly id: ContractId;
  /** Number of the last event. It guards every commit. */
  readonly seq: number;
  /** Changes only with terms, money and submissions, so that a message does not invalidate an open payment form. */
  readonly version: number;
  readonly title: string;
  readonly metadata: Readonly<Record<string, string>>;
  readonly currency: Currency;
  readonly status: ContractStatus;
  readonly client: Person;
  readonly freelancer: Person;
  /** All members of each side (rule 42); the original person is the first. */
  readonly members: Readonly<Record<Party, readonly Member[]>>;
  readonly mediator: Person | null;
  /** In the order of the plan. */
  readonly milestones: readonly Milestone[];
  /** Carried funds, by the charges they came from, oldest first. */
  readonly carried: readonly Lot[];
  /** Every charge of the contract, deposits and bonuses, and where its money is now. */
  readonly sources: readonly Source[];
  readonly totals: Totals;
  /** Open ones, and the latest answered ones. */
  readonly proposals: readonly Proposal[];
  readonly refundRequest: RefundRequest | null;
  readonly dispute: Dispute | null;
  /** The approval rules of each side (rule 63). */
  readonly approvalRules: ApprovalRules;
  /** Open ones, and the latest closed ones. */
  readonly approvals: readonly ApprovalRequest[];
  /** Current freezes, oldest first. The contract is frozen while there is one (rule 45). */
  readonly freezes: readonly Freeze[];
  /** Oldest first (rule 52). */
  readonly chargebacks: readonly Chargeback[];
  /** Unacknowledged ones, and the latest acknowledged ones (rule 54). */
  readonly differences: readonly ProviderDifference[];
  /** All unsettled payments, and the latest settled ones. */
  readonly payments: readonly Payment[];
  /** Payouts that are open or can be returned, and the latest others; oldest first. */
  readonly payouts: readonly PayoutRecord[];
  /** Open ones, and the latest closed ones. */
  readonly returns: readonly ReturnRecord[];
  readonly policy: Policy;
  /** The number of the last document (rule 59). */
  readonly documents: number;
  readonly createdAt: Instant;
  /** When the last event was recorded. Later events are never dated earlier. */
  readonly updatedAt: Instant;
  readonly endedAt: Instant | null;
}

/**
 * Sums of settled money over the contract's life. They include the freelancer's fee and exclude the client's (rule 40).
 */
export interface Totals {
  readonly deposited: Amount;
  readonly released: Amount;
  readonly refunded: Amount;
  /** Taken back by the client's bank from held or unsent money (rule 52). */
  readonly chargedBack: Amount;
  readonly bonuses: Amount;
  /** The part of `refunded` that had been released before (rule 50). */
  readonly returned: Amount;
}

/** Held money that came from one charge. */
export interface Lot {
  readonly source: PaymentId;
  readonly amount: Amount;
}

/**
 * A charge that succeeded in time. It is kept permanently. Amounts exclude the fee: amount = held + waiting + paidOut +
 * refunded + chargedBack. A bonus is never held.
 */
export interface Source {
  readonly payment: PaymentId;
  readonly purpose: 'deposit' | 'bonus';
  readonly amount: Amount;
  readonly fee: Amount;
  /** The rows of the fee; absent in charges from before fees had rows. */
  readonly fees?: readonly Fee[];
  /** Refunds, including requested ones, of held money and of money that came back from the freelancer. */
  readonly refunded: Amount;
  readonly feeReturned: Amount;
  /** The part of `refunded` that had been released before (rule 50). */
  readonly returned: Amount;
  /** The amount that the marketplace gave back instead of the freelancer (rule 51). It is still in `paidOut`. */
  readonly borne: Amount;
  /** Released; its transfer has not succeeded yet. */
  readonly waiting: Amount;
  /** Released, and the transfer has succeeded or the fee took all of it; minus returns. */
  readonly paidOut: Amount;
  /** The amount that chargebacks took while it was held, waiting or on its way back (rule 52). */
  readonly chargedBack: Amount;
  /** The part of the client's fee that chargebacks took. */
  readonly feeChargedBack?: Amount;
  /**
   * The rows of the client's fee that the marketplace still has, once a bank or the provider has taken money of the
   * charge.
   */
  readonly feesKept?: readonly Fee[];
  /** The provider's ids of booked movements without Workroom (rule 54). */
  readonly external?: readonly string[];
  /** The part of the charge that is still held, anywhere on the contract. */
  readonly held: Amount;
  /** The time since which the provider holds it. */
  readonly since: Instant;
  /** Whether both sides were warned about the provider's hold limit. */
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
  /** The money held here, by the charges it came from, oldest first. Sums to `funds.held`. */
  readonly lots: readonly Lot[];
  /** The newest one; the timeline has older ones. */
  readonly submission: Submission | null;
  readonly changeRequest: ChangeRequest | null;
  /** A refund request can be withdrawn once per milestone, so that nobody gains review days by repeating it. */
  readonly refundWithdrawn: boolean;
  /** An agreed increase that is not deposited yet. Until then the old amount is valid. */
  readonly pendingIncrease: PendingIncrease | null;
}

export interface PendingIncrease {
  /** The amount to add to the milestone's amount. */
  readonly amount: Amount;
  /** The charge in progress for it. It also uses `reserved` of the carried funds. */
  readonly payment: PaymentId | null;
  readonly reserved: Amount;
  /** It covers a shortfall and does not change the amount. Present only while its charge is in progress. */
  readonly restores?: true;
}

export type Milestone = MilestoneBase &
  (
    | { readonly state: 'planned' }
    /** In addition to the charge, `reserved` of the carried funds will be used. */
    | { readonly state: 'funding'; readonly payment: PaymentId; readonly reserved: Amount }
    | { readonly state: 'funded' | 'changes_requested'; readonly promised?: PromisedReview }
    | { readonly state: 'submitted'; readonly review: Review }
    | { readonly state: 'refund_requested'; readonly resume: StateBeforeRefund }
    | { readonly state: 'disputed' }
    /** A chargeback took all that was left (rule 52). `resume` is the state to restore if the money comes back. */
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
  /**
   * The amount that chargebacks and refunds outside Workroom took of the milestone; the client may deposit it again.
   */
  readonly shortfall: Amount;
}

export interface Review {
  readonly startedAt: Instant;
  readonly startedBy: Person;
  /** `null` while the contract is frozen: `leftMs` is the remaining time then. This is the same for every clock. */
  readonly endsAt: Instant | null;
  readonly leftMs?: number;
  readonly extendedDays: number;
  /** Days before the end at which the client will still be reminded, in descending order. */
  readonly reminders: readonly number[];
  /** The state to restore if the unanswered submissions are withdrawn. */
  readonly before: 'funded' | 'changes_requested';
}

/** The review extension that the freelancer gave, kept while the submission is withdrawn (rule 66). */
export interface PromisedReview {
  readonly endsAt: Instant | null;
  readonly leftMs?: number;
  readonly extendedDays: number;
}

/** The state to restore if the refund request is withdrawn; a review continues with its remaining time. */
export type StateBeforeRefund =
  | { readonly state: 'funded' | 'changes_requested'; readonly promised?: PromisedReview }
  | { readonly state: 'submitted'; readonly review: Review; readonly leftMs: number };

/** The state to restore when the money of a chargeback comes back. */
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
  /** SHA-256 of its bytes, in hexadecimal. It makes the file part of the evidence. */
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

/** A change of the plan that one side proposes to the other (rule 5). */
export interface Proposal {
  readonly id: ProposalId;
  readonly by: Party;
  readonly proposedBy: Person;
  /** They are accepted together or not at all. */
  readonly changes: readonly PlanChange[];
  readonly note: string;
  /** `outdated` when the plan has changed so that it can no longer be accepted. */
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
