import type { Person } from './contract.ts';
import type { Fee } from './fee-row.ts';
import type { MilestoneId, PaymentId } from './ids.ts';
import type { Instant } from './instant.ts';
import type { Amount } from './money.ts';

/** A `reversal` takes a transfer back (rule 50). */
export type PaymentKind = 'charge' | 'transfer' | 'refund' | 'reversal';
export type PaymentPurpose = 'deposit' | 'bonus' | 'release' | 'refund' | 'return';

/** One operation at the payment provider. Its id is always the provider's idempotency key. */
export interface Payment {
  readonly id: PaymentId;
  readonly kind: PaymentKind;
  readonly purpose: PaymentPurpose;
  readonly milestoneId: MilestoneId | null;
  /** Without the fee. A charge takes `amount + fee` from the client, a refund gives `amount + fee` back, a transfer pays `amount − fee` out, a reversal takes `amount − fee` back. */
  readonly amount: Amount;
  readonly fee: Amount;
  /** The rows of the fee and its tax, which sum to it; absent in payments from before fees had rows. */
  readonly fees?: readonly Fee[];
  /** The charge a transfer or refund draws on; the transfer that a reversal takes back. */
  readonly source: PaymentId | null;
  readonly status: PaymentStatus;
  readonly failure: PaymentFailure | null;
  /** The provider's data for the client's next step, such as a bank's confirmation. Opaque to Workroom. */
  readonly clientAction: Readonly<Record<string, unknown>> | null;
  /** The time at which a charge that waits for the client's action is cancelled. */
  readonly actionBy: Instant | null;
  readonly leftMs?: number;
  /** The provider's id of the object, once known. */
  readonly reference: string | null;
  /** The provider's reference of the payment method, for charges. */
  readonly paymentMethod: string | null;
  readonly createdAt: Instant;
  /** Why the provider has not carried it out yet, in its own code, and since when. Only while it is pending. */
  readonly pendingReason?: { readonly code: string; readonly since: Instant };
  /** Whether the marketplace settled it by other means. The provider's reports about it then change nothing. */
  readonly outside?: true;
  /** For a refund: whether the marketplace pays it instead of the freelancer (rule 51). */
  readonly borne?: true;
  /** For the charge of a bonus: the note that the freelancer gets once it has succeeded. */
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
  /** A sentence for people that explains the failure. */
  readonly message: string;
  /** False if the payment may have succeeded after all: then only the same operation may be retried. */
  readonly certain: boolean;
  /** When it was recorded. */
  readonly at?: Instant;
  /** Whether the payment had succeeded and came back (rule 55). Later reports never make it succeed again. */
  readonly reversed?: true;
}
