import {
  type Actor,
  type Command,
  type Contract,
  type ContractId,
  decide,
  effectOfApproval,
  type Instant,
  isRefusal,
  type PaymentId,
  sideOf,
} from '@workroom/core';
import { type LeasedPayment, leasedPayments, unsureOf } from '../payments/schedule.ts';
import { Problem } from '../problem.ts';
import type { IdempotencyKey, StoredContract } from '../store/store.ts';
import { applyToStored, commitOne, readContract, type UpToDate } from './apply-deadlines.ts';
import { assertAuthorized } from './authorize.ts';
import { type Attempted, type CommandContext, environmentOf, newAttempted } from './context.ts';
import { refusePayoutAccount } from './payout-account.ts';
import { refuseReturnPeriod } from './return-period.ts';
import { maxTries } from './tries.ts';

export interface CommandRequest {
  readonly contractId: ContractId;
  /**
   * A function is called only if the idempotency key is new: a repeat is answered even if the objects of the command no
   * longer exist.
   */
  readonly command: Command | (() => Promise<Command>);
  readonly actor: Actor;
  /** The version that the caller saw; see `Precondition`. */
  readonly precondition: Precondition | null;
  /** The contract's last event when the command was derived; `conflict` if there are newer events. */
  readonly seq?: number;
  readonly idempotency: (IdempotencyKey & { readonly bodyHash: string; readonly status: number }) | null;
  /** Settled payments that are needed besides the open and the latest ones. */
  readonly payments?: readonly PaymentId[];
}

/** 202 Accepted: the command waits for approval. */
export const waitingStatus = 202;

/** `versions` are those of `If-Match`, `null` if it was not sent. */
export interface Precondition {
  readonly required: boolean;
  readonly versions: readonly number[] | 'any' | null;
}

export interface CommandDone {
  /** The contract in its new state. */
  readonly contract: Contract;
  /** The status of the first response, if this request repeats one; nothing was done again. */
  readonly replayedStatus: number | null;
  /** Whether the command waits for an approval (rule 63). */
  readonly isWaiting?: boolean;
}

/**
 * Runs one command: applies passed deadlines, decides, commits, and attempts the requested payments.
 *
 * @throws Problem if it is refused, or lost too many races
 */
export async function runCommand(context: CommandContext, request: CommandRequest): Promise<CommandDone> {
  const { result, leased } = await commitCommand(context, request);
  // Outside the queue, because recording the provider's answer is a command on the same contract.
  const attempted = leased.length > 0 ? await context.runner.attempt(request.contractId, leased) : null;
  if (result instanceof Problem) throw result;
  if (attempted === null) return result;
  if (attempted.contract !== null) return { ...result, contract: attempted.contract };
  return attempted.isOver ? result : { ...result, contract: await afterwards(context, result.contract) };
}

export interface Committed {
  readonly result: CommandDone | Problem;
  /**
   * Payments that the commits leased to this process, to attempt now. Passed deadlines may have requested some even if
   * the command was refused.
   */
  readonly leased: readonly LeasedPayment[];
}

/** The same up to the commit. */
export async function commitCommand(context: CommandContext, request: CommandRequest): Promise<Committed> {
  const leased: LeasedPayment[] = [];
  try {
    // Look things up before entering the queue, so that other commands do not wait for it.
    const command = typeof request.command === 'function' ? await completed(context, request) : request.command;
    const result = await context.queue.run(request.contractId, () =>
      decideAndCommit(context, { ...request, command }, leased),
    );
    return { result, leased };
  } catch (error) {
    if (error instanceof Problem) return { result: error, leased };
    throw error;
  }
}

/** The command with the objects it names; `null` for a repeat, which does not need them. */
async function completed(
  { store }: CommandContext,
  { contractId: id, command, idempotency }: CommandRequest,
): Promise<Command | null> {
  if (typeof command !== 'function') return command;
  const before = idempotency === null ? undefined : (await store.load([{ id, idempotency }])).get(id);
  return before?.done == null ? command() : null;
}

type Decidable = Omit<CommandRequest, 'command'> & { readonly command: Command | null };

/** The state shared by all attempts of one command. */
interface Tries {
  readonly attempted: Attempted;
  /** Payments that their commits have leased to this process. */
  readonly leased: LeasedPayment[];
  /** The `seq` that the first commit whose answer was lost was decided on. */
  unsureSince: number | null;
}

async function decideAndCommit(
  context: CommandContext,
  request: Decidable,
  leased: LeasedPayment[],
): Promise<CommandDone> {
  const tries: Tries = { attempted: newAttempted(context), leased, unsureSince: null };
  const done = await tryOnMemory(context, request, tries);
  if (done !== null) return done;
  const { contractId: id, idempotency, payments = [] } = request;
  for (let left = maxTries; left > 0; left -= 1) {
    const loaded = (await context.store.load([{ id, payments, idempotency: idempotency ?? undefined }])).get(id);
    if (loaded === undefined) throw new Problem('not_found');
    const tried = await tryOn(context, request, loaded, tries);
    if (tried !== null) return tried;
  }
  throw new Problem('conflict', { retryAfterSeconds: 1 });
}

/**
 * Decides on the contract as this process last saw it, which saves a load. Only a commit proves that it is current.
 * Returns `null` for any other result, including a refusal: the command is then decided on a fresh load.
 */
async function tryOnMemory(context: CommandContext, request: Decidable, tries: Tries): Promise<CommandDone | null> {
  const { contractId, actor, command, payments = [] } = request;
  // The authorization hook is called once, and never for a repeated request, which only a load can detect.
  if (command === null || (context.authorize !== null && actor !== 'system')) return null;
  const remembered = context.memory.recall(contractId, payments);
  if (remembered === undefined) return null;
  try {
    const done = await tryOn(context, request, remembered, tries);
    return done?.isUnchanged ? null : done;
  } catch (error) {
    if (error instanceof Problem) return null;
    throw error;
  }
}

/** Decides on the contract and commits; `null` when somebody else has changed it first. */
async function tryOn(
  context: CommandContext,
  request: Decidable,
  loaded: StoredContract,
  tries: Tries,
): Promise<(CommandDone & { readonly isUnchanged?: boolean }) | null> {
  const { store } = context;
  const { contractId: id, actor, command, idempotency } = request;
  const { attempted, leased, unsureSince } = tries;
  if (!mayHear(loaded, actor)) throw new Problem('not_found');
  // Checked after the contract is read, never before: a later commit then fails the guard of this attempt.
  const written =
    unsureSince !== null &&
    loaded.contract.seq > unsureSince &&
    (await store.wasCommitted(id, attempted.commandId, unsureSince));
  if (loaded.done !== null && loaded.done.bodyHash !== idempotency?.bodyHash && !written) {
    throw new Problem('idempotency_key_reused');
  }
  const now: Instant = context.now();
  const upToDate = isDecidedWithDeadlines(command) ? asStored(loaded) : await applyToStored(context, loaded, now);
  if (upToDate === null) return null;
  leased.push(...upToDate.leased);
  const { stored } = upToDate;
  const { contract } = stored;
  if (written) return { contract, replayedStatus: null };
  if (stored.done !== null) return { contract, replayedStatus: stored.done.status };
  const isOutdated = request.seq !== undefined && request.seq !== contract.seq;
  // The key was forgotten since it was found.
  if (command === null || isOutdated) throw new Problem('conflict', { retryAfterSeconds: 1 });

  await assertAuthorized(context, actor, command, contract);
  const effect = effectOfApproval(contract, command, actor);
  if (effect !== null) await assertAuthorized(context, effect.actor, effect.command, contract);
  const decision = decide(contract, command, actor, environmentOf(context, contract.currency, now, attempted));
  if (isRefusal(decision)) throw Problem.of(decision);
  assertSeen(request.precondition, contract);
  // A command without an effect changes nothing, but its key is stored: if it were repeated after other changes, the
  // same command would have an effect.
  if (decision.events.length === 0 && idempotency === null) {
    return { contract, replayedStatus: null, isUnchanged: true };
  }
  const refused = await refusePayoutAccount(context, contract, decision);
  if (refused !== undefined) throw Problem.of(refused);
  const tooLate = await refuseReturnPeriod(context, contract, decision);
  if (tooLate !== undefined) throw Problem.of(tooLate);

  const leasedAtMs = context.systemNowMs();
  const work = context.runner.schedule(decision, leasedAtMs);
  const isWaiting = decision.events.some(({ type }) => type === 'approval.requested');
  const key = idempotency === null || !isWaiting ? idempotency : { ...idempotency, status: waitingStatus };
  const result = await commitOne(context, { before: stored, decision, idempotency: key, work });
  // It is unknown whether it was written, so the rows decide whether there are payments to attempt.
  if (result === null) {
    leased.push(...unsureOf(work, leasedAtMs));
    tries.unsureSince ??= contract.seq;
  }
  if (!result?.committed) return null;
  leased.push(...leasedPayments(contract, decision, work, leasedAtMs));
  return { contract: decision.contract, replayedStatus: null, isWaiting };
}

/**
 * A freeze and passed deadlines are one commit, so that the freeze holds the payouts of those deadlines. In separate
 * commits, the payouts would already be on their way (rules 17 and 45).
 */
function isDecidedWithDeadlines(command: Command | null): boolean {
  return command?.type === 'freeze';
}

function asStored(stored: StoredContract): UpToDate {
  return { stored, due: null, leased: [] };
}

/** A mediator who has decided the dispute no longer sees the contract, but still gets the response to that command. */
function mayHear({ contract, done }: StoredContract, actor: Actor): boolean {
  if (sideOf(contract, actor) !== null) return true;
  return done !== null && typeof actor === 'object' && contract.mediator?.id === actor.person.id;
}

/** Checks `If-Match`: 428 when a person must send it, 412 when the contract has changed. */
function assertSeen(precondition: Precondition | null, { version }: Contract): void {
  if (precondition === null) return;
  const { required, versions } = precondition;
  if (required && (versions === null || versions === 'any')) throw new Problem('if_match_required');
  if (versions === null || versions === 'any') return;
  if (!versions.includes(version)) throw new Problem('edited_meanwhile');
}

/** The command is committed, so a read that fails afterwards must not report it as failed. */
async function afterwards(context: CommandContext, contract: Contract): Promise<Contract> {
  try {
    return (await readContract(context, contract.id)) ?? contract;
  } catch (error) {
    context.onError(error, 'reading a contract after a command');
    return contract;
  }
}
