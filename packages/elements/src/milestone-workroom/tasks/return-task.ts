import { html } from 'lit';
import { returnFunds } from '../../foundation/commands.ts';
import { parseMoney } from '../../foundation/money-input.ts';
import { paidOutOf, type Returnable, returnablesOf } from '../returnable.ts';
import { cash, names } from '../room.ts';
import { choicesView, chosenOf } from './choices-view.ts';
import { ask, askMoney } from './fields.ts';
import type { TaskContext, TaskForm, TaskRoom } from './task-form.ts';

const effects = { none: 'returning.unsent', some: 'returning.mixed', all: 'returning.sent' } as const;

/** Rule 50: the freelancer returns all or part of the released money. */
export function returnFundsTask(context: TaskContext): TaskForm | null {
  const { text } = context.room.words;
  const reason = ask(context, {
    name: 'reason',
    label: text('refund.reason'),
    hint: text('returning.reasonHint', names(context.room)),
    rows: 2,
  });
  const wording = { title: text('giveBack.title'), button: text('giveBack.submit'), done: text('giveBack.done') };
  return returnTask(context, { ...wording, asks: () => reason });
}

interface Wording {
  readonly title: string;
  readonly button: string;
  readonly done: string;
  /** The reason, and a note about the amount. */
  readonly asks: (amount: number) => unknown;
  /** The effect on both sides' money, row by row. */
  readonly bill?: (from: Returnable, amount: number) => unknown;
}

/** @returns `null` if nothing is left to return */
export function returnTask(context: TaskContext, { title, button, done, asks, bill }: Wording): TaskForm | null {
  const { room, draft, task } = context;
  const { contract, words } = room;
  const { text } = words;
  const places = returnablesOf(contract).filter(
    ({ milestoneId }) => task.milestoneId === null || milestoneId === task.milestoneId,
  );
  const [first] = places;
  if (first === undefined) return null;
  const chosen = chosenOf(context, 'where', keyOf(first));
  const place = places.find((each) => keyOf(each) === chosen) ?? first;
  const { most, from } = place;
  const initial = words.plainMoney(most, contract.currency);
  const typed = parseMoney(draft.get('amount', initial), contract.currency, words.locale);
  const isPossible = typed !== null && typed >= 1 && typed <= most;
  const options = places.map((each) => ({
    value: keyOf(each),
    label: placeName(room, each),
    hint: text('returning.most', { most: cash(room, each.most) }),
  }));
  return {
    title,
    lead: text('returning.lead', names(room)),
    fields: html`${places.length < 2 ? '' : choicesView(context, { name: 'where', label: text('returning.from'), chosen: keyOf(place), options })}
      ${askMoney(context, { name: 'amount', label: text('refund.amount'), hint: text('returning.most', { most: cash(room, most) }), initial })}
      ${asks(typed ?? 0)}`,
    bill: isPossible ? bill?.(place, typed) : undefined,
    effect: isPossible
      ? text(effects[paidOutOf(contract, place)], { amount: cash(room, typed), ...names(room) })
      : undefined,
    button,
    danger: true,
    send: (entry, run) => {
      const amount = entry.money('amount', { initial, most });
      const reason = entry.required('reason');
      return entry.ok ? run(returnFunds, { contractId: contract.id, from, amount, reason }) : null;
    },
    done,
  };
}

function keyOf({ milestoneId, paymentId }: Returnable): string {
  return milestoneId ?? paymentId ?? 'carried';
}

function placeName({ contract, words }: TaskRoom, { milestoneId, paymentId }: Returnable): string {
  const { text, instant } = words;
  const payment = contract.payments.find(({ id }) => id === paymentId);
  if (payment !== undefined) return text('returning.bonus', { instant: instant(payment.createdAt) });
  return contract.milestones.find(({ id }) => id === milestoneId)?.title ?? text('returning.carried');
}
