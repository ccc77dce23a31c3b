import type { ContractId } from '@workroom/core';
import type { Store } from '../store/store.ts';

/** Called with every contract on which this process commits. */
export type CommitListener = (contractId: ContractId) => void;

/** A store that announces its commits to the current listeners. */
export function announcedStore(store: Store, listeners: ReadonlySet<CommitListener>): Store {
  return {
    ...store,
    async commit(changes) {
      const results = await store.commit(changes);
      for (const [index, { committed }] of results.entries()) {
        const change = changes[index];
        if (!committed || change === undefined || change.decision.events.length === 0) continue;
        for (const hear of listeners) hear(change.decision.contract.id);
      }
      return results;
    },
  };
}
