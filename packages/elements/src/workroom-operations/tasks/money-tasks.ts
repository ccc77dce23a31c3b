import { freelancerFee, amount as toAmount } from '@workroom/core';
import type { WireMilestone } from '@workroom/core/api';
import { html } from 'lit';
import { parseMoney } from '../../foundation/money-input.ts';
import { operatorRefund, operatorRelease } from '../../foundation/operator-commands.ts';
import { cash, names } from '../../milestone-workroom/room.ts';
import { choicesView, chosenOf } from '../../milestone-workroom/tasks/choices-view.ts';
import { askMoney } from '../../milestone-workroom/tasks/fields.ts';
import type { TaskContext, TaskForm } from '../../milestone-workroom/tasks/task-form.ts';
import { askReason, ownWords, secondOperatorNote } from './operator-words.ts';

/** Where the money is held: on a milestone, or with `null` the carried funds. */
interface Place {
  readonly milestoneId: WireMilestone['id'] | null;
  readonly title: string;
  readonly held: number;
}

/** Rule 46: releases money to the freelancer, like a release by the client. */
export function operatorReleaseTask(context: TaskContext): TaskForm | null {
  const { room } = context;
  const { text } = ownWords(room);
  return moneyTask(context, {
    title: text('operate.releaseTitle'),
    lead: text('operate.releaseLead', names(room)),
    effect: (amount, rest) => {
      const fee = freelancerFee(room.contract.policy, toAmount(amount));
      const values = { ...names(room), amount: cash(room, amount), rest: cash(room, rest), fee: cash(room, fee) };
      return text(fee > 0 ? 'operate.releaseEffectFee' : 'operate.releaseEffect', values);
    },
    button: text('command.operator_release'),
    command: operatorRelease,
    done: text('operate.released'),
  });
}

/** Rule 46: refunds money to the client. */
export function operatorRefundTask(context: TaskContext): TaskForm | null {
  const { room } = context;
  const { text } = ownWords(room);
  return moneyTask(context, {
    title: text('operate.refundTitle'),
    lead: text('operate.refundLead', names(room)),
    effect: (amount, rest) =>
      text('operate.refundEffect', { ...names(room), amount: cash(room, amount), rest: cash(room, rest) }),
    button: text('command.operator_refund'),
    command: operatorRefund,
    done: text('operate.refunded'),
  });
}

interface Money {
  readonly title: string;
  readonly lead: string;
  readonly effect: (amount: number, rest: number) => string;
  readonly button: string;
  readonly command: typeof operatorRelease | typeof operatorRefund;
  readonly done: string;
}

function moneyTask(context: TaskContext, { title, lead, effect, button, command, done }: Money): TaskForm | null {
  const { room, draft, task } = context;
  const { contract, words } = room;
  const { text } = ownWords(room);
  const places = placesOf(context);
  const [first] = places;
  if (first === undefined) return null;
  const chosen = chosenOf(context, 'where', String(task.milestoneId ?? first.milestoneId));
  const place = places.find(({ milestoneId }) => String(milestoneId) === chosen) ?? first;
  const { held, milestoneId } = place;
  const initial = words.plainMoney(held, contract.currency);
  const typed = parseMoney(draft.get('amount', initial), contract.currency, words.locale);
  const options = places.map((each) => ({
    value: String(each.milestoneId),
    label: each.title,
    hint: text('operate.held', { amount: cash(room, each.held) }),
  }));
  return {
    title,
    lead,
    fields: html`${places.length < 2 ? '' : choicesView(context, { name: 'where', label: text('operate.where'), chosen: String(milestoneId), options })}
      ${askMoney(context, { name: 'amount', label: text('operate.amount'), hint: words.text('refund.amountHint', { most: cash(room, held) }), initial })}
      ${askReason(context)} ${secondOperatorNote(room, typed ?? 0)}`,
    effect: typed === null || typed < 1 || typed > held ? undefined : effect(typed, held - typed),
    button,
    danger: true,
    send: (entry, run) => {
      const amount = entry.money('amount', { initial, most: held });
      const reason = entry.required('reason');
      const where = milestoneId === null ? {} : { milestoneId };
      return entry.ok ? run(command, { contractId: contract.id, ...where, amount, reason }) : null;
    },
    done,
  };
}

function placesOf({ room }: TaskContext): readonly Place[] {
  const { milestones, totals } = room.contract;
  const carried = { milestoneId: null, title: ownWords(room).text('operate.carried'), held: totals.carried };
  return [...milestones.map(({ id, title, funds }) => ({ milestoneId: id, title, held: funds.held })), carried].filter(
    ({ held }) => held > 0,
  );
}
