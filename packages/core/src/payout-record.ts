import type { Contract, Payment } from './contract.ts';
import type { Fee } from './fee-row.ts';
import { undividedFee } from './fees.ts';
import { isFrozen } from './freeze.ts';
import type { MilestoneId, PaymentId, PayoutId } from './ids.ts';
import type { Instant } from './instant.ts';
import { type Amount, minus, plus } from './money.ts';

/** What one release or bonus pays to the freelancer (rule 49). Its payments are sent once the security period is over. */
export interface PayoutRecord {
  readonly id: PayoutId;
  /** `null` for carried funds, and for a bonus that belongs to the contract. */
  readonly milestoneId: MilestoneId | null;
  readonly purpose: 'release' | 'bonus';
  /** When the money was released, or the bonus charged: the return period counts from then (rule 50). */
  readonly releasedAt: Instant;
  /** When it is sent; `null` without a security period, and while a freeze holds it: `leftMs` is what was left then. */
  readonly dueAt: Instant | null;
  readonly leftMs?: number;
  /** One for each charge that it draws on, oldest first. */
  readonly parts: readonly PayoutPart[];
}

/** What a payout draws on one charge. What was taken before it was sent is not in it any more. */
export interface PayoutPart {
  /** The charge. */
  readonly source: PaymentId;
  /** The transfer; `null` where the fee takes the part whole, so that nothing is sent. */
  readonly payment: PaymentId | null;
  /** Before the fee. */
  readonly amount: Amount;
  readonly fee: Amount;
  /** The rows of what of `fee` has not come back. Payouts of older versions have one that was not told apart. */
  readonly fees?: readonly Fee[];
  /** What of `amount` and `fee` came back after it was sent (rule 50). */
  readonly returned: Amount;
  readonly feeReturned: Amount;
  /** What of `amount` the marketplace gave back to the client in the freelancer's place (rule 51). */
  readonly borne: Amount;
}

export type PayoutStatus = 'waiting' | 'held' | 'sent' | 'paid' | 'parked' | 'cancelled';

/** Where a payout stands. A transfer that did not come with the contract has succeeded long ago. */
export function payoutStatus(contract: Pick<Contract, 'payments' | 'freezes'>, payout: PayoutRecord): PayoutStatus {
  if (payout.parts.length === 0) return 'cancelled';
  const found = paymentsOf(contract, payout).map(({ status }) => status);
  if (found.includes('parked')) return 'parked';
  if (found.includes('waiting')) return isFrozen(contract) ? 'held' : 'waiting';
  return found.some((status) => status === 'pending' || status === 'requires_action') ? 'sent' : 'paid';
}

/** The transfers of a payout that came with the contract. */
export function paymentsOf({ payments }: Pick<Contract, 'payments'>, { parts }: PayoutRecord): readonly Payment[] {
  return payments.filter(({ id }) => parts.some((part) => part.payment === id));
}

/** The rows of what of the fee has not come back. */
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
