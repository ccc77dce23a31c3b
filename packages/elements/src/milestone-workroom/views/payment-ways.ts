import { amountAtProvider } from '@workroom/core';
import type { WirePayment } from '@workroom/core/api';
import { cash, names } from '../room.ts';
import type { TaskRoom } from '../tasks/task-form.ts';
import { hasArrived } from './payment-progress.ts';

/** Payouts and refunds of a milestone, completed or waiting, shown next to its payment date. */
export function arrivedOn(room: TaskRoom, milestoneId: string): readonly string[] {
  const arrived = room.contract.payments.filter(
    (payment) => payment.milestoneId === milestoneId && hasArrived(payment),
  );
  return [...arrived.map((payment) => wayOf(room, payment)), ...waitingPayouts(room, milestoneId)];
}

/** When payouts of a milestone are sent (rule 49). */
function waitingPayouts(room: TaskRoom, milestoneId: string): readonly string[] {
  const { text, instant } = room.words;
  return room.contract.payouts
    .filter((payout) => payout.milestoneId === milestoneId && ['waiting', 'held'].includes(payout.status))
    .map(({ amount, fee, status, dueAt }) =>
      status === 'held' || dueAt === null
        ? text('payout.held', { amount: cash(room, amount - fee) })
        : text('payout.waiting', { amount: cash(room, amount - fee), instant: instant(dueAt) }),
    );
}

/** The status of a payout or refund. */
export function wayOf(room: TaskRoom, payment: WirePayment): string {
  const { client, freelancer } = names(room);
  const { kind, purpose, status } = payment;
  const payout = purpose === 'bonus' ? 'bonus' : 'payout';
  const way = kind === 'transfer' ? payout : kind === 'reversal' ? 'reversal' : 'refund';
  const values = { amount: cash(room, amountAtProvider(payment)), name: way === 'refund' ? client : freelancer };
  if (status === 'waiting' && room.contract.frozen !== null) return room.words.text('payment.heldBack', values);
  return room.words.text(status === 'succeeded' ? `payment.${way}Sent` : `payment.${way}Pending`, values);
}
