import type { Contract } from '../contract.ts';
import type { ContractEvent } from '../events/event.ts';
import { isFrozen } from '../freeze.ts';
import { formatInstant } from '../instant.ts';
import { type PayoutRecord, payoutStatus } from '../payout-record.ts';

/** Why the money of an event has not been sent: a freeze holds it, or it waits for `until`. */
export type HeldMoney =
  | { readonly key: 'held.payout' | 'held.refund' | 'held.payments' }
  | { readonly key: 'held.until'; readonly until: string };

type Way = 'payout' | 'refund' | 'payments';

/** Events after which money is sent, and its direction. */
const ways: Readonly<Partial<Record<ContractEvent['type'], Way>>> = {
  'operator.released': 'payout',
  'milestone.released': 'payout',
  'milestone.auto_released': 'payout',
  'funds.released': 'payout',
  'bonus.given': 'payout',
  'operator.refunded': 'refund',
  'milestone.refunded': 'refund',
  'funds.refunded': 'refund',
  'refund.agreed': 'refund',
  'refund.expired': 'refund',
  'refund.volunteered': 'refund',
  'operator.ended': 'payments',
  'dispute.settled': 'payments',
  'dispute.decided': 'payments',
  'dispute.defaulted': 'payments',
};

/**
 * Why the money of an event is not on its way (rules 45 and 49); `null` if it is, or was.
 *
 * @param contract as it is now, with the payments that are not done
 */
export function heldMoneyOf(contract: Contract, event: ContractEvent): HeldMoney | null {
  const way = ways[event.type];
  if (way === undefined) return null;
  const payouts = way === 'refund' ? [] : payoutsOf(contract, event);
  const isHeld = payouts.some((each) => payoutStatus(contract, each) === 'held');
  if (isHeld || (way !== 'payout' && isRefundHeld(contract, event))) return { key: `held.${way}` };
  const due = payouts.find((each) => payoutStatus(contract, each) === 'waiting')?.dueAt ?? null;
  return due === null ? null : { key: 'held.until', until: formatInstant(due) };
}

function payoutsOf({ payouts }: Contract, event: ContractEvent): readonly PayoutRecord[] {
  const milestoneId = 'milestoneId' in event.data ? event.data.milestoneId : undefined;
  const purpose = event.type === 'bonus.given' ? 'bonus' : 'release';
  return payouts.filter(
    (each) =>
      each.purpose === purpose &&
      each.releasedAt === event.occurredAt &&
      (milestoneId === undefined || each.milestoneId === milestoneId),
  );
}

/** Refunds are requested when the event is recorded. */
function isRefundHeld(contract: Contract, { recordedAt }: ContractEvent): boolean {
  return (
    isFrozen(contract) &&
    contract.payments.some(
      ({ kind, status, createdAt }) => kind === 'refund' && status === 'waiting' && createdAt === recordedAt,
    )
  );
}
