import { findMilestone, putMilestone, record } from '../draft.ts';
import { isRefusal, refuse } from '../refusal.ts';
import { addMilestone, definedOnly, difference, readTerms, removeFromPlan, reorderPlan } from '../transitions/plan.ts';
import type { CommandRules } from './rules.ts';

// Rules 1, 3, 4: milestones can be planned up front or added later; the client adds, edits, reorders
// and deletes those that are not funded; each is worth at least the policy's minimum.

export const addMilestones: CommandRules<'add_milestones'> = {
  run: (draft, { milestones, before }) => {
    if (before !== undefined) {
      const next = findMilestone(draft.contract, before);
      if (next === undefined) return refuse('not_found', '/before', 'There is no such milestone on this contract.');
      if (next.state !== 'planned') return refuse('milestone_not_editable', '/before');
    }
    for (const [index, wanted] of milestones.entries()) {
      const added = addMilestone(draft, wanted, `/milestones/${index}`, before);
      if (isRefusal(added)) return added;
    }
    return undefined;
  },
};

export const editMilestone: CommandRules<'edit_milestone'> = {
  run(draft, { type: _, milestoneId, ...wanted }) {
    const milestone = findMilestone(draft.contract, milestoneId);
    if (milestone === undefined) return refuse('not_found');
    const terms = readTerms(draft.contract, { ...milestone, ...definedOnly(wanted) }, '', milestone);
    if (isRefusal(terms)) return terms;
    const { before, after } = difference(milestone, terms);
    if (Object.keys(after).length === 0) return undefined;
    record(draft, 'milestone.edited', { milestoneId, before, after });
    putMilestone(draft, { ...milestone, ...terms });
    return undefined;
  },
};

export const removeMilestone: CommandRules<'remove_milestone'> = {
  run(draft, { milestoneId }) {
    const milestone = findMilestone(draft.contract, milestoneId);
    if (milestone === undefined) return refuse('not_found');
    removeFromPlan(draft, milestone);
    return undefined;
  },
};

/** The unfunded milestones exchange places among themselves; the others keep theirs. */
export const reorderMilestones: CommandRules<'reorder_milestones'> = {
  run: (draft, { milestoneIds }) => reorderPlan(draft, milestoneIds, '/milestoneIds'),
};
