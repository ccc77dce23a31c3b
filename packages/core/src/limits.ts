import type { Contract, Milestone } from './contract.ts';
import type { Statement } from './dispute-record.ts';
import { change, type Draft } from './draft.ts';
import { isFinished } from './milestones.ts';
import type { Payment } from './payment-record.ts';
import { type Refusal, refuse } from './refusal.ts';

// Every command loads and returns the whole contract, so the text on it is limited. Older text stays on the timeline.

/** Most characters of the titles and deliverables of all milestones together. */
export const planCharacters = 250_000;
/** Most characters of all open proposals together, as JSON; the same limit applies to answered ones. */
export const proposalCharacters = 100_000;
/** Most characters of the statements of one side or the mediator in a dispute, as JSON with file names. */
export const statementCharacters = 50_000;
/** Most characters of all open approval requests together, as JSON. */
export const approvalCharacters = 100_000;
/**
 * Most characters of submissions and change requests that finished milestones keep, as JSON; the oldest are dropped
 * first.
 */
export const finishedWorkCharacters = 100_000;
/** Most payments of one kind that may be waiting or declined at once. */
export const mostOpenPayments = 50;

export function sizeOf(value: unknown): number {
  return JSON.stringify(value).length;
}

/** @param terms the new terms of a milestone; `before` are its current terms */
export function planFits(
  { milestones }: Contract,
  terms: { readonly title: string; readonly description?: string | undefined },
  before: Pick<Milestone, 'title' | 'description'> | null,
): boolean {
  const length = ({ title, description = '' }: typeof terms) => title.length + description.length;
  const planned = milestones.reduce((sum, milestone) => sum + length(milestone), 0);
  return planned + length(terms) - (before === null ? 0 : length(before)) <= planCharacters;
}

/** @param statement the statement to add to those of the same side */
export function statementFits({ members, dispute }: Contract, statement: Statement): boolean {
  const sideOf = ({ by }: Statement) =>
    (['client', 'freelancer'] as const).find((side) => members[side].some(({ id }) => id === by.id)) ?? 'mediator';
  const ofSide = dispute?.statements.filter((each) => sideOf(each) === sideOf(statement)) ?? [];
  return sizeOf([...ofSide, statement]) <= statementCharacters;
}

/** Why no further payment of this kind can be requested now. */
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

/** Finished milestones keep the newest work; only the timeline has the rest. */
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
