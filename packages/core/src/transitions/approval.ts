import type { ApprovalRequest, ApprovalSide } from '../approval-request.ts';
import { amountOf, isOpenRequest } from '../approvals.ts';
import type { Command } from '../command.ts';
import { change, type Draft, personOf, record } from '../draft.ts';
import { isFrozen, stopClock } from '../freeze.ts';
import type { MilestoneId } from '../ids.ts';
import { DAY_MS, later } from '../instant.ts';
import { approvalCharacters, sizeOf } from '../limits.ts';
import type { Amount } from '../money.ts';
import { type Refusal, refuse } from '../refusal.ts';

// Rules 47 and 63: storing a command that waits for approval, and closing its request.

/** Most closed requests on the contract; older ones are on the timeline. */
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
  const worth = amountOf(draft.contract, side, command);
  const clock = { expiresAt: approvalDays == null ? null : later(draft.occurredAt, approvalDays * DAY_MS) };
  const request: ApprovalRequest = {
    id: draft.environment.newId('approval'),
    side,
    name: command.type,
    milestoneId,
    amount: worth,
    command: withAmount(command, worth),
    askedBy,
    askedAt: draft.occurredAt,
    approvedBy: [askedBy],
    needed,
    ...(isFrozen(draft.contract) ? stopClock(clock, 'expiresAt', draft.occurredAt) : clock),
    state: 'open',
    rejectedBy: null,
    reason: null,
  };
  const open = draft.contract.approvals.filter(isOpenRequest);
  if (sizeOf([...open, request]) > approvalCharacters) {
    const detail = `Open approval requests may have ${approvalCharacters} characters together. Write less, or wait for an answer.`;
    return refuse('too_much_text', undefined, detail);
  }
  // As text, so that all of it is one word (rule 67): committed, hidden from the other side, and erasable.
  record(draft, 'approval.requested', { ...approvalData(request), request: JSON.stringify(request.command) });
  change(draft, { approvals: [...draft.contract.approvals, request] });
  return undefined;
}

/** The second operator approves the amount that they see, not the amount held by then. */
function withAmount(command: Command, worth: Amount | null): Command {
  const isOfHeld = command.type === 'operator_release' || command.type === 'operator_refund';
  return isOfHeld && worth !== null ? { ...command, amount: worth } : command;
}

export function approvalData({ id, side }: ApprovalRequest) {
  return { approvalId: id, side };
}

export function putRequest(draft: Draft, request: ApprovalRequest): void {
  change(draft, { approvals: draft.contract.approvals.map((each) => (each.id === request.id ? request : each)) });
}

/** The command is removed too: only the timeline has the words of a closed request. */
export function closeRequest(draft: Draft, request: ApprovalRequest, state: ApprovalRequest['state']): void {
  const { approvals } = draft.contract;
  const closed = approvals.map((each) => (each.id === request.id ? { ...request, state, command: null } : each));
  const kept = closed.filter((each) => !isOpenRequest(each)).slice(-closedKept);
  change(draft, { approvals: closed.filter((each) => isOpenRequest(each) || kept.includes(each)) });
}
