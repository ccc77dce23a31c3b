import { applyDeadlines, type ContractId } from '@workroom/core';
import { leftToSweeps } from '../payments/schedule.ts';
import { DatabaseUnavailable } from '../store/database.ts';
import type { Change } from '../store/store.ts';
import { roundOfTheLoop } from '../timer.ts';
import { applyForSweep, type DueKind, dueKind } from './apply-deadlines.ts';
import { type CommandContext, environmentOf, newAttempted } from './context.ts';

/** The outcome of one due contract: `overtaken` if somebody else changed it meanwhile. */
export type SweepOutcome = DueKind | 'nothing' | 'overtaken' | { readonly error: unknown };

/** Decisions between two yields to the event loop, about two milliseconds of work. */
const decidedAtOnce = 16;

/**
 * Applies the deadlines of many contracts with one load and one commit, and leaves their payments to the payment sweep.
 * When the batch fails, each contract is committed alone, so that one cannot block the others.
 *
 * @returns outcomes in the order of the ids
 * @throws DatabaseUnavailable
 */
export async function applyBatch(
  context: CommandContext,
  ids: readonly ContractId[],
): Promise<readonly SweepOutcome[]> {
  const outcomes = await outcomesOf(context, ids);
  for (const [place, outcome] of outcomes.entries()) {
    const id = ids[place];
    if (id === undefined || typeof outcome !== 'object') continue;
    // Staff must be notified, because nobody else can read the contract.
    await context.store
      .markBroken(id, context.now())
      .catch((error) => context.onError(error, 'putting a contract into the queue of the staff'));
  }
  return outcomes;
}

async function outcomesOf(context: CommandContext, ids: readonly ContractId[]): Promise<readonly SweepOutcome[]> {
  try {
    return await applyTogether(context, ids);
  } catch (error) {
    // No single commit would succeed either.
    if (error instanceof DatabaseUnavailable) throw error;
  }
  const outcomes: SweepOutcome[] = [];
  for (const id of ids) outcomes.push(await applyAlone(context, id));
  return outcomes;
}

async function applyTogether(context: CommandContext, ids: readonly ContractId[]): Promise<readonly SweepOutcome[]> {
  const { store, runner } = context;
  const loaded = await store.load(ids.map((id) => ({ id })));
  const now = context.now();
  const outcomes = new Map<ContractId, SweepOutcome>();
  const changes: Change[] = [];
  for (const [place, before] of [...loaded.values()].entries()) {
    if (place > 0 && place % decidedAtOnce === 0) await roundOfTheLoop();
    const { id, currency } = before.contract;
    try {
      const decision = applyDeadlines(before.contract, environmentOf(context, currency, now, newAttempted(context)));
      if (decision === null) continue;
      const work = leftToSweeps(runner.schedule(decision, context.systemNowMs()));
      changes.push({ before, decision, idempotency: null, work });
    } catch (error) {
      outcomes.set(id, { error });
    }
  }
  if (changes.length > 0) {
    const results = await store.commit(changes);
    for (const [place, { decision }] of changes.entries()) {
      outcomes.set(decision.contract.id, results[place]?.committed ? dueKind(decision.events) : 'overtaken');
    }
  }
  return ids.map((id) => outcomes.get(id) ?? 'nothing');
}

async function applyAlone(context: CommandContext, id: ContractId): Promise<SweepOutcome> {
  try {
    return (await applyForSweep(context, id)) ?? 'nothing';
  } catch (error) {
    return { error };
  }
}
