import type { ApprovalRequest, ApprovalSide } from '../approval-request.ts';
import { amountOf, isOpenRequest } from '../approvals.ts';
import type { Command } from '../command.ts';
import { change, type Draft, personOf, record } from '../draft.ts';
import type { MilestoneId } from '../ids.ts';
import { DAY_MS, later } from '../instant.ts';
import { approvalCharacters, sizeOf } from '../limits.ts';
import { type Refusal, refuse } from '../refusal.ts';

// Rule 63: a command that waits for an approval is stored whole, and closed in one of several ways.

/** Closed requests that stay on the contract; older ones stand on the timeline. */
const closedKept = 10;

/** Stores a command of the draft's actor until enough people approve it. */
export function openRequest(
  draft: Draft,
  side: ApprovalSide,
  command: Command,
  { milestoneId, needed }: { readonly milestoneId: MilestoneId | null; readonly needed: number },
): Refusal | undefined {
  const { approvalDays } = draft.contract.policy;
  const askedBy = personOf(draft);
  const request: ApprovalRequest = {
    id: draft.environment.newId('approval'),
    side,
    name: command.type,
    milestoneId,
    amount: amountOf(draft.contract, side, command),
    command,
    askedBy,
    askedAt: draft.occurredAt,
    approvedBy: [askedBy],
    needed,
    expiresAt: approvalDays == null ? null : later(draft.occurredAt, approvalDays * DAY_MS),
    state: 'open',
    rejectedBy: null,
    reason: null,
  };
  const open = draft.contract.approvals.filter(isOpenRequest);
  if (sizeOf([...open, request]) > approvalCharacters) {
    const detail = `Open approval requests may have ${approvalCharacters} characters together. Write less, or wait for an answer.`;
    return refuse('too_much_text', undefined, detail);
  }
  // As text, so that all of it is one word (rule 67): committed, not shown to the other side, and erasable.
  record(draft, 'approval.requested', { ...approvalData(request), request: JSON.stringify(command) });
  change(draft, { approvals: [...draft.contract.approvals, request] });
  return undefined;
}

export function approvalData({ id, side }: ApprovalRequest) {
  return { approvalId: id, side };
}

export function putRequest(draft: Draft, request: ApprovalRequest): void {
  change(draft, { approvals: draft.contract.approvals.map((each) => (each.id === request.id ? request : each)) });
}

/** What was asked goes with it: the words of a closed request stand on the timeline alone. */
export function closeRequest(draft: Draft, request: ApprovalRequest, state: ApprovalRequest['state']): void {
  const { approvals } = draft.contract;
  const closed = approvals.map((each) => (each.id === request.id ? { ...request, state, command: null } : each));
  const kept = closed.filter((each) => !isOpenRequest(each)).slice(-closedKept);
  change(draft, { approvals: closed.filter((each) => isOpenRequest(each) || kept.includes(each)) });
}
