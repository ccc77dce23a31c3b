import type { Contract } from './contract.ts';
import type { Fee } from './fee-row.ts';
import { undividedFee } from './fees.ts';
import { isFrozen } from './freeze.ts';
import type { MilestoneId, PaymentId, PayoutId } from './ids.ts';
import type { Instant } from './instant.ts';
import { type Amount, minus, plus } from './money.ts';
import type { Payment } from './payment-record.ts';

/**
 * The payout of one release or bonus to the freelancer (rule 49). Its payments are sent after the security period.
 */
export interface PayoutRecord {
  readonly id: PayoutId;
  /** `null` for carried funds and for bonuses. */
  readonly milestoneId: MilestoneId | null;
  readonly purpose: 'release' | 'bonus';
  /** The time of the release, or of the bonus's charge. The return period starts then (rule 50). */
  readonly releasedAt: Instant;
  /**
   * When it is sent; `null` without a security period, and while a freeze holds it: `leftMs` is the remaining time
   * then.
   */
  readonly dueAt: Instant | null;
  readonly leftMs?: number;
  /** One for each charge that it draws on, oldest first. */
  readonly parts: readonly PayoutPart[];
}

/** The part of a payout from one charge, without amounts taken before it was sent. */
export interface PayoutPart {
  /** The charge. */
  readonly source: PaymentId;
  /** The transfer; `null` if the fee takes the whole part, so nothing is sent. */
  readonly payment: PaymentId | null;
  /** Before the fee. */
  readonly amount: Amount;
  readonly fee: Amount;
  /** The rows of the part of `fee` that has not come back. Payouts of older versions have one undivided row. */
  readonly fees?: readonly Fee[];
  /** The parts of `amount` and `fee` that came back after it was sent (rule 50). */
  readonly returned: Amount;
  readonly feeReturned: Amount;
  /** The part of `amount` that the marketplace gave back to the client instead of the freelancer (rule 51). */
  readonly borne: Amount;
}

export type PayoutStatus = 'waiting' | 'held' | 'sent' | 'paid' | 'parked' | 'cancelled';

/** The status of a payout. A transfer that is not on the contract any more has succeeded. */
export function payoutStatus(contract: Pick<Contract, 'payments' | 'freezes'>, payout: PayoutRecord): PayoutStatus {
  if (payout.parts.length === 0) return 'cancelled';
  const found = paymentsOf(contract, payout).map(({ status }) => status);
  if (found.includes('parked')) return 'parked';
  if (found.includes('waiting')) return isFrozen(contract) ? 'held' : 'waiting';
  return found.some((status) => status === 'pending' || status === 'requires_action') ? 'sent' : 'paid';
}

/** The transfers of a payout that are still on the contract. */
export function paymentsOf({ payments }: Pick<Contract, 'payments'>, { parts }: PayoutRecord): readonly Payment[] {
  return payments.filter(({ id }) => parts.some((part) => part.payment === id));
}

/** The rows of the part of the fee that has not come back. */
export function feesOfPart({ purpose }: Pick<PayoutRecord, 'purpose'>, part: PayoutPart): readonly Fee[] {
  return part.fees ?? undividedFee(purpose, 'freelancer', minus(part.fee, part.feeReturned));
}

/** Before the fee. */
export function payoutAmount({ parts }: PayoutRecord): Amount {
  return plus(...parts.map(({ amount }) => amount));
}

export function payoutFee({ parts }: PayoutRecord): Amount {
  return plus(...parts.map(({ fee }) => fee));
}
