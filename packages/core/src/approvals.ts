import { type ApprovalRequest, type ApprovalSide, operatorApprovableCommands } from './approval-request.ts';
import type { Command } from './command.ts';
import type { Contract, Person, Side } from './contract.ts';
import { type Actor, findMilestone, sideOf } from './draft.ts';
import { costOfFunding } from './fees.ts';
import { sumOf } from './funds.ts';
import type { Instant } from './instant.ts';
import { hasRole } from './members.ts';
import { type Amount, amount, plus, zero } from './money.ts';
import { type CommandName, stepOf } from './process.ts';
import { increaseOf } from './transitions/funding.ts';

// Rules 47, 63 and 64: which commands need more than one person, who may approve them, and how many approvals are
// enough.

export function isOpenRequest({ state }: ApprovalRequest): boolean {
  return state === 'open';
}

/** The sides whose commands can need an approval. */
export function approvalSideOf(side: Side): ApprovalSide | null {
  return side === 'client' || side === 'freelancer' || side === 'operator' ? side : null;
}

/** The number of people that a command needs, including the one who gives it: 1 if no rule matches. */
export function approvalsNeeded(contract: Contract, side: Side, command: Command): number {
  const own = approvalSideOf(side);
  if (own === null) return 1;
  const worth = amountOf(contract, own, command);
  if (own === 'operator') return needsSecondOperator(contract, command, worth) ? 2 : 1;
  return contract.approvalRules[own]
    .filter((rule) => rule.command === command.type && (rule.above === undefined || (worth ?? 0) > rule.above))
    .reduce((most, rule) => Math.max(most, rule.of), 1);
}

/** Rule 47: whether it moves more than a single operator may move. */
function needsSecondOperator({ policy, currency }: Contract, { type }: Command, worth: Amount | null): boolean {
  const above = policy.operatorApprovalAbove?.[currency];
  return above !== undefined && operatorApprovableCommands.some((each) => each === type) && (worth ?? 0) > above;
}

/**
 * The amount that a command moves, for comparison with a rule's `above`: a charge with its fee, a release with its
 * bonus, a refund in full, both parts of a split. `null` for a command that moves nothing.
 *
 * @param command one that the rules do not refuse
 */
export function amountOf(contract: Contract, side: ApprovalSide, command: Command): Amount | null {
  const { milestones, carried, refundRequest, dispute, policy } = contract;
  const heldOn = (id: string | undefined) => milestones.find((each) => each.id === id)?.funds.held ?? zero;
  const pot = sumOf(carried);
  const allHeld = plus(pot, ...milestones.map(({ funds }) => funds.held));
  switch (command.type) {
    case 'fund': {
      const milestone = findMilestone(contract, command.milestoneId);
      if (milestone === undefined) return null;
      const { charged, fee } = costOfFunding(policy, increaseOf(milestone)?.amount ?? milestone.amount, pot);
      return plus(charged, fee);
    }
    case 'release':
      return amount(command.amount + (command.bonus ?? 0));
    case 'give_bonus':
      return amount(command.amount);
    case 'request_refund': {
      const fromPot = command.milestoneId === undefined || command.thenEnd === true ? pot : zero;
      return amount(command.amount ?? plus(heldOn(command.milestoneId), fromPot));
    }
    case 'agree_to_refund':
      return refundRequest === null ? null : plus(refundRequest.fromMilestone, refundRequest.fromCarried);
    case 'volunteer_refund':
    case 'operator_release':
    case 'operator_refund':
      return amount(command.amount ?? (command.milestoneId === undefined ? pot : heldOn(command.milestoneId)));
    case 'operator_end':
      return allHeld;
    case 'return_funds':
      return amount(command.amount);
    case 'bear_return':
      return parkedOf(contract, command.returnId);
    case 'decide_dispute':
      return dispute === null ? null : plus(dispute.fromMilestone, dispute.fromCarried);
    case 'end':
      return side === 'client' ? amount(command.pay ?? 0) : allHeld;
    default:
      return null;
  }
}

function parkedOf({ returns }: Contract, id: string): Amount {
  const parts = returns.find((each) => each.id === id)?.parts ?? [];
  return plus(...parts.filter(({ state }) => state === 'parked').map((part) => part.amount));
}

/** Whether the person may approve requests of this side. */
export function mayApprove(contract: Contract, side: ApprovalSide, name: CommandName, personId: string): boolean {
  // Any operator who does not take part in the contract. The marketplace's server decides who is an operator.
  if (side === 'operator')
    return sideOf(contract, { person: { id: personId, name: '' }, operator: true }) === 'operator';
  const { role } = stepOf(name);
  const member = contract.members[side].find(({ id }) => id === personId);
  return member !== undefined && (role === undefined || hasRole(member, role));
}

/** The members who may still approve the request. */
export function approversOf(contract: Contract, { side, name, approvedBy }: ApprovalRequest): readonly Person[] {
  // Workroom has no list of the marketplace's staff: operators find requests in their queue.
  if (side === 'operator') return [];
  return contract.members[side].filter(
    ({ id }) => mayApprove(contract, side, name, id) && approvedBy.every((person) => person.id !== id),
  );
}

/** Whether enough people who may still approve have done so: the rules may have become stricter since the request. */
export function isApproved(contract: Contract, request: ApprovalRequest): boolean {
  const { side, name, command, approvedBy, needed } = request;
  const counted = approvedBy.filter(({ id }) => mayApprove(contract, side, name, id)).length;
  const neededNow = command === null ? needed : approvalsNeeded(contract, side, command);
  return counted >= Math.max(needed, neededNow);
}

/** The request with one more approval. */
export function approvedAlsoBy(request: ApprovalRequest, { id, name }: Person): ApprovalRequest {
  return { ...request, approvedBy: [...request.approvedBy, { id, name }] };
}

/** The one who asked, under their current name. They are the actor of the executed command. */
export function askerOf(contract: Contract, { side, askedBy }: ApprovalRequest): Actor {
  if (side === 'operator') return { person: askedBy, operator: true };
  const { id, name } = contract.members[side].find((member) => member.id === askedBy.id) ?? askedBy;
  return { person: { id, name } };
}

/** If this command is the last approval: the command that it executes, and its actor. Otherwise `null`. */
export function effectOfApproval(
  contract: Contract,
  command: Command,
  actor: Actor,
): { readonly command: Command; readonly actor: Actor } | null {
  if (command.type !== 'approve' || typeof actor !== 'object') return null;
  const request = contract.approvals.find(({ id }) => id === command.approvalId);
  if (request === undefined || request.command === null || request.side !== sideOf(contract, actor)) return null;
  if (!isApproved(contract, approvedAlsoBy(request, actor.person))) return null;
  return { command: request.command, actor: askerOf(contract, request) };
}

/** The open request that blocks another one: only one is allowed per side, command and milestone. */
export function openRequestFor(
  { approvals }: Contract,
  side: Side,
  name: CommandName,
  milestoneId: string | null,
): ApprovalRequest | undefined {
  const { on } = stepOf(name);
  return approvals.find(
    (each) =>
      isOpenRequest(each) &&
      each.side === side &&
      each.name === name &&
      (on === 'contract' || each.milestoneId === milestoneId),
  );
}

/** The deadline that still runs on the milestone of a request (rule 63). */
export interface Silence {
  readonly outcome: 'release' | 'refund';
  readonly at: Instant;
}

export function silenceOn({ refundRequest, milestones }: Contract, request: ApprovalRequest): Silence | null {
  const { milestoneId } = request;
  if (refundRequest !== null && (milestoneId === null || refundRequest.milestoneId === milestoneId))
    return silence('refund', refundRequest.answerBy);
  const inReview = milestones.find(
    (each) => each.state === 'submitted' && (milestoneId === null || each.id === milestoneId),
  );
  return inReview?.state === 'submitted' ? silence('release', inReview.review.endsAt) : null;
}

/** `null` while a freeze has stopped the clock (rule 45). */
function silence(outcome: Silence['outcome'], at: Instant | null): Silence | null {
  return at === null ? null : { outcome, at };
}
