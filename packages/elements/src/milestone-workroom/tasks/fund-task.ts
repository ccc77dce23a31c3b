import { share, amount as toAmount } from '@workroom/core';
import type { WireContract, WireMilestone } from '@workroom/core/api';
import { html, nothing } from 'lit';
import { fund } from '../../foundation/commands.ts';
import { cash, names } from '../room.ts';
import { bill } from './fields.ts';
import { declinedCharge, milestoneOf, type TaskContext, type TaskForm } from './task-form.ts';

/** What funding costs now: carried funds first, and only the difference is charged, with the client's fee (rule 9). */
export function costOfFunding(
  { totals, policy }: WireContract,
  { amount }: Pick<WireMilestone, 'amount'>,
): { carried: number; fee: number; pay: number } {
  const carried = Math.min(totals.carried, amount);
  const charged = amount - carried;
  const fee = share(toAmount(charged), policy.fees.clientBps, 10_000);
  return { carried, fee, pay: charged + fee };
}

/** Rule 11: said before anything is charged. */
function holdView({ room }: TaskContext, { holdWarning }: WireMilestone): unknown {
  if (holdWarning === null) return nothing;
  const { text, instant } = room.words;
  const values = { until: instant(holdWarning.heldUntil), end: instant(holdWarning.planEndsAt) };
  return html`<p class="note attention" part="note">${text('fund.hold', values)}</p>`;
}

export function fundTask(context: TaskContext): TaskForm | null {
  const milestone = milestoneOf(context);
  if (milestone === undefined) return null;
  const { room } = context;
  const { contract, words } = room;
  const { text } = words;
  const { id: milestoneId, title, pendingIncrease } = milestone;
  // An increase that both agreed on is funded like a milestone of its own.
  const isIncrease = pendingIncrease !== null;
  const amount = pendingIncrease?.amount ?? milestone.amount;
  const { carried, fee, pay } = costOfFunding(contract, { amount });
  const values = { title, amount: cash(room, amount), carried: cash(room, carried), pay: cash(room, pay) };
  const rows = [
    [text('fund.amount', { title }), cash(room, amount)],
    ...(carried > 0 ? [[text('fund.carried'), `−${cash(room, carried)}`] as const] : []),
    ...(fee > 0 ? [[text('fund.fee'), cash(room, fee)] as const] : []),
    [text('fund.pay'), cash(room, pay)],
  ] as const;
  return {
    title: text(isIncrease ? 'fund.increaseTitle' : 'fund.title', { title }),
    lead: text('fund.lead', { noun: contract.policy.fundsNoun, ...names(room) }),
    fields: html`${holdView(context, milestone)}${rows.length > 2 ? bill(room, rows) : nothing}${pay > 0 ? html`<slot name="payment"></slot>` : nothing}`,
    effect: text(carried > 0 ? 'fund.summaryCarried' : 'fund.summary', values),
    button: text('fund.submit'),
    send: (_entry, run) => run(fund, { contractId: contract.id, milestoneId }),
    done: ({ milestones }) => {
      const after = milestones.find(({ id }) => id === milestoneId);
      const isFunded = isIncrease ? after?.pendingIncrease === null : after?.state === 'funded';
      return text(isFunded ? 'fund.done' : 'fund.started', { title });
    },
    declined: (after) => {
      const milestoneAfter = after.milestones.find(({ id }) => id === milestoneId);
      const isPlanned = milestoneAfter?.state === 'planned' || milestoneAfter?.pendingIncrease?.paymentId === null;
      const isDeposit = (each: WireContract['payments'][number]) =>
        each.purpose === 'deposit' && each.milestoneId === milestoneId;
      return isPlanned ? declinedCharge(after, isDeposit, context) : null;
    },
  };
}
