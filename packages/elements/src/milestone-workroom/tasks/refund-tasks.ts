import { html } from 'lit';
import { agreeToRefund, requestRefund, withdrawRefundRequest } from '../../foundation/commands.ts';
import { actionOn } from '../actions.ts';
import { cash, names } from '../room.ts';
import { ask, askMoney, askWhether } from './fields.ts';
import { milestoneOf, type TaskContext, type TaskForm } from './task-form.ts';

/** The money on a milestone, or without a milestone the carried funds. */
export function requestRefundTask(context: TaskContext): TaskForm | null {
  const { room, draft } = context;
  const { contract, words } = room;
  const { text } = words;
  const milestone = milestoneOf(context);
  if (context.task.milestoneId !== null && milestone === undefined) return null;
  const thenEnd = draft.get('thenEnd') === 'yes';
  const onMilestone = milestone?.funds.held ?? 0;
  const carried = contract.totals.carried;
  // A request that ends the contract can ask for the carried funds too.
  const most = milestone === undefined ? carried : onMilestone + (thenEnd ? carried : 0);
  const initial = words.plainMoney(most, contract.currency);
  return {
    title: text('refund.ask'),
    lead: text('refund.lead', { ...names(room), count: contract.policy.refundResponseDays }),
    fields: html`<p class="note" part="note">${text('refund.advice', names(room))}</p>
      ${askMoney(context, { name: 'amount', label: text('refund.amount'), hint: text('refund.amountHint', { most: cash(room, most) }), initial })}
      ${ask(context, { name: 'reason', label: text('refund.reason'), hint: text('refund.reasonHint', names(room)), rows: 3 })}
      ${askWhether(context, { name: 'thenEnd', label: text('refund.end'), hint: text('refund.endHint') })}`,
    button: text('refund.submit'),
    send: (entry, run) => {
      const amount = entry.money('amount', { initial, most });
      const reason = entry.required('reason');
      const where = milestone === undefined ? {} : { milestoneId: milestone.id };
      return entry.ok ? run(requestRefund, { contractId: contract.id, ...where, amount, reason, thenEnd }) : null;
    },
    done: text('refund.done'),
    undo: ({ refundRequest }) => {
      if (refundRequest === null) return null;
      const { id: refundRequestId, milestoneId } = refundRequest;
      return {
        send: (run) => run(withdrawRefundRequest, { contractId: contract.id, refundRequestId }),
        isOpen: (now) =>
          now.refundRequest?.id === refundRequestId &&
          actionOn({ contract: now }, 'withdraw_refund_request', { milestoneId })?.enabled === true,
        done: text('refund.withdrawDone'),
      };
    },
  };
}

export function agreeToRefundTask({ room }: TaskContext): TaskForm | null {
  const { contract, words } = room;
  const request = contract.refundRequest;
  if (request === null) return null;
  const amount = cash(room, request.amount);
  return {
    title: words.text('refund.agreeTitle'),
    lead: words.text('refund.agreeText', { amount, ...names(room) }),
    effect: request.thenEnd ? words.text('refund.thenEnd') : undefined,
    button: words.text('refund.agreeSubmit'),
    send: (_entry, run) => run(agreeToRefund, { contractId: contract.id, refundRequestId: request.id }),
    done: words.text('refund.agreeDone'),
  };
}

export function withdrawRefundRequestTask({ room }: TaskContext): TaskForm | null {
  const { contract, words } = room;
  const request = contract.refundRequest;
  if (request === null) return null;
  return {
    title: words.text('refund.withdrawTitle'),
    lead: words.text(request.milestoneId === null ? 'refund.withdrawTextCarried' : 'refund.withdrawText'),
    button: words.text('refund.withdrawSubmit'),
    send: (_entry, run) => run(withdrawRefundRequest, { contractId: contract.id, refundRequestId: request.id }),
    done: words.text('refund.withdrawDone'),
  };
}
