import type { Situation } from './command.ts';
import type { Milestone, MilestoneState } from './contract.ts';
import { type CommandName, stepOf } from './process.ts';
import { type Refusal, refuse } from './refusal.ts';

const finished: ReadonlySet<MilestoneState> = new Set<MilestoneState>(['paid', 'refunded', 'cancelled']);
const takingTheFundedPlace: ReadonlySet<MilestoneState> = new Set<MilestoneState>([
  'funding',
  'funded',
  'submitted',
  'changes_requested',
  'refund_requested',
  'disputed',
]);

export function isFinished(milestone: Milestone): boolean {
  return finished.has(milestone.state);
}

/** Whether the milestone takes the one place that can be funded (rule 8). */
export function isOccupied(milestone: Milestone): boolean {
  return takingTheFundedPlace.has(milestone.state);
}

/** Whether a charge for the milestone, or for more money on it, is in progress. */
export function isBeingFunded({ state, pendingIncrease }: Milestone): boolean {
  return state === 'funding' || pendingIncrease?.payment != null;
}

/** Whether the review period ran out on it, so that who answers now is told why there is nothing to answer. */
export function wasReleasedByTime(milestone: Milestone): boolean {
  return milestone.state === 'paid' && milestone.automatically;
}

/** What the process table says to a command here, before any value is looked at. */
export function guard(name: CommandName, { contract, side, milestone }: Situation): Refusal | undefined {
  const step = stepOf(name);
  if (!step.who.includes(side)) return refuse('forbidden_for_role');
  if (step.from?.includes('submitted') && milestone !== null && wasReleasedByTime(milestone))
    return refuse('review_period_over');
  if (!step.contract.includes(contract.status)) {
    const answered = step.contract.length === 1 && step.contract[0] === 'offered';
    return refuse(answered ? 'offer_already_answered' : 'contract_not_active');
  }
  if (step.from !== undefined && milestone !== null && !step.from.includes(milestone.state))
    return wrongState(name, milestone);
  return undefined;
}

/** Why a milestone in this state is not open to the command. */
export function wrongState(name: CommandName, milestone: Milestone): Refusal {
  switch (milestone.state) {
    case 'funding':
      return refuse('payment_in_progress');
    case 'refund_requested':
      return refuse('refund_request_open');
    case 'disputed':
      return refuse('dispute_open');
    case 'planned':
    case 'funded':
    case 'submitted':
    case 'changes_requested':
    case 'paid':
    case 'refunded':
    case 'cancelled':
      break;
  }
  switch (name) {
    case 'edit_milestone':
    case 'remove_milestone':
      return refuse('milestone_not_editable');
    case 'fund':
      return finished.has(milestone.state)
        ? refuse('milestone_not_editable', undefined, 'This milestone is finished and cannot be funded again.')
        : refuse('another_milestone_is_funded', undefined, 'This milestone is funded already.');
    default:
      break;
  }
  if (wasReleasedByTime(milestone)) return refuse('review_period_over');
  return refuse(
    name === 'release' || name === 'submit' || name === 'request_refund' ? 'milestone_not_funded' : 'not_in_review',
  );
}
