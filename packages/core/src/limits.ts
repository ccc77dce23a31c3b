import type { Contract, Milestone, Payment, Statement } from './contract.ts';
import { change, type Draft } from './draft.ts';
import { isFinished } from './milestones.ts';
import { type Refusal, refuse } from './refusal.ts';

// Every command loads the whole contract and answers with it, so the text on it is limited. Older text stays on the
// timeline.

/** Characters that the titles and deliverables of all milestones may have together. */
export const planCharacters = 250_000;
/** Characters that open proposals may have together, as JSON; answered ones stay within as many. */
export const proposalCharacters = 100_000;
/** Characters that one side, or the mediator, may state in a dispute, as JSON with the files named. */
export const statementCharacters = 50_000;
/** Characters that open approval requests may have together, as JSON. */
export const approvalCharacters = 100_000;
/** Characters of submissions and change requests that finished milestones keep, as JSON; the oldest go first. */
export const finishedWorkCharacters = 100_000;
/** Payments of one kind that may wait or stand declined at once. */
export const mostOpenPayments = 50;

export function sizeOf(value: unknown): number {
  return JSON.stringify(value).length;
}

/** @param terms what a milestone is to say, and `before` what it says now */
export function planFits(
  { milestones }: Contract,
  terms: { readonly title: string; readonly description?: string | undefined },
  before: Pick<Milestone, 'title' | 'description'> | null,
): boolean {
  const length = ({ title, description = '' }: typeof terms) => title.length + description.length;
  const planned = milestones.reduce((sum, milestone) => sum + length(milestone), 0);
  return planned + length(terms) - (before === null ? 0 : length(before)) <= planCharacters;
}

/** @param statement what is to be added to those of the same side */
export function statementFits({ members, dispute }: Contract, statement: Statement): boolean {
  const sideOf = ({ by }: Statement) =>
    (['client', 'freelancer'] as const).find((side) => members[side].some(({ id }) => id === by.id)) ?? 'mediator';
  const ofSide = dispute?.statements.filter((each) => sideOf(each) === sideOf(statement)) ?? [];
  return sizeOf([...ofSide, statement]) <= statementCharacters;
}

/** Why no further payment of this kind can be asked for now. */
export function tooManyOpen(
  contract: Contract,
  kind: Payment['kind'],
  purpose: Payment['purpose'],
): Refusal | undefined {
  const open = contract.payments.filter(
    (payment) =>
      payment.kind === kind &&
      payment.purpose === purpose &&
      payment.status !== 'succeeded' &&
      payment.status !== 'cancelled',
  );
  return open.length < mostOpenPayments
    ? undefined
    : refuse(
        'payment_in_progress',
        undefined,
        `${mostOpenPayments} such payments have not succeeded yet. Wait for them, or cancel those that were declined.`,
      );
}

/** Finished milestones keep the newest work; what does not fit is left to the timeline. */
export function forgetOldWork(draft: Draft, before: Contract): void {
  const { milestones } = draft.contract;
  if (milestones === before.milestones) return;
  const stateBefore = new Map(before.milestones.map((milestone) => [milestone.id, milestone.state]));
  if (!milestones.some((each) => isFinished(each) && each.state !== stateBefore.get(each.id))) return;
  const worked = milestones
    .filter(
      (each) =>
        isFinished(each) && each.state !== 'charged_back' && (each.submission !== null || each.changeRequest !== null),
    )
    .sort((first, second) => workedAt(second) - workedAt(first));
  let left = finishedWorkCharacters;
  const forgotten = new Set<Milestone['id']>();
  for (const { id, submission, changeRequest } of worked) {
    left -= sizeOf([submission, changeRequest]);
    if (left < 0) forgotten.add(id);
  }
  if (forgotten.size === 0) return;
  change(draft, {
    milestones: milestones.map((each) =>
      forgotten.has(each.id) ? { ...each, submission: null, changeRequest: null } : each,
    ),
  });
}

function workedAt({ submission, changeRequest }: Milestone): number {
  return Math.max(submission?.submittedAt ?? 0, changeRequest?.requestedAt ?? 0);
}
