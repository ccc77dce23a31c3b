import { html } from 'lit';
import { volunteerRefund } from '../../foundation/commands.ts';
import { parseMoney } from '../../foundation/money-input.ts';
import { cash, names } from '../room.ts';
import { ask, askMoney } from './fields.ts';
import { milestoneOf, type TaskContext, type TaskForm } from './task-form.ts';

/** Rule 31: the freelancer refunds all or part of the held money. */
export function volunteerRefundTask(context: TaskContext): TaskForm | null {
  const { room, draft } = context;
  const { contract, words } = room;
  const { text } = words;
  const milestone = milestoneOf(context);
  if (context.task.milestoneId !== null && milestone === undefined) return null;
  const most = milestone?.funds.held ?? contract.totals.carried;
  const initial = words.plainMoney(most, contract.currency);
  const typed = parseMoney(draft.get('amount', initial), contract.currency, words.locale);
  return {
    title: text('giveBack.title'),
    lead: text('giveBack.lead', names(room)),
    fields: html`${askMoney(context, { name: 'amount', label: text('refund.amount'), hint: text('refund.amountHint', { most: cash(room, most) }), initial })}
      ${ask(context, { name: 'reason', label: text('refund.reason'), optional: true, rows: 2 })}`,
    effect:
      typed === null || typed > most
        ? undefined
        : text('giveBack.effect', { amount: cash(room, typed), rest: cash(room, most - typed), ...names(room) }),
    button: text('giveBack.submit'),
    danger: true,
    send: (entry, run) => {
      const amount = entry.money('amount', { initial, most });
      const reason = entry.optional('reason');
      const where = milestone === undefined ? {} : { milestoneId: milestone.id };
      const why = reason === undefined ? {} : { reason };
      return entry.ok ? run(volunteerRefund, { contractId: contract.id, ...where, amount, ...why }) : null;
    },
    done: text('giveBack.done'),
  };
}
