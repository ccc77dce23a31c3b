import type { Milestone, MilestoneState } from './contract.ts';
import type { CommandName } from './process.ts';
import { type Refusal, refuse } from './refusal.ts';

const finished: ReadonlySet<MilestoneState> = new Set<MilestoneState>([
  'paid',
  'refunded',
  'cancelled',
  'charged_back',
]);
const takingTheFundedPlace: ReadonlySet<MilestoneState> = new Set<MilestoneState>([
  'funding',
  'funded',
  'submitted',
  'changes_requested',
  'refund_requested',
  'disputed',
]);

type InState = Pick<Milestone, 'state'>;

export function isFinished({ state }: InState): boolean {
  return finished.has(state);
}

/** Whether the milestone counts as the one funded milestone (rule 8). */
export function isOccupied({ state }: InState): boolean {
  return takingTheFundedPlace.has(state);
}

interface Plan<Each> {
  readonly milestones: readonly Each[];
}

/** The milestone that counts as funded, if any. */
export function currentMilestone<Each extends InState>({ milestones }: Plan<Each>): Each | undefined {
  return milestones.find(isOccupied);
}

/** The first planned milestone: a leftover goes toward it (rules 24 and 26). */
export function nextMilestone<Each extends InState>({ milestones }: Plan<Each>): Each | undefined {
  return milestones.find(({ state }) => state === 'planned');
}

/** Whether a charge for the milestone or its increase is in progress. */
export function isBeingFunded({ state, pendingIncrease }: Milestone): boolean {
  return state === 'funding' || pendingIncrease?.payment != null;
}

/** Whether the end of the review period released the funds, so that a late answer is refused with that reason. */
export function wasReleasedByTime(milestone: Milestone): boolean {
  return milestone.state === 'paid' && milestone.automatically;
}

/** Why a milestone in this state does not allow the command. */
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
    case 'charged_back':
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
  if (name === 'volunteer_refund' && milestone.state === 'paid')
    return refuse('milestone_not_funded', '/milestoneId', releasedText);
  if (wasReleasedByTime(milestone)) return refuse('review_period_over');
  return refuse(notFunded.has(name) ? 'milestone_not_funded' : 'not_in_review');
}

const notFunded: ReadonlySet<CommandName> = new Set<CommandName>([
  'release',
  'submit',
  'request_refund',
  'volunteer_refund',
]);

/** Explains what to do next. */
export const releasedText =
  'What was released is not held here and cannot be refunded from here: agree in the messages on what goes back, and ask the marketplace to move it.';
