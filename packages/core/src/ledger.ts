import type { EventId, MilestoneId, MovementId, PaymentId } from './ids.ts';
import type { Instant } from './instant.ts';
import type { Amount } from './money.ts';

/**
 * Accounts of a contract. Their balance is credits minus debits:
 *
 * | account | balance |
 * |---|---|
 * | `processor` | money at the payment provider, as a negative number |
 * | `escrow:<milestone>` | held on that milestone |
 * | `escrow:carried` | the pot of carried funds |
 * | `payable:freelancer` | released, not yet paid out: returns to zero when the provider confirms |
 * | `payable:client` | owed back, not yet refunded: returns to zero when the provider confirms |
 * | `unapplied:<payment>` | a charge that succeeded after its funding was cancelled, on its way back |
 * | `reversed:<payment>` | a refund or payout that came back, on its way to the account that owes it again |
 * | `fees:client`, `fees:freelancer` | the marketplace's fees |
 * | `chargeback:<payment>` | taken from the contract for a disputed charge, not yet withdrawn by the provider |
 * | `receivable:freelancer` | money that a reversal brought back, on its way to `returned:`: always zero |
 * | `returned:release`, `returned:bonus` | money that the freelancer gives back, on its way to the client: always zero |
 * | `loss:marketplace` | borne by the marketplace, as a negative number |
 * | `external` | money that moved at the provider without Workroom, on its way to its account: always zero |
 * | `tax:client`, `tax:freelancer` | tax on those fees, which the marketplace owes to the state |
 */
export type Account =
  | 'processor'
  | `escrow:${MilestoneId}`
  | 'escrow:carried'
  | 'payable:freelancer'
  | 'payable:client'
  | `unapplied:${PaymentId}`
  | `reversed:${PaymentId}`
  | 'fees:client'
  | 'fees:freelancer'
  | 'tax:client'
  | 'tax:freelancer'
  | `chargeback:${PaymentId}`
  | 'receivable:freelancer'
  | 'returned:release'
  | 'returned:bonus'
  | 'loss:marketplace'
  | 'external';

export function escrowOf(milestoneId: MilestoneId | null): Account {
  return milestoneId === null ? 'escrow:carried' : `escrow:${milestoneId}`;
}

/** Double entry in one row: the amount moves from `debit` to `credit`, so an unbalanced movement cannot exist. */
export interface Movement {
  readonly id: MovementId;
  /** Number of the event that it belongs to. */
  readonly seq: number;
  readonly eventId: EventId;
  readonly debit: Account;
  readonly credit: Account;
  readonly amount: Amount;
  readonly at: Instant;
}

/** Credits minus debits of every account that the movements touch. */
export function balances(movements: Iterable<Pick<Movement, 'debit' | 'credit' | 'amount'>>): Map<Account, number> {
  const sums = new Map<Account, number>();
  for (const { debit, credit, amount } of movements) {
    sums.set(debit, (sums.get(debit) ?? 0) - amount);
    sums.set(credit, (sums.get(credit) ?? 0) + amount);
  }
  return sums;
}
