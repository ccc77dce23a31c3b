import type { Milestone } from '../contract.ts';
import { type Draft, findMilestone, personOf, putMilestone, record } from '../draft.ts';
import { carryLeftover, dropDeclinedCharges, freelancerFee, releaseFromMilestone } from '../funds.ts';
import { type Amount, amount, minus, zero } from '../money.ts';
import { isRefusal, type Refusal, refuse } from '../refusal.ts';
import { giveBonus } from './bonus.ts';
import type { CommandRules, LeftoverChoice } from './command.ts';
import { endOnceSettled } from './end.ts';
import { addMilestone, needsAgreement, readPositive } from './plan.ts';
import { openRefundRequest } from './refund.ts';

// Rules 16, 22 to 27: the client releases all or part of what is held, with or without a submission.
// One decision: the milestone, its leftover and the bonus change together or not at all.

export const release: CommandRules<'release'> = {
  closed: ({ milestone }) => (milestone?.pendingIncrease?.payment == null ? undefined : refuse('payment_in_progress')),
  run(draft, { milestoneId, amount: asked, bonus, leftover, note, paymentMethod }) {
    const milestone = findMilestone(draft.contract, milestoneId);
    if (milestone === undefined) return refuse('not_found');
    const paid = readPositive(asked, '/amount');
    if (typeof paid !== 'number') return paid;
    const { held } = milestone.funds;
    if (paid > held) return refuse('amount_exceeds_deposit', '/amount');
    const rest = minus(held, paid);
    if (bonus !== undefined && rest > zero) return refuse('bonus_needs_full_release', '/bonus');
    // With nothing left there is no choice to make: a leftover named all the same says nothing.
    const choice = rest > zero ? leftover : undefined;
    if (rest > zero && choice === undefined) return refuse('leftover_choice_required', '/leftover');

    const fee = freelancerFee(draft, paid);
    record(draft, 'milestone.released', {
      milestoneId,
      amount: paid,
      fee,
      leftover: rest,
      leftoverTo: choice?.to ?? null,
      note: note ?? null,
    });
    const resume = milestone;
    const released = releaseFromMilestone(draft, milestone, paid);
    putMilestone(draft, choice === undefined ? asPaid(draft, released, false) : released);
    const refused = choice === undefined ? undefined : placeLeftover(draft, resume.id, choice);
    if (refused !== undefined) return refused;
    if (bonus !== undefined) {
      const given = giveBonus(draft, {
        milestoneId,
        amount: bonus,
        terms: { by: personOf(draft), note: note ?? null },
        paymentMethod: paymentMethod ?? null,
        pointer: '/bonus',
      });
      if (given !== undefined) return given;
    }
    endOnceSettled(draft);
    return undefined;
  },
};

/** The milestone with everything on it settled, and something of it released. */
export function asPaid(draft: Draft, milestone: Milestone, automatically: boolean): Milestone {
  return { ...finishedTerms(draft, milestone), state: 'paid', paidAt: draft.occurredAt, automatically };
}

/** What stays of a milestone that is finished: nobody waits for an increase any more. */
export function finishedTerms(draft: Draft, milestone: Milestone) {
  if (milestone.pendingIncrease !== null) dropDeclinedCharges(draft, milestone.id);
  return { ...withoutState(milestone), pendingIncrease: null };
}

/** What every state of a milestone has. */
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

/** Releases everything held on a milestone, as part of no command's choice: the review period ended, or a contract ends paid in full. */
export function releaseInFull(draft: Draft, milestone: Milestone, automatically: boolean): void {
  const paid: Amount = milestone.funds.held;
  const fee = freelancerFee(draft, paid);
  const facts = { milestoneId: milestone.id, amount: paid, fee };
  if (automatically) record(draft, 'milestone.auto_released', facts);
  else record(draft, 'milestone.released', { ...facts, leftover: amount(0), leftoverTo: null, note: null });
  putMilestone(draft, asPaid(draft, releaseFromMilestone(draft, milestone, paid), automatically));
}

function placeLeftover(draft: Draft, milestoneId: Milestone['id'], choice: LeftoverChoice): Refusal | undefined {
  const milestone = findMilestone(draft.contract, milestoneId);
  if (milestone === undefined) return refuse('not_found');
  if (choice.to !== 'next_milestone') {
    return openRefundRequest(draft, {
      milestone,
      amount: undefined,
      reason: choice.reason ?? '',
      thenEnd: choice.to === 'refund_and_end',
    });
  }
  if (draft.contract.status !== 'active')
    return refuse(
      'contract_not_active',
      '/leftover/to',
      'The contract is ending: there is no next milestone. Ask for the leftover back instead.',
    );
  const next = nextMilestone(draft, choice);
  if (isRefusal(next)) return next;
  record(draft, 'funds.carried', { milestoneId, amount: milestone.funds.held, toMilestoneId: next.id });
  putMilestone(draft, asPaid(draft, carryLeftover(draft, milestone), false));
  return undefined;
}

/** The first planned milestone in order, or the one the client adds in the same step (rule 26). */
function nextMilestone(draft: Draft, { milestone: wanted }: LeftoverChoice): Milestone | Refusal {
  const planned = draft.contract.milestones.find((milestone) => milestone.state === 'planned');
  if (planned !== undefined) return planned;
  if (wanted === undefined) return refuse('no_next_milestone', '/leftover/to');
  const closed = needsAgreement({
    contract: draft.contract,
    side: 'client',
    now: draft.environment.now,
    milestone: null,
  });
  return closed ?? addMilestone(draft, wanted, '/leftover/milestone');
}
