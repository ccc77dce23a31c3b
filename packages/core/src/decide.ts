import { approvalSideOf, approvalsNeeded, askerOf } from './approvals.ts';
import type { Command, CreateContract } from './command.ts';
import type { Contract } from './contract.ts';
import { applyDueDeadlines, atContractTime } from './deadlines.ts';
import {
  type Actor,
  closeDraft,
  type Decision,
  type Draft,
  type Environment,
  findPayment,
  nameAnew,
  openDraft,
  record,
} from './draft.ts';
import type { EventActor } from './events/event.ts';
import type { ApprovalId, PaymentId } from './ids.ts';
import { assertInvariants } from './invariants.ts';
import { forgetOldWork } from './limits.ts';
import { withoutAvatar } from './members.ts';
import { zero } from './money.ts';
import { assertStep } from './process-check.ts';
import { assertHolds, isRefusal, type Refusal, refuse } from './refusal.ts';
import { subjectOf } from './subjects.ts';
import { openRequest } from './transitions/approval.ts';
import { addMilestone } from './transitions/plan.ts';
import { closeOutdated } from './transitions/proposal.ts';
import { tryCommand, voidImpossible } from './try-command.ts';

/**
 * Decides one command on one contract. The decision contains the next contract, the events, the ledger movements and
 * the payment operations. Pure and total: every command in every state is decided, or refused with a code.
 *
 * It applies passed deadlines first, as part of the decision. A refused command applies none, so callers that store
 * contracts must commit `applyDeadlines` before they decide.
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
  const unsent = newPayments(contract, applied);
  const decision = decideUpToDate(applied?.contract ?? contract, command, actor, environment, null, unsent);
  if (isRefusal(decision)) return decision;
  return applied === null ? decision : joined(applied, decision);
}

/** Applies passed deadlines and checks the decision like any other; returns `null` if there was none. */
export function applyDeadlines(contract: Contract, environment: Environment): Decision | null {
  const applied = applyDueDeadlines(contract, environment);
  if (applied !== null) assertInvariants(contract, applied);
  return applied;
}

/** Creates a contract, offered or active, with its first milestones. Only the marketplace's server may do it. */
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
    client: withoutAvatar(input.client),
    freelancer: withoutAvatar(input.freelancer),
    members: { client: [input.client], freelancer: [input.freelancer] },
    mediator: null,
    milestones: [],
    carried: [],
    sources: [],
    totals: { deposited: zero, released: zero, refunded: zero, chargedBack: zero, bonuses: zero, returned: zero },
    proposals: [],
    refundRequest: null,
    dispute: null,
    approvalRules: { client: [], freelancer: [] },
    approvals: [],
    freezes: [],
    chargebacks: [],
    differences: [],
    payments: [],
    payouts: [],
    returns: [],
    policy: input.policy,
    documents: 0,
    createdAt: now,
    updatedAt: now,
    endedAt: null,
  };
  const draft = openDraft(empty, { side: 'server' }, environment);
  const { title, status, currency, policy } = input;
  const { client, freelancer } = empty;
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
  approvalId: ApprovalId | null = null,
  unsent: ReadonlySet<PaymentId> = new Set(),
): Decision | Refusal {
  const at = atContractTime(contract, environment);
  const draft = tryCommand(contract, command, actor, at, approvalId, unsent);
  if (isRefusal(draft)) return draft;
  const needed = approvalId === null ? approvalsNeeded(contract, draft.by.side, command) : 1;
  if (needed > 1) return askForApproval(contract, command, draft.by, at, needed);
  finish(draft, contract);
  const decision = closeDraft(draft);
  assertStep(contract, command, decision);
  assertInvariants(contract, decision);
  return command.type === 'approve' ? withEffect(contract, decision, command.approvalId, environment) : decision;
}

/** Rule 63: the command is allowed, but waits as a request for approval. */
function askForApproval(
  contract: Contract,
  command: Command,
  by: EventActor,
  environment: Environment,
  needed: number,
): Decision | Refusal {
  const draft = openDraft(contract, by, environment);
  const side = approvalSideOf(by.side);
  assertHolds(side !== null, 'a side asks for an approval');
  const milestoneId = subjectOf(contract, command)?.milestone?.id ?? null;
  const refused = openRequest(draft, side, command, { milestoneId, needed });
  if (refused !== undefined) return refused;
  finish(draft, contract);
  const decision = closeDraft(draft);
  assertHolds(decision.movements.length + decision.payments.length === 0, 'a request moves nothing');
  assertInvariants(contract, decision);
  return decision;
}

/** The last approval, followed by the requested command, decided again in the name of the one who asked. */
function withEffect(
  before: Contract,
  approved: Decision,
  approvalId: ApprovalId,
  environment: Environment,
): Decision | Refusal {
  const request = before.approvals.find(({ id }) => id === approvalId);
  const isDone = approved.contract.approvals.some(({ id, state }) => id === approvalId && state === 'done');
  if (!isDone || request === undefined) return approved;
  if (request.command === null) return refuse('approval_not_open');
  const asker = askerOf(approved.contract, request);
  const effect = decideUpToDate(approved.contract, request.command, asker, environment, approvalId);
  return isRefusal(effect) ? effect : joined(approved, effect);
}

function finish(draft: Draft, before: Contract): void {
  closeOutdated(draft, before);
  voidImpossible(draft, before);
  forgetOldWork(draft, before);
  if (draft.events.length > 0) nameAnew(draft);
}

function newPayments(before: Contract, applied: Decision | null): ReadonlySet<PaymentId> {
  const ids = applied?.payments.map(({ id }) => id) ?? [];
  const wasSent = (id: PaymentId) => ![undefined, 'waiting'].includes(findPayment(before, id)?.status);
  return new Set(ids.filter((id) => !wasSent(id)));
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
