import { readPositive } from '../amounts.ts';
import { findMilestone, putMilestone, record } from '../draft.ts';
import { refundFromMilestone, sumOf } from '../funds.ts';
import { zero } from '../money.ts';
import { refuse } from '../refusal.ts';
import { endIfEmpty } from '../transitions/ending.ts';
import { finishMilestone } from '../transitions/milestone.ts';
import { refundCarried } from '../transitions/refund.ts';
import type { CommandRules } from './rules.ts';

// Rule 31: the freelancer can give money back at any time, all or part of what is held. What is left
// keeps its state and its clock.

export const volunteerRefund: CommandRules<'volunteer_refund'> = {
  run(draft, { milestoneId, amount: given, reason }) {
    const milestone = milestoneId === undefined ? null : findMilestone(draft.contract, milestoneId);
    if (milestone === undefined)
      return refuse('not_found', '/milestoneId', 'There is no such milestone on this contract.');
    const held = milestone?.funds.held ?? sumOf(draft.contract.carried);
    if (held === zero) return refuse('milestone_not_funded', undefined, 'No money is held there.');
    const back = given === undefined ? held : readPositive(given, '/amount');
    if (typeof back !== 'number') return back;
    if (back > held) return refuse('amount_exceeds_deposit', '/amount');

    record(draft, 'refund.volunteered', { milestoneId: milestoneId ?? null, amount: back, reason: reason ?? null });
    if (milestone === null) refundCarried(draft, back);
    else {
      record(draft, 'milestone.refunded', { milestoneId: milestone.id, amount: back });
      const rest = refundFromMilestone(draft, milestone, back);
      putMilestone(draft, rest.funds.held === zero ? finishMilestone(draft, rest) : rest);
    }
    endIfEmpty(draft);
    return undefined;
  },
};
