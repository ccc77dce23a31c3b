import type { Situation } from './command.ts';
import type { Contract } from './contract.ts';
import { contractNow } from './deadlines.ts';
import { type Actor, personIdOf, sideOf } from './draft.ts';
import { closedNow, guard, isFrom, subjectsOf } from './guards.ts';
import type { ApprovalId, MilestoneId, PaymentId, ProposalId, ReturnId } from './ids.ts';
import type { Instant } from './instant.ts';
import { isFinished } from './milestones.ts';
import { type CommandName, commandNames, stepOf } from './process.ts';
import type { Refusal } from './refusal.ts';
import { proposalsOpenTo } from './transitions/proposal.ts';
import { refusedOnApproval } from './try-command.ts';

/** A command that a person may give now, or the reason why they may not. */
export interface Action {
  readonly name: CommandName;
  readonly milestoneId: MilestoneId | null;
  readonly paymentId: PaymentId | null;
  readonly proposalId: ProposalId | null;
  readonly approvalId: ApprovalId | null;
  readonly returnId: ReturnId | null;
  readonly closed: Refusal | null;
}

/**
 * Lists what the actor may do on this contract now, using the same table and guards as `decide`. A command that does
 * not apply in the current state (submit on a paid milestone) is left out. A command that something else blocks (fund,
 * while another milestone is funded), or that the member has no role for, is listed as unavailable.
 *
 * @param contract with its deadlines applied as of `now`
 */
export function actionsFor(contract: Contract, actor: Actor, now: Instant): readonly Action[] {
  const side = sideOf(contract, actor);
  if (side === null || side === 'system') return [];
  const at = contractNow(contract, now);
  const who = { contract, side, personId: personIdOf(actor), now: at };
  return commandNames.flatMap((name) => actionsNamed(name, who));
}

type Who = Pick<Situation, 'contract' | 'side' | 'personId' | 'now'>;

function actionsNamed(name: CommandName, who: Who): readonly Action[] {
  const { contract, side } = who;
  const step = stepOf(name);
  if (!step.who.includes(side) || !step.contract.includes(contract.status)) return [];
  const openTo = step.by === undefined ? null : proposalsOpenTo(contract, side, step.by);
  return subjectsOf(name, contract).flatMap((subject): readonly Action[] => {
    const { milestone, proposal, payment, approval, returned } = subject;
    // A side sees only the requests of its own members.
    if (approval !== null && approval.side !== side) return [];
    if (step.on === 'milestone' && milestone !== null && (isFinished(milestone) || !isFrom(step, milestone))) return [];
    if (openTo !== null && proposal !== null && !openTo.includes(proposal)) return [];
    const situation = { ...who, ...subject };
    // A contract can have many payments. Only those that can be acted on are listed.
    if (payment !== null && closedNow(name, situation) !== undefined) return [];
    const closed = guard(name, situation) ?? refusedByRequest(name, situation) ?? null;
    const milestoneId = payment === null ? (milestone?.id ?? null) : payment.milestoneId;
    const ids = {
      paymentId: payment?.id ?? null,
      proposalId: proposal?.id ?? null,
      approvalId: approval?.id ?? null,
      returnId: returned?.id ?? null,
    };
    return [{ name, milestoneId, ...ids, closed }];
  });
}

/** The last approval executes the command, so it is unavailable as long as the command is. */
function refusedByRequest(name: CommandName, { contract, approval, personId, now }: Situation): Refusal | undefined {
  if (name !== 'approve' || approval === null || personId === null) return undefined;
  return refusedOnApproval(contract, approval, { id: personId, name: '' }, now);
}
