import { amountAtProvider } from '@workroom/core';
import { html } from 'lit';
import { retryPayment } from '../../foundation/commands.ts';
import { acknowledgeDifference, settleOutside } from '../../foundation/operator-commands.ts';
import { cash, names } from '../../milestone-workroom/room.ts';
import { ask } from '../../milestone-workroom/tasks/fields.ts';
import { paymentOf, type TaskContext, type TaskForm } from '../../milestone-workroom/tasks/task-form.ts';
import { differenceWords } from '../views/differences-view.ts';
import { askReason, ownWords } from './operator-words.ts';

const longestReference = 255;

/** Rule 51: a parked payment was settled by other means than the provider. */
export function settleOutsideTask(context: TaskContext): TaskForm | null {
  const { room } = context;
  const { text } = ownWords(room);
  const payment = paymentOf(context);
  // After the payment has settled, its form stays until the dialog closes.
  if (payment === undefined || payment.kind === 'charge') return null;
  return {
    title: text('operate.outsideTitle'),
    lead: text('operate.outsideLead'),
    fields: html`${ask(context, { name: 'reference', label: text('operate.reference'), hint: text('operate.referenceHint'), maxLength: longestReference })}
      ${askReason(context)}`,
    effect: text(`operate.outside.${payment.kind}`, { amount: cash(room, amountAtProvider(payment)), ...names(room) }),
    button: text('command.settle_outside'),
    danger: true,
    send: (entry, run) => {
      const reference = entry.required('reference');
      const reason = entry.required('reason');
      const paymentId = payment.id;
      return entry.ok ? run(settleOutside, { contractId: room.contract.id, paymentId, reference, reason }) : null;
    },
    done: text('operate.outsideDone'),
  };
}

/** Sends a payout or refund that did not arrive again, for another person and with a reason (rule 44). */
export function operatorRetryTask(context: TaskContext): TaskForm | null {
  const { room } = context;
  const { text } = ownWords(room);
  const payment = paymentOf(context);
  if (payment?.kind !== 'transfer' && payment?.kind !== 'refund') return null;
  return {
    title: room.words.text('retry.title'),
    fields: askReason(context),
    effect: text(`operate.again.${payment.kind}`, { amount: cash(room, amountAtProvider(payment)), ...names(room) }),
    button: room.words.text('retry.submitPayout'),
    send: (entry, run) => {
      const reason = entry.required('reason');
      const paymentId = payment.id;
      return entry.ok ? run(retryPayment, { contractId: room.contract.id, paymentId, reason }) : null;
    },
    done: room.words.text('retry.done'),
  };
}

/** Rule 54: a movement at the provider that matches no payment is acknowledged and leaves the queue. */
export function acknowledgeDifferenceTask(context: TaskContext): TaskForm | null {
  const { room, task } = context;
  const { text } = ownWords(room);
  const difference = room.contract.differences.find(({ id }) => id === task.differenceId);
  if (difference === undefined) return null;
  return {
    title: text('operate.acknowledgeTitle'),
    lead: text('operate.acknowledgeLead'),
    fields: html`<p class="strong">${differenceWords(ownWords(room), difference)}</p> ${askReason(context)}`,
    button: text('command.acknowledge_difference'),
    send: (entry, run) => {
      const reason = entry.required('reason');
      const differenceId = difference.id;
      return entry.ok ? run(acknowledgeDifference, { contractId: room.contract.id, differenceId, reason }) : null;
    },
    done: text('operate.acknowledged'),
  };
}
