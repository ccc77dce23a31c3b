import { amountAtProvider } from '@workroom/core';
import type { WireContract } from '@workroom/core/api';
import { html } from 'lit';
import { parseMoney } from '../../foundation/money-input.ts';
import { openChargeback, resolveChargeback, sendEvidence } from '../../foundation/operator-commands.ts';
import { cash } from '../../milestone-workroom/room.ts';
import { choicesView, chosenOf } from '../../milestone-workroom/tasks/choices-view.ts';
import { askMoney } from '../../milestone-workroom/tasks/fields.ts';
import type { TaskContext, TaskForm } from '../../milestone-workroom/tasks/task-form.ts';
import { askReason, ownWords } from './operator-words.ts';

type Chargeback = WireContract['chargebacks'][number];

/** Rule 53: sends the contract's evidence to the bank. */
export function sendEvidenceTask(context: TaskContext): TaskForm | null {
  const { room } = context;
  const { text } = ownWords(room);
  const chargeback = chargebackOf(context);
  if (chargeback === undefined) return null;
  return {
    title: text('operate.evidenceTitle'),
    lead: text('operate.evidenceLead'),
    button: text('command.record_evidence'),
    send: (_entry, run) => run(sendEvidence, { contractId: room.contract.id, chargebackId: chargeback.id }),
    done: text('operate.evidenceDone'),
  };
}

/** Rule 52: if the provider does not report chargebacks, an operator records that the bank took a charge back. */
export function openChargebackTask(context: TaskContext): TaskForm | null {
  const { room, draft } = context;
  const { contract, words } = room;
  const { text, instant } = ownWords(room);
  const charges = contract.payments
    .filter(({ kind, status }) => kind === 'charge' && status === 'succeeded')
    .filter(({ id }) => !contract.chargebacks.some(({ paymentId, state }) => paymentId === id && state === 'open'));
  const [first] = charges;
  if (first === undefined) return null;
  const chosen = chosenOf(context, 'charge', first.id);
  const charge = charges.find(({ id }) => id === chosen) ?? first;
  const most = amountAtProvider(charge);
  const initial = words.plainMoney(most, contract.currency);
  const typed = parseMoney(draft.get('amount', initial), contract.currency, words.locale);
  const options = charges.map((each) => ({
    value: each.id,
    label: text('chargebacks.charge', {
      amount: cash(room, amountAtProvider(each)),
      instant: instant(each.createdAt),
    }),
    hint: contract.milestones.find(({ id }) => id === each.milestoneId)?.title ?? '',
  }));
  return {
    title: text('operate.chargebackTitle'),
    lead: text('operate.chargebackLead'),
    fields: html`${charges.length < 2 ? '' : choicesView(context, { name: 'charge', label: text('operate.charge'), chosen: charge.id, options })}
      ${askMoney(context, { name: 'amount', label: text('operate.amount'), hint: text('operate.mostOfCharge', { most: cash(room, most) }), initial })}
      ${askReason(context)}`,
    effect:
      typed === null || typed < 1 || typed > most
        ? undefined
        : text('operate.chargebackEffect', { amount: cash(room, typed) }),
    button: text('command.open_chargeback'),
    danger: true,
    send: (entry, run) => {
      const amount = entry.money('amount', { initial, most });
      const reason = entry.required('reason');
      const paymentId = charge.id;
      return entry.ok ? run(openChargeback, { contractId: contract.id, paymentId, amount, reason }) : null;
    },
    done: text('operate.chargebackDone'),
  };
}

/** Rule 52: the bank's decision, if the provider does not report it. */
export function resolveChargebackTask(context: TaskContext): TaskForm | null {
  const { room, draft } = context;
  const { contract, words } = room;
  const { text } = ownWords(room);
  const chargeback = chargebackOf(context);
  if (chargeback === undefined || chargeback.state === 'inquiry') return null;
  const outcome = chosenOf(context, 'outcome', 'won') === 'lost' ? 'lost' : 'won';
  const most = chargeback.withdrawn === 0 ? chargeback.amount : chargeback.withdrawn;
  const initial = words.plainMoney(outcome === 'won' ? most : 0, contract.currency);
  // Each outcome has its own amount, so the input for one does not apply to another.
  const name = outcome === 'won' ? 'back' : 'backOfLost';
  const typed = parseMoney(draft.get(name, initial), contract.currency, words.locale);
  const isAmount = typed !== null && typed >= 0 && typed <= most;
  const options = [
    { value: 'won', label: text('operate.won') },
    { value: 'lost', label: text('operate.lost') },
  ];
  return {
    title: text('operate.decisionTitle'),
    lead: text('operate.decisionLead'),
    fields: html`${choicesView(context, { name: 'outcome', label: text('operate.outcome'), chosen: outcome, options })}
      ${askMoney(context, { name, pointer: '/amount', label: text('operate.givenBack'), hint: text('operate.givenBackHint', { most: cash(room, most) }), initial })}
      ${askReason(context)}`,
    effect: isAmount ? decisionWords(context, typed, most) : undefined,
    button: text('command.resolve_chargeback'),
    danger: true,
    send: (entry, run) => {
      const amount = entry.money(name, { initial, least: 0, most });
      const reason = entry.required('reason');
      const chargebackId = chargeback.id;
      const input = { contractId: contract.id, chargebackId, outcome, amount, reason } as const;
      return entry.ok ? run(resolveChargeback, input) : null;
    },
    done: text('operate.decisionDone'),
  };
}

function decisionWords({ room }: TaskContext, back: number, most: number): string {
  const { text } = ownWords(room);
  if (back === 0) return text('operate.decisionNone', { amount: cash(room, most) });
  const amount = cash(room, back);
  return back === most
    ? text('operate.decisionAll', { amount })
    : text('operate.decisionPart', { amount, rest: cash(room, most - back) });
}

function chargebackOf({ room, task }: TaskContext): Chargeback | undefined {
  return room.contract.chargebacks.find(({ id }) => id === task.chargebackId);
}
