import { labelIn } from '@workroom/core';
import type { WireContract } from '@workroom/core/api';
import { html } from 'lit';
import { bearReturn, cancelReturn, retryReturn } from '../../foundation/operator-commands.ts';
import type { Quoted } from '../../foundation/quotes.ts';
import { type BillRow, billView } from '../../foundation/views/bill-view.ts';
import type { Returnable } from '../../milestone-workroom/returnable.ts';
import { cash, names } from '../../milestone-workroom/room.ts';
import { returnTask } from '../../milestone-workroom/tasks/return-task.ts';
import type { TaskContext, TaskForm } from '../../milestone-workroom/tasks/task-form.ts';
import { askReason, ownWords, secondOperatorNote } from './operator-words.ts';

type Return = WireContract['returns'][number];

/** Rule 50: returns released money to the client, like a return by the freelancer. */
export function operatorReturnTask(context: TaskContext): TaskForm | null {
  const { room } = context;
  const { text } = ownWords(room);
  return returnTask(context, {
    title: text('operate.returnTitle'),
    button: text('command.return_funds'),
    done: text('operate.returned'),
    asks: (amount) => html`${askReason(context)} ${secondOperatorNote(room, amount)}`,
    bill: (from, amount) => returnBill(context, from, amount),
  });
}

/** The amounts returned to the client and taken from the freelancer, with the fees of both (rule 58). */
function returnBill({ room, quote }: TaskContext, { from }: Returnable, amount: number): unknown {
  const on = 'paymentId' in from || 'milestoneId' in from ? from : null;
  // There is no quote for carried funds.
  if (on === null) return undefined;
  const { quote: quoted, state }: Quoted = quote({ command: 'return', ...on, amount });
  if (quoted === null || state === 'failed') return undefined;
  const { text, locale } = ownWords(room);
  const { client, freelancer } = names(room);
  const rows = quoted.lines
    .filter((line) => line.amount + line.tax !== 0)
    .map(({ kind, label, payer, amount: part, tax }): BillRow => {
      const name = labelIn(label, locale);
      const whose = payer === 'client' ? client : freelancer;
      return {
        label: kind === 'fee' ? text('operate.billFee', { label: name, name: whose }) : name,
        amount: cash(room, Math.abs(part + tax)),
        fine: tax === 0 ? undefined : room.words.text('quote.tax', { amount: cash(room, Math.abs(tax)) }),
      };
    });
  const sums = [
    { label: text('operate.billBack', { name: client }), amount: cash(room, -quoted.pay), isSum: true },
    { label: text('operate.billTaken', { name: freelancer }), amount: cash(room, -quoted.receive), isSum: true },
  ];
  return html`<div class="bill-box" part="summary">${billView(room, { rows, sums }, state === 'pending')}</div>`;
}

/** Rule 51: retries a part that the provider could not take back. */
export function retryReturnTask(context: TaskContext): TaskForm | null {
  const { text } = ownWords(context.room);
  return parkedTask(context, {
    title: text('operate.retryTitle'),
    lead: 'operate.retryLead',
    button: text('command.retry_return'),
    command: retryReturn,
    done: text('operate.retried'),
  });
}

/** Rule 51: the freelancer keeps a part that could not be taken back. */
export function cancelReturnTask(context: TaskContext): TaskForm | null {
  const { text } = ownWords(context.room);
  return parkedTask(context, {
    title: text('operate.giveUpTitle'),
    lead: 'operate.giveUpLead',
    button: text('command.cancel_return'),
    command: cancelReturn,
    danger: true,
    done: text('operate.gaveUp'),
  });
}

/** Rule 51: the marketplace refunds a part that could not be taken back. */
export function bearReturnTask(context: TaskContext): TaskForm | null {
  const { text } = ownWords(context.room);
  return parkedTask(context, {
    title: text('operate.bearTitle'),
    lead: 'operate.bearLead',
    button: text('command.bear_return'),
    command: bearReturn,
    danger: true,
    moves: true,
    done: text('operate.borne'),
  });
}

interface Parked {
  readonly title: string;
  readonly lead: 'operate.retryLead' | 'operate.giveUpLead' | 'operate.bearLead';
  readonly button: string;
  readonly command: typeof retryReturn | typeof cancelReturn | typeof bearReturn;
  readonly danger?: true;
  /** Whether it may need approval by a second operator. */
  readonly moves?: true;
  readonly done: string;
}

function parkedTask(
  context: TaskContext,
  { title, lead, button, command, danger, moves, done }: Parked,
): TaskForm | null {
  const { room, task } = context;
  const given = room.contract.returns.find(({ id }) => id === task.returnId);
  if (given === undefined) return null;
  const open = openAmountOf(given);
  return {
    title,
    lead: ownWords(room).text(lead, { amount: cash(room, open), ...names(room) }),
    fields: html`${askReason(context)} ${moves ? secondOperatorNote(room, open) : ''}`,
    button,
    danger: danger === true,
    send: (entry, run) => {
      const reason = entry.required('reason');
      const returnId = given.id;
      return entry.ok ? run(command, { contractId: room.contract.id, returnId, reason }) : null;
    },
    done,
  };
}

/** The part that has not come back. */
function openAmountOf({ amount, returned }: Return): number {
  return amount - returned;
}
