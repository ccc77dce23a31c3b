import type { ContractId } from '@workroom/core';
import type { Store } from '../store/store.ts';

/** The store, and word of every contract on which this process committed something. */
export function announcedStore(store: Store, committed: (contractId: ContractId) => void): Store {
  return {
    ...store,
    async commit(changes) {
      const results = await store.commit(changes);
      for (const [index, { committed: done }] of results.entries()) {
        const change = changes[index];
        if (done && change !== undefined && change.decision.events.length > 0) committed(change.decision.contract.id);
      }
      return results;
    },
  };
}
