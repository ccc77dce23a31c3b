import { findMilestone, record } from '../draft.ts';
import { refuse } from '../refusal.ts';
import { giveBack, readHeld } from '../transitions/refund.ts';
import type { CommandRules } from './rules.ts';

// Rule 31: the freelancer can give money back at any time, all or part of what is held.

export const volunteerRefund: CommandRules<'volunteer_refund'> = {
  run(draft, { milestoneId, amount: given, reason }) {
    const milestone = milestoneId === undefined ? null : findMilestone(draft.contract, milestoneId);
    if (milestone === undefined)
      return refuse('not_found', '/milestoneId', 'There is no such milestone on this contract.');
    const amount = readHeld(draft, milestone, given);
    if (typeof amount !== 'number') return amount;
    record(draft, 'refund.volunteered', { milestoneId: milestoneId ?? null, amount, reason: reason ?? null });
    giveBack(draft, milestone, amount);
    return undefined;
  },
};
