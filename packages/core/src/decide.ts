import type { Command, CreateContract, SubjectOf } from './command.ts';
import { commandRules } from './commands/index.ts';
import type { CommandRules } from './commands/rules.ts';
import type { Contract, Milestone, Payment } from './contract.ts';
import { applyDueDeadlines, atContractTime } from './deadlines.ts';
import {
  type Actor,
  closeDraft,
  type Decision,
  type Environment,
  eventActor,
  findMilestone,
  findPayment,
  nameAnew,
  openDraft,
  personIdOf,
  record,
  sideOf,
} from './draft.ts';
import { guard } from './guards.ts';
import { assertInvariants } from './invariants.ts';
import { forgetOldWork } from './limits.ts';
import { zero } from './money.ts';
import { stepOf } from './process.ts';
import { assertStep } from './process-check.ts';
import { isRefusal, type Refusal, refuse } from './refusal.ts';
import { addMilestone } from './transitions/plan.ts';
import { closeOutdated } from './transitions/proposal.ts';

/**
 * Decides one command on one contract. The decision holds the next contract, the events, the ledger movements and the
 * payment operations. Pure and total: every command in every state is decided, or refused with a code.
 *
 * Deadlines that are due are applied first and are part of the decision. A refused command applies none, so callers
 * that store contracts must commit `applyDeadlines` before they decide.
 *
 * @throws InvariantBroken when the decision would break a rule that must always hold: a bug
 */
export function decide(
  contract: Contract,
  command: Command,
  actor: Actor,
  environment: Environment,
): Decision | Refusal {
  const applied = applyDeadlines(contract, environment);
  const decision = decideUpToDate(applied?.contract ?? contract, command, actor, environment);
  if (isRefusal(decision)) return decision;
  return applied === null ? decision : joined(applied, decision);
}

/** Applies the deadlines that are due and checks the decision like any other; `null` when none was due. */
export function applyDeadlines(contract: Contract, environment: Environment): Decision | null {
  const applied = applyDueDeadlines(contract, environment);
  if (applied !== null) assertInvariants(contract, applied);
  return applied;
}

/** Makes a contract, offered or active at once, with its first milestones. Only the marketplace's server may. */
export function createContract(input: CreateContract, environment: Environment): Decision | Refusal {
  if (input.client.id === input.freelancer.id) {
    return refuse('forbidden_for_role', '/freelancer/id', 'Nobody can be both sides of one contract. Name two people.');
  }
  const { now } = environment;
  const empty: Contract = {
    id: input.id,
    seq: 0,
    version: 0,
    title: input.title,
    metadata: input.metadata,
    currency: input.currency,
    status: input.status,
    client: input.client,
    freelancer: input.freelancer,
    members: { client: [input.client], freelancer: [input.freelancer] },
    mediator: null,
    milestones: [],
    carried: [],
    sources: [],
    totals: { deposited: zero, released: zero, refunded: zero, bonuses: zero },
    proposals: [],
    refundRequest: null,
    dispute: null,
    payments: [],
    policy: input.policy,
    createdAt: now,
    updatedAt: now,
    endedAt: null,
  };
  const draft = openDraft(empty, { side: 'server' }, environment);
  const { title, status, currency, client, freelancer, policy } = input;
  const milestones = input.milestones.length;
  record(draft, 'contract.created', { title, status, milestones, currency, client, freelancer, policy });
  for (const [index, wanted] of input.milestones.entries()) {
    const added = addMilestone(draft, wanted, `/milestones/${index}`);
    if (isRefusal(added)) return added;
  }
  const decision = closeDraft(draft);
  assertInvariants(null, decision);
  return decision;
}

function decideUpToDate(
  contract: Contract,
  command: Command,
  actor: Actor,
  environment: Environment,
): Decision | Refusal {
  const side = sideOf(contract, actor);
  if (side === null) return refuse('not_found');
  const subject = subjectOf(contract, command);
  if (subject === undefined) return refuse('not_found', undefined, 'There is no such milestone on this contract.');
  const at = atContractTime(contract, environment);
  const closed = guard(command.type, { contract, side, personId: personIdOf(actor), now: at.now, ...subject });
  if (closed !== undefined) return closed;

  const draft = openDraft(contract, eventActor(actor, side), at);
  // The table of rules is keyed by the command's own name, which is more than TypeScript can follow through the union.
  const rules = commandRules[command.type] as CommandRules<typeof command.type>;
  const refused = rules.run(draft, command as never);
  if (refused !== undefined) return refused;
  closeOutdated(draft, contract);
  forgetOldWork(draft, contract);
  if (draft.events.length > 0) nameAnew(draft);
  const decision = closeDraft(draft);
  assertStep(contract, command, decision);
  assertInvariants(contract, decision);
  return decision;
}

/** What a command is about; `undefined` when it names a milestone that is not there. */
function subjectOf(contract: Contract, command: Command): SubjectOf | undefined {
  const { on } = stepOf(command.type);
  const proposal = 'proposalId' in command ? contract.proposals.find(({ id }) => id === command.proposalId) : null;
  const payment = 'paymentId' in command ? findPayment(contract, command.paymentId) : null;
  const id = milestoneIdOf(contract, command, payment ?? null);
  const milestone = id === null ? null : findMilestone(contract, id);
  // Where a milestone is a value of a command on the contract, the command's own rules point at it.
  if (milestone === undefined && on === 'milestone') return undefined;
  return { milestone: milestone ?? null, proposal: proposal ?? null, payment: payment ?? null };
}

function milestoneIdOf(contract: Contract, command: Command, payment: Payment | null): Milestone['id'] | null {
  switch (stepOf(command.type).on) {
    case 'refund_request':
      return contract.refundRequest?.milestoneId ?? null;
    case 'dispute':
      return contract.dispute?.milestoneId ?? null;
    case 'payment':
      return payment?.milestoneId ?? null;
    default:
      return 'milestoneId' in command ? (command.milestoneId ?? null) : null;
  }
}

function joined(first: Decision, second: Decision): Decision {
  const payments = new Map([...first.payments, ...second.payments].map((payment) => [payment.id, payment]));
  return {
    contract: second.contract,
    events: [...first.events, ...second.events],
    movements: [...first.movements, ...second.movements],
    payments: [...payments.values()],
    salt: second.salt,
  };
}
