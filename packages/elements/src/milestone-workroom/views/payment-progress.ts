import type { WireContract, WireMilestone, WirePayment } from '@workroom/core/api';
import type { Room } from '../room.ts';

/** The pending and failed payments of a milestone, and its last payouts. */
export function openPaymentsOn(
  { contract }: Pick<Room, 'contract'>,
  milestoneId: string | null,
): readonly WirePayment[] {
  return contract.payments.filter((payment) => payment.milestoneId === milestoneId && isWorthShowing(payment));
}

/** Whether a command waits for an approval, or a side has several members, so that one may be needed. */
export function isShared({ approvals, members }: WireContract): boolean {
  if (approvals.some(({ state }) => state === 'open')) return true;
  return members.client.length + members.freelancer.length > 2;
}

/** Whether a request, a dispute or a freeze is open. */
export function isOpenOn(contract: WireContract): boolean {
  const { frozen, dispute, refundRequest, proposals, payments, milestones } = contract;
  return (
    isShared(contract) ||
    isMoneyGoingBack(contract) ||
    (frozen ?? dispute ?? refundRequest) !== null ||
    proposals.some(({ state }) => state === 'open') ||
    payments.some(isWorthShowing) ||
    milestones.some(isIncreased)
  );
}

/** Whether an increase or a shortfall is to be deposited. While it is being charged, its payment is shown instead. */
export function isIncreased({ funds, pendingIncrease }: WireMilestone): boolean {
  if (pendingIncrease === null) return funds.shortfall > 0;
  return pendingIncrease.paymentId === null || pendingIncrease.amount !== funds.shortfall;
}

/** Whether the client's bank takes money back, or released money is on its way back. */
export function isMoneyGoingBack({ chargebacks, returns }: WireContract): boolean {
  return chargebacks.some(isUndecided) || returns.some(isOpenReturn);
}

export function isUndecided({ state }: WireContract['chargebacks'][number]): boolean {
  return state === 'open' || state === 'inquiry';
}

export function isOpenReturn({ state }: WireContract['returns'][number]): boolean {
  return state === 'pending' || state === 'parked';
}

/** A completed deposit is shown as held money; a replaced one is not shown. */
function isWorthShowing(payment: WirePayment): boolean {
  const { kind, status, milestoneId } = payment;
  if (hasArrived(payment) && milestoneId !== null) return false;
  if (status === 'waiting' && kind === 'transfer') return false;
  return status !== 'cancelled' && !(kind === 'charge' && status === 'succeeded');
}

export function hasArrived({ kind, status }: WirePayment): boolean {
  return kind !== 'charge' && status === 'succeeded';
}
