import { costOfFunding, type FundingCost, plus, amount as toAmount } from '@workroom/core';
import type { WireContract, WireMilestone } from '@workroom/core/api';
import { html, nothing } from 'lit';
import { fund } from '../../foundation/commands.ts';
import { quoteView } from '../../foundation/views/bill-view.ts';
import { cash, names } from '../room.ts';
import { declinedCharge, milestoneOf, type TaskContext, type TaskForm } from './task-form.ts';

/** The current cost of funding `wanted`. */
export function fundingCostOf({ totals, policy }: WireContract, wanted: number): FundingCost & { pay: number } {
  const cost = costOfFunding(policy, toAmount(wanted), toAmount(totals.carried));
  return { ...cost, pay: plus(cost.charged, cost.fee) };
}

/** Rule 11: shown before anything is charged. */
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
  const { shortfall } = milestone.funds;
  // An agreed increase is funded like a separate milestone.
  const isIncrease = pendingIncrease !== null;
  // The shortfall of a funded milestone is deposited separately.
  const isRestored = !isIncrease && shortfall > 0;
  const amount = pendingIncrease?.amount ?? (isRestored ? shortfall : milestone.amount);
  const missing = { shortfall: cash(room, shortfall), amount: cash(room, milestone.amount) };
  const { pay } = fundingCostOf(contract, amount);
  const known = [{ label: text('quote.milestone', { title }), amount: cash(room, amount) }];
  const quoted = context.quote({ command: 'fund', milestoneId });
  return {
    title: text(isIncrease ? 'fund.increaseTitle' : isRestored ? 'fund.shortfallTitle' : 'fund.title', { title }),
    lead: isRestored
      ? text('fund.shortfallLead', missing)
      : text('fund.lead', { noun: contract.policy.fundsNoun, ...names(room) }),
    fields: html`${holdView(context, milestone)}${pay > 0 ? html`<slot name="payment"></slot>` : nothing}`,
    bill: quoteView(room, quoted, { known, pays: false }),
    button: isRestored ? text('action.fundShortfall', missing) : text('fund.submit'),
    send: (_entry, run) => run(fund, { contractId: contract.id, milestoneId }),
    done: ({ milestones }) => {
      const after = milestones.find(({ id }) => id === milestoneId);
      const isWhole = after?.pendingIncrease === null && after.funds.shortfall === 0;
      const isFunded = isIncrease || isRestored ? isWhole : after?.state === 'funded';
      return text(isFunded ? 'fund.done' : 'fund.started', { title });
    },
    declined: (after) => {
      const milestoneAfter = after.milestones.find(({ id }) => id === milestoneId);
      const isPlanned =
        milestoneAfter?.state === 'planned' ||
        milestoneAfter?.pendingIncrease?.paymentId === null ||
        (isRestored && milestoneAfter?.pendingIncrease === null && milestoneAfter.funds.shortfall > 0);
      const isDeposit = (each: WireContract['payments'][number]) =>
        each.purpose === 'deposit' && each.milestoneId === milestoneId;
      return isPlanned ? declinedCharge(after, isDeposit, context) : null;
    },
  };
}
