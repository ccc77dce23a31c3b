import { amountAtProvider } from '@workroom/core';
import type { WirePayment } from '@workroom/core/api';
import { html } from 'lit';
import { cancelPayment, giveBonus, retryPayment } from '../../foundation/commands.ts';
import { parseMoney } from '../../foundation/money-input.ts';
import { quoteView } from '../../foundation/views/bill-view.ts';
import { cash, names } from '../room.ts';
import { ask, askMoney } from './fields.ts';
import { fundingCostOf } from './fund-task.ts';
import { declinedCharge, milestoneOf, paymentOf, type TaskContext, type TaskForm } from './task-form.ts';

export function giveBonusTask(context: TaskContext): TaskForm {
  const { room, draft } = context;
  const { contract, words } = room;
  const { text } = words;
  const typed = parseMoney(draft.get('amount'), contract.currency, words.locale) ?? 0;
  const known = [{ label: text('pay.bonus'), amount: cash(room, typed) }];
  return {
    title: text('bonus.title'),
    lead: text('bonus.lead', names(room)),
    fields: html`${askMoney(context, { name: 'amount', label: text('bonus.amount') })}
      ${ask(context, { name: 'note', label: text('bonus.note'), optional: true, rows: 2 })}
      <slot name="payment"></slot>`,
    bill:
      typed === 0
        ? undefined
        : quoteView(room, context.quote({ command: 'give_bonus', amount: typed }), { known, pays: true }),
    button: text('bonus.submit'),
    send: (entry, run) => {
      const amount = entry.money('amount');
      const note = entry.optional('note');
      return entry.ok
        ? run(giveBonus, { contractId: contract.id, amount, ...(note === undefined ? {} : { note }) })
        : null;
    },
    done: text('bonus.done'),
  };
}

export function retryPaymentTask(context: TaskContext): TaskForm | null {
  const payment = paymentOf(context);
  if (payment === undefined) return null;
  const { room } = context;
  const { contract, words } = room;
  const { text } = words;
  const { kind, purpose, milestoneId } = payment;
  const isCharge = kind === 'charge';
  const amount = cash(room, costOfRetry(context, payment));
  return {
    title: text('retry.title'),
    lead: text(isCharge ? 'retry.text' : 'retry.payout', { amount }),
    fields: isCharge ? html`<slot name="payment"></slot>` : undefined,
    button: text(isCharge ? 'retry.submit' : 'retry.submitPayout'),
    send: (_entry, run) => run(retryPayment, { contractId: contract.id, paymentId: payment.id }),
    done: text('retry.done'),
    declined: (after) =>
      isCharge
        ? declinedCharge(after, (each) => each.purpose === purpose && each.milestoneId === milestoneId, context)
        : null,
  };
}

/** A declined deposit is made again with the milestone's current cost; any other payment is retried unchanged. */
function costOfRetry(context: TaskContext, payment: WirePayment): number {
  const milestone = milestoneOf({ ...context, task: { ...context.task, milestoneId: payment.milestoneId } });
  const isNew = payment.purpose === 'deposit' && payment.status === 'failed' && milestone !== undefined;
  if (!isNew) return amountAtProvider(payment);
  const { amount } = milestone.pendingIncrease ?? milestone;
  return fundingCostOf(context.room.contract, amount).pay;
}

export function cancelPaymentTask(context: TaskContext): TaskForm | null {
  const payment = paymentOf(context);
  if (payment === undefined) return null;
  const { contract, words } = context.room;
  const { text } = words;
  return {
    title: text('giveUp.title'),
    lead: text('giveUp.text'),
    button: text('giveUp.submit'),
    keep: text('giveUp.keep'),
    danger: true,
    send: (_entry, run) => run(cancelPayment, { contractId: contract.id, paymentId: payment.id }),
    done: text('giveUp.done'),
  };
}
