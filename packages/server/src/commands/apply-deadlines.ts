import {
  applyDeadlines,
  type Contract,
  type ContractEvent,
  type ContractId,
  type Instant,
  kindOf,
} from '@workroom/core';
import { type LeasedPayment, leasedPayments, leftToSweeps } from '../payments/schedule.ts';
import { Problem } from '../problem.ts';
import { CommitUnknown } from '../store/database.ts';
import type { Change, CommitResult, LoadRequest, PaymentSchedule, StoredContract } from '../store/store.ts';
import { type CommandContext, environmentOf, newAttempted } from './context.ts';
import { maxTries } from './tries.ts';

/** A stored contract with no deadline due. */
export interface UpToDate {
  readonly stored: StoredContract;
  /** The deadlines that were committed. */
  readonly due: DueKind | null;
  /** Payments that the commit leased to this process: to be attempted once the contract's queue is left. */
  readonly leased: readonly LeasedPayment[];
}

/** A passed deadline, or only a reminder of one. */
export type DueKind = 'deadline' | 'reminder';

/** Commits passed deadlines (rule 17). `null` if somebody else changed the contract first: load it again. */
export async function applyToStored(
  context: CommandContext,
  stored: StoredContract,
  now: Instant,
  whose: (work: readonly PaymentSchedule[]) => readonly PaymentSchedule[] = (work) => work,
): Promise<UpToDate | null> {
  const { contract } = stored;
  const environment = environmentOf(context, contract.currency, now, newAttempted(context));
  const decision = applyDeadlines(contract, environment);
  if (decision === null) return { stored, due: null, leased: [] };
  const leasedAtMs = context.systemNowMs();
  const work = whose(context.runner.schedule(decision, leasedAtMs));
  const result = await commitOne(context, { before: stored, decision, idempotency: null, work });
  if (!result?.committed) return null;
  return {
    stored: { contract: decision.contract, head: result.head, names: result.names, done: stored.done },
    due: dueKind(decision.events),
    leased: leasedPayments(contract, decision, work, leasedAtMs),
  };
}

/** The contract with passed deadlines applied and committed; `null` if there is no such contract. */
export async function loadUpToDate(
  context: CommandContext,
  request: LoadRequest,
  whose?: (work: readonly PaymentSchedule[]) => readonly PaymentSchedule[],
): Promise<UpToDate | null> {
  for (let left = maxTries; left > 0; left -= 1) {
    const stored = (await context.store.load([request])).get(request.id);
    if (stored === undefined) return null;
    const upToDate = await applyToStored(context, stored, context.now(), whose);
    if (upToDate !== null) return upToDate;
  }
  throw new Problem('conflict');
}

/** The contract for a reader, as of now. Payments of its deadlines were attempted. */
export async function readContract(context: CommandContext, id: ContractId): Promise<Contract | null> {
  const upToDate = await loadUpToDate(context, { id });
  if (upToDate === null) return null;
  if (upToDate.leased.length === 0) return upToDate.stored.contract;
  const { contract, isOver } = await context.runner.attempt(id, upToDate.leased);
  if (contract !== null) return contract;
  return isOver ? upToDate.stored.contract : ((await loadUpToDate(context, { id }))?.stored.contract ?? null);
}

/**
 * The same for the sweep, which leaves the payments to the payment sweep, so that deadlines do not wait for a slow
 * provider.
 */
export async function applyForSweep(context: CommandContext, id: ContractId): Promise<DueKind | null> {
  return (await loadUpToDate(context, { id }, leftToSweeps))?.due ?? null;
}

export function dueKind(events: readonly ContractEvent[]): DueKind {
  return events.every(({ type }) => kindOf(type).announcesOnly === true) ? 'reminder' : 'deadline';
}

/** `null` if it is unknown whether it was written. */
export async function commitOne({ store }: CommandContext, change: Change): Promise<CommitResult | null> {
  try {
    const [result] = await store.commit([change]);
    if (result === undefined) throw new Error('The store answered a commit with no result.');
    return result;
  } catch (error) {
    if (error instanceof CommitUnknown) return null;
    throw error;
  }
}
