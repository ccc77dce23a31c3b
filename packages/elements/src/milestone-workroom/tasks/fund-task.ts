import { costOfFunding, type FundingCost, plus, amount as toAmount } from '@workroom/core';
import type { WireContract, WireMilestone } from '@workroom/core/api';
import { html, nothing } from 'lit';
import { fund } from '../../foundation/commands.ts';
import { cash, names } from '../room.ts';
import { bill } from './fields.ts';
import { declinedCharge, milestoneOf, type TaskContext, type TaskForm } from './task-form.ts';

/** What funding `wanted` costs now, and what of it is to be paid. */
export function fundingCostOf({ totals, policy }: WireContract, wanted: number): FundingCost & { pay: number } {
  const cost = costOfFunding(policy, toAmount(wanted), toAmount(totals.carried));
  return { ...cost, pay: plus(cost.charged, cost.fee) };
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
  const { carried, fee, pay } = fundingCostOf(contract, amount);
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
