import type { PlanChangeInput } from '../command.ts';
import type { Milestone, MilestoneTerms, PlanChange, TermsChange } from '../contract.ts';
import { type Draft, findMilestone, putMilestone, record } from '../draft.ts';
import { isFinished, wrongState } from '../milestones.ts';
import { minus, plus, zero } from '../money.ts';
import { isRefusal, type Refusal, refuse } from '../refusal.ts';
import { addMilestone, definedOnly, difference, readTerms, removeFromPlan, reorderPlan } from './plan.ts';

// Changes that a proposal may contain (rule 5): unfunded parts of the plan; and on a funded milestone its title,
// deliverables and due date, effective at once, and a higher amount, effective once deposited.

/**
 * The changes in the form that a proposal stores: only differences, with the earlier values.
 *
 * @param trial a draft that this modifies, because each change is read after the previous ones
 */
export function readChanges(trial: Draft, wanted: readonly PlanChangeInput[]): readonly PlanChange[] | Refusal {
  const changes: PlanChange[] = [];
  for (const [index, input] of wanted.entries()) {
    const pointer = `/changes/${index}`;
    const change = readChange(trial, input, pointer);
    if (isRefusal(change)) return change;
    const refused = applyChange(trial, change, pointer);
    if (refused !== undefined) return refused;
    changes.push(change);
  }
  return changes.length === 0 ? refuse('proposal_empty', '/changes') : changes;
}

export function applyChanges(draft: Draft, changes: readonly PlanChange[]): Refusal | undefined {
  for (const [index, change] of changes.entries()) {
    const refused = applyChange(draft, change, `/changes/${index}`);
    if (refused !== undefined) return refused;
  }
  return undefined;
}

function readChange(trial: Draft, input: PlanChangeInput, pointer: string): PlanChange | Refusal {
  const { contract } = trial;
  if ('add' in input) {
    const terms = readTerms(contract, input.add, `${pointer}/add`, null);
    return isRefusal(terms) ? terms : { add: { ...terms, before: input.add.before ?? null } };
  }
  if ('remove' in input || 'reorder' in input) return input;
  const { milestoneId, ...wanted } = input.edit;
  const milestone = findMilestone(contract, milestoneId);
  if (milestone === undefined) return noSuchMilestone(`${pointer}/edit/milestoneId`);
  const agreed = agreedTerms(milestone);
  const terms = readTerms(contract, { ...agreed, ...definedOnly(wanted) }, `${pointer}/edit`, agreed);
  if (isRefusal(terms)) return terms;
  const { before, after } = difference(agreed, terms);
  return Object.keys(after).length === 0
    ? refuse('proposal_empty', `${pointer}/edit`)
    : { edit: { milestoneId, before, after } };
}

function applyChange(draft: Draft, change: PlanChange, pointer: string): Refusal | undefined {
  if ('add' in change) {
    const { before, ...terms } = change.add;
    if (before !== null) {
      const next = findMilestone(draft.contract, before);
      if (next === undefined) return noSuchMilestone(`${pointer}/add/before`);
      if (next.state !== 'planned') return refuse('milestone_not_editable', `${pointer}/add/before`);
    }
    const added = addMilestone(draft, terms, `${pointer}/add`, before ?? undefined);
    return isRefusal(added) ? added : undefined;
  }
  if ('remove' in change) {
    const milestone = findMilestone(draft.contract, change.remove.milestoneId);
    if (milestone === undefined) return noSuchMilestone(`${pointer}/remove/milestoneId`);
    if (milestone.state !== 'planned')
      return at(`${pointer}/remove/milestoneId`, wrongState('remove_milestone', milestone));
    removeFromPlan(draft, milestone);
    return undefined;
  }
  if ('reorder' in change) return reorderPlan(draft, change.reorder.milestoneIds, `${pointer}/reorder/milestoneIds`);
  return edit(draft, change.edit, `${pointer}/edit`);
}

function edit(draft: Draft, { milestoneId, before, after }: TermsChange, pointer: string): Refusal | undefined {
  const milestone = findMilestone(draft.contract, milestoneId);
  if (milestone === undefined) return noSuchMilestone(`${pointer}/milestoneId`);
  const agreed = agreedTerms(milestone);
  if (!isSame(before, agreed)) return refuse('proposal_outdated');
  const terms = readTerms(draft.contract, { ...agreed, ...after }, pointer, agreed);
  if (isRefusal(terms)) return terms;
  if (milestone.state === 'planned') {
    record(draft, 'milestone.edited', { milestoneId, before, after });
    putMilestone(draft, { ...milestone, ...terms });
    return undefined;
  }
  if (milestone.state !== 'funded' && milestone.state !== 'submitted' && milestone.state !== 'changes_requested')
    return isFinished(milestone) ? refuse('milestone_not_editable', pointer) : wrongState('edit_milestone', milestone);
  return editFunded(draft, milestone, { milestoneId, before, after }, terms, pointer);
}

/** The amount of a funded milestone can only be raised, and the increase takes effect once it is deposited. */
function editFunded(
  draft: Draft,
  milestone: Milestone,
  { milestoneId, before, after }: TermsChange,
  terms: MilestoneTerms,
  pointer: string,
): Refusal | undefined {
  const { amount: amountBefore, ...saidBefore } = before;
  const { amount: amountAfter, ...said } = after;
  let next = milestone;
  if (Object.keys(said).length > 0) {
    record(draft, 'milestone.edited', { milestoneId, before: saidBefore, after: said });
    next = { ...next, ...said };
  }
  if (amountAfter !== undefined && amountAfter !== amountBefore) {
    if (terms.amount < milestone.amount) {
      return refuse(
        'milestone_not_editable',
        `${pointer}/amount`,
        'This milestone is funded: its amount can only be raised. Money comes back by a refund.',
      );
    }
    if (milestone.pendingIncrease?.payment != null) return refuse('payment_in_progress');
    const increase = minus(terms.amount, milestone.amount);
    record(draft, 'milestone.increase_agreed', { milestoneId, increase, amount: terms.amount });
    next = { ...next, pendingIncrease: increase === zero ? null : { amount: increase, payment: null, reserved: zero } };
  }
  putMilestone(draft, next);
  return undefined;
}

/** The agreed terms, including an increase that is not deposited yet. */
function agreedTerms({ title, description, amount, dueOn, pendingIncrease }: Milestone): MilestoneTerms {
  return {
    title,
    description,
    amount: plus(amount, pendingIncrease === null || pendingIncrease.restores ? zero : pendingIncrease.amount),
    dueOn,
  };
}

function isSame(some: Partial<MilestoneTerms>, terms: MilestoneTerms): boolean {
  return (Object.keys(some) as (keyof MilestoneTerms)[]).every((term) => some[term] === terms[term]);
}

function noSuchMilestone(pointer: string): Refusal {
  return refuse('not_found', pointer, 'There is no such milestone on this contract.');
}

function at(pointer: string, refusal: Refusal): Refusal {
  return { ...refusal, pointer };
}
