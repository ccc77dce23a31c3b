import type { Milestone, StateBeforeChargeback } from '../contract.ts';
import { type Draft, putMilestone } from '../draft.ts';
import { zero } from '../money.ts';
import { abandonIncrease } from './charge.ts';
import { asPaid, stateBeforeRefund, withoutState } from './milestone.ts';

// Rule 52: the state of a milestone that a chargeback leaves with nothing.

/** A milestone with nothing left is charged back; its earlier state is restored with the money. */
export function markChargedBack(draft: Draft): void {
  for (const { id } of draft.contract.milestones) {
    const milestone = draft.contract.milestones.find((each) => each.id === id);
    if (milestone === undefined || milestone.funds.held > zero || milestone.funds.chargedBack === zero) continue;
    const resume = stateBefore(draft, milestone);
    if (resume === null) continue;
    const { pendingIncrease, ...rest } = withoutState(abandonIncrease(draft, milestone));
    const kept = pendingIncrease?.restores === true ? null : pendingIncrease;
    putMilestone(draft, { ...rest, pendingIncrease: kept, state: 'charged_back', resume });
  }
}

/** `null` if the milestone keeps its state. */
function stateBefore(draft: Draft, milestone: Milestone): StateBeforeChargeback | null {
  switch (milestone.state) {
    case 'funded':
    case 'submitted':
    case 'changes_requested':
      return stateBeforeRefund(draft, milestone) ?? null;
    case 'refund_requested':
      return milestone.resume;
    case 'disputed':
      return { state: 'funded' };
    case 'paid':
      if (milestone.funds.released > zero) return null;
      return { state: 'paid', paidAt: milestone.paidAt, automatically: milestone.automatically };
    case 'refunded':
      return milestone.funds.refunded + milestone.funds.released > zero ? null : { state: 'refunded' };
    default:
      return null;
  }
}

/** Money that is finally lost does not come back to a milestone that was partly released. */
export function finishLost(draft: Draft, milestone: Milestone): void {
  if (milestone.state === 'charged_back' && milestone.funds.released > zero)
    putMilestone(draft, asPaid(draft, milestone, false));
}
