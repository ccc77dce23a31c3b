import type { ContractId } from '@workroom/core';
import { roundOfTheLoop } from '../timer.ts';
import { CommitUnknown, DatabaseUnavailable } from './database.ts';
import { sharedTurns } from './shared-turns.ts';
import type { Change, CommitResult, LoadRequest, Store, StoredContract } from './store.ts';

/** The maximum number of contracts per statement. */
const mostAtOnce = 128;

/**
 * The store with group commit: loads that arrive while one is running share the next statement, and so do commits. For
 * long-running hosts with many concurrent requests; see `sharedTurns` for its guarantees.
 *
 * Only one commit runs at a time, because two batches in parallel can deadlock.
 *
 * @param isSpread whether contracts are distributed over several machines. A statement on one contract goes to one
 * machine, one on many to all, so nothing is shared there
 */
export function groupedStore<Inner extends Store>(store: Inner, isSpread?: () => Promise<boolean>): Inner {
  const load = sharedTurns<readonly LoadRequest[], ReadonlyMap<ContractId, StoredContract>>({
    // Any number of readers of a contract share one load.
    keysOf: (requests) => requests.filter(asksForMore).map(({ id }) => id),
    sizeOf: ({ length }) => length,
    async together(calls) {
      const [only, ...others] = calls;
      if (only !== undefined && others.length === 0) return [await store.load(only)];
      const found = await store.load(merged(calls.flat()));
      return calls.map((requests) => answerTo(requests, found));
    },
    alone: (requests) => store.load(requests),
    isFinal: (error) => error instanceof DatabaseUnavailable,
    gather: roundOfTheLoop,
    limit: mostAtOnce,
  });
  const commit = sharedTurns<readonly Change[], readonly CommitResult[]>({
    keysOf: (changes) => changes.map(({ decision }) => decision.contract.id),
    sizeOf: ({ length }) => length,
    async together(calls) {
      const results = await store.commit(calls.flat());
      let from = 0;
      return calls.map(({ length }) => {
        from += length;
        return results.slice(from - length, from);
      });
    },
    alone: (changes) => store.commit(changes),
    // A possibly written commit must not be sent again: each call checks its own.
    isFinal: (error) => error instanceof CommitUnknown || error instanceof DatabaseUnavailable,
    gather: roundOfTheLoop,
    limit: mostAtOnce,
  });
  if (isSpread === undefined) return { ...store, load, commit };
  return {
    ...store,
    load: async (requests) => ((await isSpread()) ? store.load(requests) : load(requests)),
    commit: async (changes) => ((await isSpread()) ? store.commit(changes) : commit(changes)),
  };
}

/**
 * The store with one statement per contract, if contracts are distributed over several machines: such a statement goes
 * to one machine, a statement on many contracts to all.
 */
export function singlyWhereSpread<Inner extends Store>(store: Inner, isSpread: () => Promise<boolean>): Inner {
  return {
    ...store,
    async load(requests) {
      if (requests.length < 2 || !(await isSpread())) return store.load(requests);
      const found = await Promise.all(requests.map((request) => store.load([request])));
      return new Map(found.flatMap((each) => [...each]));
    },
    async commit(changes) {
      if (changes.length < 2 || !(await isSpread())) return store.commit(changes);
      return (await Promise.all(changes.map((change) => store.commit([change])))).flat();
    },
  };
}

/** One request per contract: the most extensive one. */
function merged(requests: readonly LoadRequest[]): readonly LoadRequest[] {
  const byId = new Map<ContractId, LoadRequest>();
  for (const request of requests) if (asksForMore(request) || !byId.has(request.id)) byId.set(request.id, request);
  return [...byId.values()];
}

function asksForMore({ payments = [], idempotency }: LoadRequest): boolean {
  return payments.length > 0 || idempotency !== undefined;
}

/** Only the caller that requested a key gets its earlier result. */
function answerTo(
  requests: readonly LoadRequest[],
  found: ReadonlyMap<ContractId, StoredContract>,
): ReadonlyMap<ContractId, StoredContract> {
  const own = new Map<ContractId, StoredContract>();
  for (const { id, idempotency } of requests) {
    const stored = found.get(id);
    if (stored === undefined) continue;
    own.set(id, idempotency === undefined && stored.done !== null ? { ...stored, done: null } : stored);
  }
  return own;
}
