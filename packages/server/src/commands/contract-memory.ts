import type { ContractId, PaymentId } from '@workroom/core';
import { createRecentMap } from '../recent-map.ts';
import type { Store, StoredContract } from '../store/store.ts';

/** Contracts as this process last saw them. Another process may have changed one since: only a commit can tell. */
export interface ContractMemory {
  /** `undefined` where the contract, or one of these payments, has to be loaded. */
  recall(id: ContractId, payments: readonly PaymentId[]): StoredContract | undefined;
  /** The store, so that what it loads and commits is remembered. */
  over(store: Store): Store;
}

/** For commands that must see what is stored, as in a transaction of the host's. */
export const noMemory: ContractMemory = { recall: () => undefined, over: (store) => store };

/** Words that another process erases are forgotten here after this time at the latest. */
const maxAgeMs = 30 * 60_000;
const maxContracts = 1_000;
/** Milestones and payments of a contract that is kept, so that the memory stays small. */
const maxParts = 100;

/** Remembers what is loaded and committed one at a time. Lists and large sweeps would push out what people work on. */
export function createContractMemory(systemNowMs: () => number): ContractMemory {
  let seen = createRecentMap<StoredContract>(maxContracts);
  let sinceMs = systemNowMs();

  function forgetAged(): void {
    if (systemNowMs() - sinceMs < maxAgeMs) return;
    seen = createRecentMap(maxContracts);
    sinceMs = systemNowMs();
  }

  function remember(stored: StoredContract): void {
    const { id, seq, milestones, payments } = stored.contract;
    // A load may be answered after a commit that it has not seen.
    if (seq < (seen.get(id)?.contract.seq ?? 0)) return;
    if (milestones.length + payments.length > maxParts) seen.delete(id);
    else seen.set(id, stored.done === null ? stored : { ...stored, done: null });
  }

  return {
    recall(id, payments) {
      forgetAged();
      const stored = seen.get(id);
      return payments.every((asked) => stored?.contract.payments.some((payment) => payment.id === asked))
        ? stored
        : undefined;
    },
    over: (store) => ({
      ...store,
      async load(requests) {
        forgetAged();
        const loaded = await store.load(requests);
        const [only, ...others] = requests;
        if (only === undefined || others.length > 0) return loaded;
        const stored = loaded.get(only.id);
        if (stored === undefined) seen.delete(only.id);
        else remember(stored);
        return loaded;
      },
      async commit(changes) {
        // A commit that fails may be written all the same.
        for (const { decision } of changes) seen.delete(decision.contract.id);
        const results = await store.commit(changes);
        const [change, ...others] = changes;
        const [result] = results;
        if (change !== undefined && others.length === 0 && result?.committed) {
          const { head, names } = result;
          remember({ contract: change.decision.contract, head, names, done: null });
        }
        return results;
      },
    }),
  };
}
