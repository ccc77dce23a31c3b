import { readMovable } from '../amounts.ts';
import type { MilestoneInput, Situation } from '../command.ts';
import type { Contract, Milestone, MilestoneTerms } from '../contract.ts';
import { change, type Draft, record } from '../draft.ts';
import { dropDeclinedCharges, noFunds } from '../funds.ts';
import { planCharacters, planFits } from '../limits.ts';
import { amount } from '../money.ts';
import type { PaymentStatus } from '../payment-record.ts';
import { minimumMilestone } from '../policy.ts';
import { isRefusal, type Refusal, refuse } from '../refusal.ts';

// Rules 1, 3, 4: changes of the plan, by a command or by an accepted proposal.

/** Limits the total of a contract, so that sums stay exact even with fees of 100 % on top. */
const largestTotal = Number.MAX_SAFE_INTEGER / 4;

export function isPlanFull({ milestones, policy }: Contract): boolean {
  return milestones.length >= policy.maxMilestones;
}

export function needsAgreement({ contract, side }: Pick<Situation, 'contract' | 'side'>): Refusal | undefined {
  return contract.policy.planChanges === 'agreement' && contract.status === 'active' && side === 'client'
    ? refuse('plan_needs_agreement')
    : undefined;
}

export function removeFromPlan(draft: Draft, { id, title }: Milestone): void {
  record(draft, 'milestone.removed', { milestoneId: id, title });
  dropDeclinedCharges(draft, id);
  change(draft, { milestones: draft.contract.milestones.filter((each) => each.id !== id) });
}

export function reorderPlan(
  draft: Draft,
  milestoneIds: readonly Milestone['id'][],
  pointer: string,
): Refusal | undefined {
  const { milestones } = draft.contract;
  const planned = milestones.filter((milestone) => milestone.state === 'planned');
  const wanted = [...new Set(milestoneIds)].flatMap((id) => planned.filter((milestone) => milestone.id === id));
  if (milestoneIds.length !== planned.length || wanted.length !== planned.length) {
    const funded = milestoneIds.some((id) =>
      milestones.some((milestone) => milestone.id === id && milestone.state !== 'planned'),
    );
    return refuse(funded ? 'milestone_not_editable' : 'order_incomplete', pointer);
  }
  if (planned.every((milestone, place) => milestone.id === wanted[place]?.id)) return undefined;
  record(draft, 'milestones.reordered', { milestoneIds });
  const order = wanted.values();
  change(draft, {
    milestones: milestones.map((milestone) =>
      milestone.state === 'planned' ? (order.next().value ?? milestone) : milestone,
    ),
  });
  return undefined;
}

/** Adds one milestone at the end of the plan, or before another. */
export function addMilestone(
  draft: Draft,
  wanted: MilestoneInput,
  pointer: string,
  before?: Milestone['id'],
): Milestone | Refusal {
  const { contract } = draft;
  if (isPlanFull(contract)) return refuse('too_many_milestones', pointer);
  const terms = readTerms(contract, wanted, pointer, null);
  if (isRefusal(terms)) return terms;
  const milestone: Milestone = {
    ...terms,
    id: draft.environment.newId('milestone'),
    state: 'planned',
    funds: noFunds,
    lots: [],
    submission: null,
    changeRequest: null,
    refundWithdrawn: false,
    pendingIncrease: null,
  };
  record(draft, 'milestone.added', {
    milestoneId: milestone.id,
    title: terms.title,
    amount: terms.amount,
    dueOn: terms.dueOn,
  });
  const place =
    before === undefined ? contract.milestones.length : contract.milestones.findIndex((each) => each.id === before);
  change(draft, { milestones: contract.milestones.toSpliced(place, 0, milestone) });
  return milestone;
}

/** Whether the contract can add `more` and all its sums stay exact integers. */
export function fitsBooks({ milestones, totals, payments }: Contract, more: number): boolean {
  // No milestone is charged more than its amount, so the planned amounts limit the deposits.
  const planned = milestones.reduce(
    (sum, milestone) => sum + milestone.amount + (milestone.pendingIncrease?.amount ?? 0),
    0,
  );
  const bonusesToCome = payments
    .filter(({ kind, purpose, status }) => kind === 'charge' && purpose === 'bonus' && isUnsettled(status))
    .reduce((sum, payment) => sum + payment.amount, 0);
  // Charged back money may be deposited again.
  return planned + totals.chargedBack + totals.bonuses + bonusesToCome + more <= largestTotal;
}

function isUnsettled(status: PaymentStatus): boolean {
  return status !== 'succeeded' && status !== 'cancelled';
}

export function readTerms(
  contract: Contract,
  wanted: MilestoneInput,
  pointer: string,
  before: MilestoneTerms | null,
): MilestoneTerms | Refusal {
  const worth = readMovable(contract, wanted.amount, `${pointer}/amount`);
  if (typeof worth !== 'number') return worth;
  if (worth < minimumMilestone(contract.policy, contract.currency))
    return refuse('below_minimum_amount', `${pointer}/amount`);
  if (!fitsBooks(contract, worth - (before?.amount ?? 0))) return refuse('amount_too_large', `${pointer}/amount`);
  if (!planFits(contract, wanted, before)) {
    const detail = `The titles and deliverables of a plan may have ${planCharacters} characters together. Write less, or put the details into a file.`;
    return refuse('too_much_text', `${pointer}/description`, detail);
  }
  return {
    title: wanted.title,
    description: wanted.description ?? '',
    amount: amount(worth),
    dueOn: wanted.dueOn ?? null,
  };
}

export function difference(
  before: MilestoneTerms,
  after: MilestoneTerms,
): { before: Partial<MilestoneTerms>; after: Partial<MilestoneTerms> } {
  const changed = (['title', 'description', 'amount', 'dueOn'] as const).filter((term) => before[term] !== after[term]);
  const only = (terms: MilestoneTerms): Partial<MilestoneTerms> =>
    Object.fromEntries(changed.map((term) => [term, terms[term]]));
  return { before: only(before), after: only(after) };
}

export function definedOnly<Given extends object>(given: Given): Partial<Given> {
  return Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined)) as Partial<Given>;
}
