import type { EventId, MilestoneId, MovementId, PaymentId } from './ids.ts';
import type { Instant } from './instant.ts';
import type { Amount } from './money.ts';

/**
 * Accounts of a contract. Their balance is credits minus debits:
 *
 * | account | what its balance says |
 * |---|---|
 * | `processor` | money at the payment provider, as a negative number |
 * | `escrow:<milestone>` | held on that milestone |
 * | `escrow:carried` | the pot of carried funds |
 * | `payable:freelancer` | released, not yet paid out: returns to zero when the provider confirms |
 * | `payable:client` | owed back, not yet refunded: returns to zero when the provider confirms |
 * | `unapplied:<payment>` | a charge that succeeded after its funding was given up, on its way back |
 * | `reversed:<payment>` | a refund or payout that came back, on its way to the account that owes it again |
 * | `fees:client`, `fees:freelancer` | the marketplace's own |
 * | `chargeback:<payment>` | taken from the contract for a disputed charge, and not withdrawn by the provider |
 * | `receivable:freelancer` | what a reversal brought back, on its way to `returned:`: always zero |
 * | `returned:release`, `returned:bonus` | what the freelancer gives back of either, on its way to the client: always zero |
 * | `loss:marketplace` | borne by the marketplace, as a negative number |
 * | `external` | what moved at the provider without Workroom, on its way to the account it belongs to: always zero |
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

/** Double entry in one row: the amount leaves `debit` and arrives at `credit`, so an unbalanced movement can't be written. */
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
