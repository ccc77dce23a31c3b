import { readMovable } from '../amounts.ts';
import type { LeftoverChoice } from '../command.ts';
import type { Milestone } from '../contract.ts';
import { type Draft, findMilestone, personOf, putMilestone, record } from '../draft.ts';
import { feeData, releaseFees } from '../fees.ts';
import { carryLeftover, releaseFromMilestone } from '../funds.ts';
import { nextMilestone } from '../milestones.ts';
import { minus, zero } from '../money.ts';
import { isRefusal, type Refusal, refuse } from '../refusal.ts';
import { giveBonus } from '../transitions/bonus.ts';
import { endIfEmpty } from '../transitions/ending.ts';
import { asPaid } from '../transitions/milestone.ts';
import { addMilestone, needsAgreement } from '../transitions/plan.ts';
import { openRefundRequest } from '../transitions/refund.ts';
import type { CommandRules } from './rules.ts';

// Rules 16, 22 to 27: the client releases all or part of what is held, with or without a submission. The milestone, its
// leftover and the bonus change together or not at all.

export const release: CommandRules<'release'> = {
  run(draft, { milestoneId, amount: asked, bonus, leftover, note, paymentMethod }) {
    const milestone = findMilestone(draft.contract, milestoneId);
    if (milestone === undefined) return refuse('not_found');
    const paid = readMovable(draft.contract, asked, '/amount');
    if (typeof paid !== 'number') return paid;
    const { held } = milestone.funds;
    if (paid > held) return refuse('amount_exceeds_deposit', '/amount');
    const rest = minus(held, paid);
    if (bonus !== undefined && rest > zero) return refuse('bonus_needs_full_release', '/bonus');
    // If nothing is left, the command's `leftover` is ignored.
    const choice = rest > zero ? leftover : undefined;
    if (rest > zero && choice === undefined) return refuse('leftover_choice_required', '/leftover');

    const { milestone: fees } = releaseFees(draft.contract.policy, paid);
    record(draft, 'milestone.released', {
      milestoneId,
      amount: paid,
      ...feeData(fees),
      leftover: rest,
      leftoverTo: choice?.to ?? null,
      note: note ?? null,
    });
    const released = releaseFromMilestone(draft, milestone, paid, fees);
    putMilestone(draft, choice === undefined ? asPaid(draft, released, false) : released);
    const refused = choice === undefined ? undefined : placeLeftover(draft, milestoneId, choice);
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
    endIfEmpty(draft);
    return undefined;
  },
};

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
  const next = leftoverMilestone(draft, choice);
  if (isRefusal(next)) return next;
  record(draft, 'funds.carried', { milestoneId, amount: milestone.funds.held, toMilestoneId: next.id });
  putMilestone(draft, asPaid(draft, carryLeftover(draft, milestone), false));
  return undefined;
}

/** The first planned milestone in order, or the one the client adds in the same step (rule 26). */
function leftoverMilestone(draft: Draft, { milestone: wanted }: LeftoverChoice): Milestone | Refusal {
  const planned = nextMilestone(draft.contract);
  if (planned !== undefined) return planned;
  if (wanted === undefined) return refuse('no_next_milestone', '/leftover/to');
  const closed = needsAgreement({ contract: draft.contract, side: 'client' });
  return closed ?? addMilestone(draft, wanted, '/leftover/milestone');
}
