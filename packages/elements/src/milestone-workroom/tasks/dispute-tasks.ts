import { amount, halfRoundedUp } from '@workroom/core';
import { html } from 'lit';
import { decideDispute, disputeRefund } from '../../foundation/commands.ts';
import { parseMoney } from '../../foundation/money-input.ts';
import { cash, names } from '../room.ts';
import { ask, askMoney } from './fields.ts';
import type { TaskContext, TaskForm } from './task-form.ts';

export function disputeRefundTask(context: TaskContext): TaskForm | null {
  const { room } = context;
  const { contract, words } = room;
  const { text } = words;
  const request = contract.refundRequest;
  if (request === null) return null;
  return {
    title: text('dispute.ask'),
    lead: text('dispute.lead'),
    fields: ask(context, {
      name: 'reason',
      label: text('dispute.reason'),
      hint: text('dispute.reasonHint', names(room)),
      rows: 4,
    }),
    effect: text(
      `dispute.default.${contract.policy.disputeDefault === contract.viewer ? 'you' : contract.policy.disputeDefault}`,
      names(room),
    ),
    button: text('dispute.submit'),
    send: (entry, run) => {
      const reason = entry.required('reason');
      return entry.ok ? run(disputeRefund, { contractId: contract.id, refundRequestId: request.id, reason }) : null;
    },
    done: text('dispute.done'),
  };
}

/** The mediator's decision: a split of the disputed amount. */
export function decideDisputeTask(context: TaskContext): TaskForm | null {
  const { room, draft } = context;
  const { contract, words } = room;
  const { text } = words;
  const { dispute } = contract;
  if (dispute === null) return null;
  const { client, freelancer } = names(room);
  const whole = dispute.amount;
  const typed = parseMoney(draft.get('toFreelancer'), contract.currency, words.locale);
  const presets = [
    [text('decide.all', { name: freelancer }), whole],
    // The default split.
    [text('decide.half'), halfRoundedUp(amount(whole), contract.policy.amountStep ?? 1)],
    [text('decide.all', { name: client }), 0],
  ] as const;
  const take = (toFreelancer: number) => draft.set('toFreelancer', words.plainMoney(toFreelancer, contract.currency));
  return {
    title: text('decide.title'),
    lead: text('decide.lead', { amount: cash(room, whole) }),
    fields: html`${askMoney(context, { name: 'toFreelancer', label: text('decide.toFreelancer', { freelancer }) })}
      <div class="actions" role="group" aria-label=${text('decide.presets')}>${presets.map(
        ([label, preset]) =>
          html`<button type="button" part="button" aria-pressed=${typed === preset} @click=${() => take(preset)}>${label}</button>`,
      )}</div>
      ${ask(context, { name: 'note', label: text('decide.note'), hint: text('decide.noteHint'), rows: 3 })}`,
    effect:
      typed === null || typed > whole
        ? undefined
        : text('decide.split', {
            toFreelancer: cash(room, typed),
            toClient: cash(room, whole - typed),
            client,
            freelancer,
          }),
    button: text('decide.submit'),
    send: (entry, run) => {
      const toFreelancer = entry.money('toFreelancer', { least: 0, most: whole });
      const note = entry.required('note');
      return entry.ok
        ? run(decideDispute, { contractId: contract.id, disputeId: dispute.id, toFreelancer, note })
        : null;
    },
    done: text('decide.done'),
  };
}
