import type { Milestone, Review, StateBeforeRefund } from '../contract.ts';
import type { Draft } from '../draft.ts';
import { isFrozen, startClock, timeLeft } from '../freeze.ts';
import { dropDeclinedCharges } from '../funds.ts';
import { zero } from '../money.ts';

// Finishes a milestone, stops it for a refund request, and restores its earlier state.

/** Fields of every milestone state. */
export function withoutState({
  id,
  title,
  description,
  amount: worth,
  dueOn,
  funds,
  lots,
  submission,
  changeRequest,
  refundWithdrawn,
  pendingIncrease,
}: Milestone) {
  return {
    id,
    title,
    description,
    amount: worth,
    dueOn,
    funds,
    lots,
    submission,
    changeRequest,
    refundWithdrawn,
    pendingIncrease,
  };
}

/** The milestone as `paid`: no money is held, and some was released. */
export function asPaid(draft: Draft, milestone: Milestone, automatically: boolean): Milestone {
  return { ...finishedFields(draft, milestone), state: 'paid', paidAt: draft.occurredAt, automatically };
}

/** A milestone without money left is `paid` if any of it was released, and `refunded` otherwise. */
export function finishMilestone(draft: Draft, milestone: Milestone): Milestone {
  return milestone.funds.released > zero
    ? asPaid(draft, milestone, false)
    : { ...finishedFields(draft, milestone), state: 'refunded' };
}

/** The fields of a finished milestone; a pending increase is dropped. */
function finishedFields(draft: Draft, milestone: Milestone) {
  if (milestone.pendingIncrease !== null) dropDeclinedCharges(draft, milestone.id);
  return { ...withoutState(milestone), funds: { ...milestone.funds, shortfall: zero }, pendingIncrease: null };
}

export function stateBeforeRefund(draft: Draft, milestone: Milestone): StateBeforeRefund | undefined {
  switch (milestone.state) {
    case 'submitted':
      return { state: 'submitted', review: milestone.review, leftMs: leftOf(milestone.review, draft) };
    case 'funded':
    case 'changes_requested':
      return { state: milestone.state, ...(milestone.promised && { promised: milestone.promised }) };
    default:
      return undefined;
  }
}

export function returnToStateBefore(draft: Draft, milestone: Milestone): Milestone {
  if (milestone.state !== 'refund_requested' && milestone.state !== 'charged_back') return milestone;
  const { resume } = milestone;
  // These are finished and never hold money again.
  if (resume.state === 'paid' || resume.state === 'refunded') return milestone;
  if (resume.state !== 'submitted') return { ...withoutState(milestone), ...resume };
  const { leftMs } = resume;
  const stopped = { ...resume.review, endsAt: null, leftMs };
  const review = isFrozen(draft.contract) ? stopped : startClock(stopped, 'endsAt', draft.occurredAt);
  return { ...withoutState(milestone), state: 'submitted', review };
}

function leftOf({ endsAt, leftMs }: Review, { occurredAt }: Draft): number {
  return timeLeft(endsAt, leftMs, occurredAt);
}
