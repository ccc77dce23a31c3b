import { commandRules } from './commands/index.ts';
import type { Contract, Milestone, Side } from './contract.ts';
import { contractNow } from './deadlines.ts';
import { type Actor, sideOf } from './draft.ts';
import { guard, isFinished } from './guard.ts';
import type { MilestoneId, PaymentId, ProposalId } from './ids.ts';
import type { Instant } from './instant.ts';
import { type CommandName, processTable, stepOf } from './process.ts';
import type { Refusal } from './refusal.ts';
import { cannotCancel, cannotRetry } from './transitions/charge.ts';
import { blocked, proposalsOpenTo } from './transitions/proposal.ts';

/** A command that stands before a person now: open, or closed with the reason. */
export interface Action {
  readonly name: CommandName;
  readonly milestoneId: MilestoneId | null;
  readonly paymentId: PaymentId | null;
  readonly proposalId: ProposalId | null;
  readonly closed: Refusal | null;
}

/**
 * What the actor may do on this contract now, from the same table and rules that `decide` refuses by.
 * A command that makes no sense in the present state (submit on a paid milestone) is left out; one that
 * something else stands in the way of (fund, while another milestone is funded) is listed as closed.
 *
 * @param contract with its deadlines settled as of `now`
 */
export function actionsFor(contract: Contract, actor: Actor, now: Instant): readonly Action[] {
  const side = sideOf(contract, actor);
  if (side === null || side === 'system') return [];
  const at = contractNow(contract, now);
  return commandNames.flatMap((name) => actionsNamed(name, contract, side, at));
}

const commandNames = Object.keys(processTable) as readonly CommandName[];

function actionsNamed(name: CommandName, contract: Contract, side: Side, now: Instant): readonly Action[] {
  const { on, who, from, contract: statuses } = stepOf(name);
  if (!who.includes(side) || !statuses.includes(contract.status)) return [];
  switch (on) {
    case 'contract':
      return [action(contract, side, now, name, null)];
    case 'milestone':
      return contract.milestones
        .filter((milestone) => !isFinished(milestone) && from?.includes(milestone.state))
        .filter((milestone) => commandRules[name].concerns?.(milestone) ?? true)
        .map((milestone) => action(contract, side, now, name, milestone));
    case 'refund_request':
    case 'dispute': {
      const open = on === 'dispute' ? contract.dispute : contract.refundRequest;
      return open === null ? [] : [{ ...action(contract, side, now, name, null), milestoneId: open.milestoneId }];
    }
    case 'proposal':
      return proposalActions(contract, side, now, name);
    case 'payment':
      return paymentActions(contract, side, name);
  }
}

function action(contract: Contract, side: Side, now: Instant, name: CommandName, milestone: Milestone | null): Action {
  const situation = { contract, side, now, milestone };
  const closed = guard(name, situation) ?? commandRules[name].closed?.(situation) ?? null;
  return { name, milestoneId: milestone?.id ?? null, paymentId: null, proposalId: null, closed };
}

/** Each open proposal stands before one side to be answered, and before the other to be withdrawn. */
function proposalActions(contract: Contract, side: Side, now: Instant, name: CommandName): readonly Action[] {
  return proposalsOpenTo(contract, side, name === 'withdraw_proposal' ? 'proposer' : 'other').map((proposal) => ({
    name,
    milestoneId: null,
    paymentId: null,
    proposalId: proposal.id,
    closed: name === 'accept_proposal' ? (blocked(contract, proposal, now) ?? null) : null,
  }));
}

/** Payments can be many; only those that something can be done about are listed. */
function paymentActions(contract: Contract, side: Side, name: CommandName): readonly Action[] {
  const closed = { retry_payment: cannotRetry, cancel_payment: cannotCancel, settle_payment: undefined }[
    name as string
  ];
  if (closed === undefined) return [];
  return contract.payments
    .filter((payment) => closed(contract, side, payment) === undefined)
    .map((payment) => ({
      name,
      milestoneId: payment.milestoneId,
      paymentId: payment.id,
      proposalId: null,
      closed: null,
    }));
}
