import type { ContractId, PaymentId } from '@workroom/core';
import { createRecentMap } from '../recent-map.ts';
import type { Store, StoredContract } from '../store/store.ts';

/** The contracts that this process has seen last. Another process may have changed one since, which only a commit detects. */
export interface ContractMemory {
  /** `undefined` if the contract, or one of these payments, must be loaded. */
  recall(id: ContractId, payments: readonly PaymentId[]): StoredContract | undefined;
  /** Wraps the store, so that loaded and committed contracts are remembered. */
  over(store: Store): Store;
}

/** For commands that must read the stored state, as in a transaction of the host. */
export const noMemory: ContractMemory = { recall: () => undefined, over: (store) => store };

/** The time limit after which words erased by another process are gone from this memory too. */
const maxAgeMs = 30 * 60_000;
const maxContracts = 1_000;
/** The maximum number of milestones and payments of a remembered contract, which bounds the memory. */
const maxParts = 100;

/** Remembers contracts that are loaded or committed singly. Lists and large sweeps would evict those in use. */
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
    // A load may finish after a commit that it does not include.
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
        // A failed commit may have been written nevertheless.
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
