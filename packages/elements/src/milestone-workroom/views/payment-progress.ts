import { amountAtProvider } from '@workroom/core';
import type { WireContract, WirePayment } from '@workroom/core/api';
import { cash, names, type Room } from '../room.ts';

/** The payments of a milestone that somebody waits for or must look at, and what became of the last payouts. */
export function openPaymentsOn(
  { contract }: Pick<Room, 'contract'>,
  milestoneId: string | null,
): readonly WirePayment[] {
  return contract.payments.filter((payment) => payment.milestoneId === milestoneId && isWorthShowing(payment));
}

/** Whether something waits for an approval, or a side has several members, who may have to approve what one of them does. */
export function isShared({ approvals, members }: WireContract): boolean {
  if (approvals.some(({ state }) => state === 'open')) return true;
  return members.client.length + members.freelancer.length > 2;
}

/** Whether anything is open between the two sides, or stands in their way. */
export function isOpenOn(contract: WireContract): boolean {
  const { frozen, dispute, refundRequest, proposals, payments } = contract;
  return (
    isShared(contract) ||
    isMoneyGoingBack(contract) ||
    (frozen ?? dispute ?? refundRequest) !== null ||
    proposals.some(({ state }) => state === 'open') ||
    payments.some(isWorthShowing)
  );
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

/** A deposit that arrived shows as money held; one that was replaced shows nowhere. */
function isWorthShowing(payment: WirePayment): boolean {
  const { kind, status, milestoneId } = payment;
  if (hasArrived(payment) && milestoneId !== null) return false;
  if (status === 'waiting' && kind === 'transfer') return false;
  return status !== 'cancelled' && !(kind === 'charge' && status === 'succeeded');
}

/** Payouts and refunds of a milestone that arrived, and payouts that wait, to stand beside when it was paid. */
export function settledOn(room: Room, milestoneId: string): readonly string[] {
  const arrived = room.contract.payments.filter(
    (payment) => payment.milestoneId === milestoneId && hasArrived(payment),
  );
  return [...arrived.map((payment) => wayOf(room, payment)), ...waitingPayouts(room, milestoneId)];
}

/** When payouts of a milestone are sent (rule 49). */
function waitingPayouts(room: Room, milestoneId: string): readonly string[] {
  const { text, instant } = room.words;
  return room.contract.payouts
    .filter((payout) => payout.milestoneId === milestoneId && ['waiting', 'held'].includes(payout.status))
    .map(({ amount, fee, status, dueAt }) =>
      status === 'held' || dueAt === null
        ? text('payout.held', { amount: cash(room, amount - fee) })
        : text('payout.waiting', { amount: cash(room, amount - fee), instant: instant(dueAt) }),
    );
}

function hasArrived({ kind, status }: WirePayment): boolean {
  return kind !== 'charge' && status === 'succeeded';
}

/** Where a payout or refund is. */
export function wayOf(room: Room, payment: WirePayment): string {
  const { client, freelancer } = names(room);
  const { kind, purpose, status } = payment;
  const payout = purpose === 'bonus' ? 'bonus' : 'payout';
  const way = kind === 'transfer' ? payout : kind === 'reversal' ? 'reversal' : 'refund';
  const values = { amount: cash(room, amountAtProvider(payment)), name: way === 'refund' ? client : freelancer };
  if (status === 'waiting' && room.contract.frozen !== null) return room.words.text('payment.heldBack', values);
  return room.words.text(status === 'succeeded' ? `payment.${way}Sent` : `payment.${way}Pending`, values);
}
