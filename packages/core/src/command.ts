import type { ApprovalRequest, ApprovalRule } from './approval-request.ts';
import type { ReportedDispute, ReportedMovement } from './chargeback.ts';
import type { Contract, FileReference, Link, Milestone, Party, Person, Proposal, Side } from './contract.ts';
import type { ExtendableDeadline, Leftover } from './events/event.ts';
import type {
  ApprovalId,
  ChargebackId,
  ContractId,
  DifferenceId,
  DisputeId,
  FreezeId,
  MilestoneId,
  PaymentId,
  ProposalId,
  RefundRequestId,
  ReturnId,
  SubmissionId,
} from './ids.ts';
import type { CalendarDate, Instant } from './instant.ts';
import type { MemberInput } from './members.ts';
import type { Currency } from './money.ts';
import type { Payment } from './payment-record.ts';
import type { Policy } from './policy.ts';
import type { CommandName } from './process.ts';
import type { ReturnFrom, ReturnRecord } from './return-record.ts';

/** The terms of a milestone in a command; amounts are plain numbers that `decide` checks. */
export interface MilestoneInput {
  readonly title: string;
  readonly description?: string;
  readonly amount: number;
  readonly dueOn?: CalendarDate | null;
}

export interface LeftoverChoice {
  readonly to: Leftover;
  readonly reason?: string;
  /** The milestone to add when there is no next one (rule 26). */
  readonly milestone?: MilestoneInput;
}

/** A proposed change of the plan; fields that an edit leaves out do not change. */
export type PlanChangeInput =
  | { readonly add: MilestoneInput & { readonly before?: MilestoneId } }
  | { readonly edit: { readonly milestoneId: MilestoneId } & Partial<MilestoneInput> }
  | { readonly remove: { readonly milestoneId: MilestoneId } }
  | { readonly reorder: { readonly milestoneIds: readonly MilestoneId[] } };

/** The outcome of a payment at the provider. */
export type PaymentOutcome =
  | {
      readonly status: 'pending';
      readonly reference: string | null;
      /** The provider's code for why it waits: `insufficient_funds` if the marketplace's balance is too low. */
      readonly reason?: string;
    }
  | {
      readonly status: 'requires_action';
      readonly reference: string | null;
      readonly clientAction: Readonly<Record<string, unknown>>;
    }
  | { readonly status: 'succeeded'; readonly reference: string | null }
  /** The provider is certain that the payment did not happen. */
  | { readonly status: 'failed'; readonly reference: string | null; readonly code: string; readonly message: string }
  /** The outcome could not be determined; a person must decide. */
  | { readonly status: 'unknown'; readonly code: string; readonly message: string };

interface CommandInput {
  accept_offer: unknown;
  decline_offer: { readonly reason?: string };
  withdraw_offer: { readonly reason?: string };
  edit_contract: { readonly title?: string; readonly metadata?: Readonly<Record<string, string>> };
  appoint_mediator: { readonly mediator: Person | null };
  /** A member whose roles or picture are left out keeps them; a new member gets every role. */
  set_members: Readonly<Record<Party, readonly MemberInput[]>> & {
    /** The rules of a side that is left out stay as they are. */
    readonly approvals?: { readonly [Side in Party]?: readonly ApprovalRule[] };
  };
  post_message: { readonly text: string; readonly files?: readonly FileReference[] };
  add_milestones: { readonly milestones: readonly MilestoneInput[]; readonly before?: MilestoneId };
  edit_milestone: { readonly milestoneId: MilestoneId } & Partial<MilestoneInput>;
  remove_milestone: { readonly milestoneId: MilestoneId };
  reorder_milestones: { readonly milestoneIds: readonly MilestoneId[] };
  propose: { readonly changes: readonly PlanChangeInput[]; readonly note?: string };
  accept_proposal: { readonly proposalId: ProposalId };
  reject_proposal: { readonly proposalId: ProposalId; readonly reason?: string };
  withdraw_proposal: { readonly proposalId: ProposalId };
  fund: { readonly milestoneId: MilestoneId; readonly paymentMethod?: string };
  submit: {
    readonly milestoneId: MilestoneId;
    readonly message: string;
    readonly links?: readonly Link[];
    readonly files?: readonly FileReference[];
  };
  withdraw_submission: { readonly milestoneId: MilestoneId; readonly submissionId: SubmissionId };
  request_changes: { readonly milestoneId: MilestoneId; readonly message: string };
  extend_review: { readonly milestoneId: MilestoneId; readonly days: number };
  release: {
    readonly milestoneId: MilestoneId;
    readonly amount: number;
    readonly bonus?: number;
    readonly leftover?: LeftoverChoice;
    readonly note?: string;
    readonly paymentMethod?: string;
  };
  give_bonus: { readonly amount: number; readonly note?: string; readonly paymentMethod?: string };
  request_refund: {
    readonly milestoneId?: MilestoneId;
    readonly amount?: number;
    readonly reason: string;
    readonly thenEnd?: boolean;
  };
  agree_to_refund: { readonly refundRequestId: RefundRequestId };
  withdraw_refund_request: { readonly refundRequestId: RefundRequestId };
  dispute_refund: { readonly refundRequestId: RefundRequestId; readonly reason: string };
  volunteer_refund: { readonly milestoneId?: MilestoneId; readonly amount?: number; readonly reason?: string };
  add_statement: { readonly disputeId: DisputeId; readonly message: string; readonly files?: readonly FileReference[] };
  make_offer: { readonly disputeId: DisputeId; readonly toFreelancer: number; readonly sealed?: boolean };
  decide_dispute: { readonly disputeId: DisputeId; readonly toFreelancer: number; readonly note: string };
  end: { readonly pay?: number; readonly reason?: string };
  approve: { readonly approvalId: ApprovalId };
  reject_approval: { readonly approvalId: ApprovalId; readonly reason?: string };
  withdraw_approval: { readonly approvalId: ApprovalId };
  freeze: { readonly reason: string };
  /** Without an id, lifts all freezes that the caller may lift. */
  unfreeze: { readonly reason: string; readonly freezeId?: FreezeId };
  /** Without a milestone, the carried funds. Without an amount, everything held there. */
  operator_release: { readonly milestoneId?: MilestoneId; readonly amount?: number; readonly reason: string };
  operator_refund: { readonly milestoneId?: MilestoneId; readonly amount?: number; readonly reason: string };
  operator_extend: {
    readonly deadline: ExtendableDeadline;
    readonly milestoneId?: MilestoneId;
    readonly days: number;
    readonly reason: string;
  };
  operator_end: { readonly toFreelancer: number; readonly reason: string };
  return_funds: { readonly from: ReturnFrom; readonly amount: number; readonly reason: string };
  retry_return: { readonly returnId: ReturnId; readonly reason: string };
  cancel_return: { readonly returnId: ReturnId; readonly reason: string };
  bear_return: { readonly returnId: ReturnId; readonly reason: string };
  /** `reason`: given by an operator, who acts for somebody else (rule 44). */
  retry_payment: { readonly paymentId: PaymentId; readonly paymentMethod?: string; readonly reason?: string };
  cancel_payment: { readonly paymentId: PaymentId };
  settle_outside: { readonly paymentId: PaymentId; readonly reason: string; readonly reference: string };
  report_chargeback: { readonly paymentId: PaymentId; readonly dispute: ReportedDispute };
  /** For providers that do not report chargebacks: the bank took the amount back. */
  open_chargeback: { readonly paymentId: PaymentId; readonly amount: number; readonly reason?: string };
  /** `amount` is the amount that the bank gave back; by default all of it if won, and nothing if lost. */
  resolve_chargeback: {
    readonly chargebackId: ChargebackId;
    readonly outcome: 'won' | 'lost';
    readonly amount?: number;
    readonly reason?: string;
  };
  record_evidence: { readonly chargebackId: ChargebackId };
  record_external: { readonly paymentId: PaymentId; readonly movement: ReportedMovement };
  acknowledge_difference: { readonly differenceId: DifferenceId; readonly reason: string };
  settle_payment: { readonly paymentId: PaymentId; readonly outcome: PaymentOutcome };
}

export type CommandOf<Name extends CommandName> = { readonly type: Name } & CommandInput[Name];
export type Command = { [Name in CommandName]: CommandOf<Name> }[CommandName];

/** A party, with an `https` URL of their picture. */
export interface PersonInput extends Person {
  readonly avatarUrl?: string;
}

/** The input of `createContract`. */
export interface CreateContract {
  readonly id: ContractId;
  readonly title: string;
  readonly currency: Currency;
  readonly client: PersonInput;
  readonly freelancer: PersonInput;
  readonly status: 'offered' | 'active';
  readonly metadata: Readonly<Record<string, string>>;
  readonly milestones: readonly MilestoneInput[];
  readonly policy: Policy;
}

/** Who gives a command on which contract: the input of the process table and its guards. */
export interface Situation extends SubjectOf {
  readonly contract: Contract;
  readonly side: Side;
  /** `null` for the marketplace's server and the system. */
  readonly personId: string | null;
  readonly now: Instant;
}

/** The objects that a command is about, in addition to the contract. */
export interface SubjectOf {
  /** The milestone that the command names, or that its request, dispute or payment is about. */
  readonly milestone: Milestone | null;
  readonly proposal: Proposal | null;
  readonly payment: Payment | null;
  readonly approval: ApprovalRequest | null;
  readonly returned: ReturnRecord | null;
}
