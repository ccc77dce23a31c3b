import type { FeeRow, FeeShorthand } from './fee-row.ts';
import { type Amount, amount, type Currency, currencyExponent } from './money.ts';

/**
 * The settings that a marketplace may choose. A contract keeps its policy, so a later change never affects existing
 * contracts.
 */
export interface ChosenPolicy {
  /** Smallest milestone per currency, in minor units (rule 3). A currency not named takes five whole units. */
  readonly minimumAmount: Readonly<Record<Currency, number>>;
  /** Days the client has to answer a submission (rule 12). */
  readonly reviewDays: number;
  /** Days before the end of a review at which the client is reminded (rule 19). */
  readonly reminders: readonly number[];
  /** Most days in total by which one review may be extended (rule 20). */
  readonly maxReviewExtensionDays: number;
  /** Days the freelancer has to answer a refund request (rule 30). */
  readonly refundResponseDays: number;
  /** Days until an open dispute gets the default split (rule 35). */
  readonly disputeDays: number;
  /** The default split of a dispute. When halves are uneven, the odd unit goes to the freelancer. */
  readonly disputeDefault: 'half' | 'client' | 'freelancer';
  /** Days until an open approval request expires (rule 63). `null`, or a contract created without it: never. */
  readonly approvalDays?: number | null;
  /**
   * Per currency, in minor units: an operator's command that moves more than this needs a second operator (rule 47). A
   * currency without an amount never does.
   */
  readonly operatorApprovalAbove?: Readonly<Record<Currency, number>>;
  /**
   * Days that released money and bonuses wait before they are paid out (rule 49). A contract created without it: none.
   */
  readonly securityDays?: number;
  /** Days after a release in which the money can be given back (rule 50). A contract created without it: none. */
  readonly refundAfterReleaseDays?: number;
  /** Hours that a charge waits for the client's action before it is cancelled. */
  readonly actionHours: number;
  /** Whether the client's own edits of the plan need the freelancer's agreement (rule 6). */
  readonly planChanges: 'client' | 'agreement';
  /** The client's fees are added to a charge, and the freelancer's are taken from a release or bonus (rule 57). */
  readonly fees: readonly FeeRow[];
  /** Most milestones of a contract. */
  readonly maxMilestones: number;
  /** Days the payment provider may hold money between deposit and release (rule 11); `null` if not known. */
  readonly maxHoldDays: number | null;
  /** The name of held money on screens. Payment processors forbid "escrow" unless the marketplace is licensed. */
  readonly fundsNoun: string;
}

export interface Policy extends ChosenPolicy {
  /**
   * Every amount of the contract is a multiple of this, in minor units, because the payment provider moves no others.
   * Workroom sets it when the contract is created. Absent: 1.
   */
  readonly amountStep?: number;
}

/** The policy in the event of a contract's creation. Older versions have the short form of fees. */
export type PinnedPolicy = Omit<Policy, 'fees'> & { readonly fees: readonly FeeRow[] | FeeShorthand };

export const defaultPolicy: Policy = {
  minimumAmount: { USD: 500 },
  reviewDays: 14,
  reminders: [7, 3, 1],
  maxReviewExtensionDays: 14,
  refundResponseDays: 7,
  disputeDays: 21,
  disputeDefault: 'half',
  approvalDays: 7,
  operatorApprovalAbove: {},
  securityDays: 0,
  refundAfterReleaseDays: 180,
  actionHours: 24,
  planChanges: 'client',
  fees: [],
  maxMilestones: 200,
  maxHoldDays: null,
  fundsNoun: 'project funds',
};

/** The amount, in minor units, of which every amount of the contract is a multiple. */
export function amountStepOf({ amountStep = 1 }: Pick<Policy, 'amountStep'>): number {
  return amountStep;
}

export function minimumMilestone(policy: Policy, currency: Currency): Amount {
  return amount(policy.minimumAmount[currency] ?? 5 * 10 ** currencyExponent(currency));
}
