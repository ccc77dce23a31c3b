import type { ApprovalRequest } from './approval-request.ts';
import { approvedAlsoBy, askerOf, isApproved, isOpenRequest, mayApprove } from './approvals.ts';
import type { Command } from './command.ts';
import { commandRules } from './commands/index.ts';
import type { CommandRules } from './commands/rules.ts';
import type { Contract, Person } from './contract.ts';
import {
  type Actor,
  type Draft,
  type Environment,
  eventActor,
  openDraft,
  personIdOf,
  record,
  sideOf,
} from './draft.ts';
import { guard } from './guards.ts';
import { type ApprovalId, type Id, type IdKind, idPrefixes, type PaymentId } from './ids.ts';
import type { Instant } from './instant.ts';
import { isFinished } from './milestones.ts';
import { zero } from './money.ts';
import { isRefusal, type Refusal, type RefusalCode, refuse } from './refusal.ts';
import { subjectOf } from './subjects.ts';
import { approvalData, closeRequest } from './transitions/approval.ts';

/**
 * Runs a command's guards and rules on a contract. Returns the draft of the result and stores nothing.
 *
 * @param approvalId the request that this executes
 */
export function tryCommand(
  contract: Contract,
  command: Command,
  actor: Actor,
  environment: Environment,
  approvalId: ApprovalId | null = null,
  unsent: ReadonlySet<PaymentId> = new Set(),
): Draft | Refusal {
  const side = sideOf(contract, actor);
  if (side === null) return refuse('not_found');
  const subject = subjectOf(contract, command);
  if (subject === undefined) return refuse('not_found', undefined, 'There is no such milestone on this contract.');
  const situation = { contract, side, personId: personIdOf(actor), now: environment.now, ...subject };
  const closed = guard(command.type, situation);
  if (closed !== undefined) return closed;
  const draft = openDraft(contract, eventActor(actor, side), environment, approvalId, unsent);
  // The table of rules is keyed by the command's name, which TypeScript cannot follow through the union.
  const rules = commandRules[command.type] as CommandRules<typeof command.type>;
  return rules.run(draft, command as never) ?? draft;
}

/** Why this person's approval would be refused: it would be the last, and the command is not possible. */
export function refusedOnApproval(
  contract: Contract,
  request: ApprovalRequest,
  person: Person,
  now: Instant,
): Refusal | undefined {
  if (!isApproved(contract, approvedAlsoBy(request, person))) return undefined;
  return refusedNow(contract, request, now);
}

/** Why the requested command is not possible right now. */
function refusedNow(contract: Contract, request: ApprovalRequest, now: Instant): Refusal | undefined {
  if (request.command === null) return refuse('approval_not_open');
  const newId = <Kind extends IdKind>(kind: Kind): Id<Kind> => `${idPrefixes[kind]}_0`;
  const environment: Environment = { now, newId, commandId: newId('command'), salt: '', minimumCharge: zero };
  const without = { ...contract, approvals: contract.approvals.filter(({ id }) => id !== request.id) };
  const tried = tryCommand(without, request.command, askerOf(contract, request), environment);
  return isRefusal(tried) ? tried : undefined;
}

/** Closes open requests whose command can never be executed after the changes of the draft. */
export function voidImpossible(draft: Draft, before: Contract): void {
  const { contract } = draft;
  for (const request of contract.approvals) {
    if (!isOpenRequest(request)) continue;
    if (request.command !== null && isSameFor(contract, before)) continue;
    if (!isImpossible(contract, request, draft.occurredAt)) continue;
    record(draft, 'approval.voided', approvalData(request), { side: 'system' });
    closeRequest(draft, request, 'void');
  }
}

/** Whether nothing has changed that could make a command impossible. */
function isSameFor(contract: Contract, before: Contract): boolean {
  return (
    ['milestones', 'carried', 'status', 'refundRequest', 'dispute', 'proposals', 'members', 'mediator'] as const
  ).every((part) => contract[part] === before[part]);
}

/** Permanent obstacles only; a payment in progress or missing money may be temporary. */
const forGood: ReadonlySet<RefusalCode> = new Set<RefusalCode>([
  'not_found',
  'forbidden_for_role',
  'offer_already_answered',
  'refund_request_not_open',
  'no_dispute_open',
  'proposal_not_open',
  'proposal_outdated',
  'review_period_over',
]);

function isImpossible(contract: Contract, request: ApprovalRequest, now: Instant): boolean {
  const { side, name, askedBy, milestoneId, command } = request;
  if (command === null || !mayApprove(contract, side, name, askedBy.id)) return true;
  const refused = refusedNow(contract, request, now);
  if (refused === undefined) return false;
  const milestone = contract.milestones.find(({ id }) => id === milestoneId);
  const isOver = contract.status !== 'offered' && contract.status !== 'active' && contract.status !== 'ending';
  return isOver || (milestone !== undefined && isFinished(milestone)) || forGood.has(refused.refused);
}
