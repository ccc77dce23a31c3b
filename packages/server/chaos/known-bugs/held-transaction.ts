import postgres from 'postgres';
import { overConnections } from '../../src/store/database.ts';
import type { Store } from '../../src/store/store.ts';
import { storeOver } from '../../src/store/store-over.ts';

/** A store that runs every statement in one transaction, which the test commits. */
export interface HeldTransaction {
  readonly store: Store;
  commit(): Promise<void>;
}

export async function heldTransaction(url: string): Promise<HeldTransaction> {
  const sql = postgres(url, { max: 1, fetch_types: false, types: { json: asText(114), jsonb: asText(3802) } });
  const mayCommit = Promise.withResolvers<void>();
  const begun = Promise.withResolvers<postgres.TransactionSql>();
  const done = sql.begin(async (transaction) => {
    begun.resolve(transaction);
    await mayCommit.promise;
  });
  done.catch(begun.reject);
  const transaction = await begun.promise;
  const database = overConnections('postgres', async () => ({
    send: (statement, parameters) => transaction.unsafe(statement, parameters as string[], { prepare: true }).values(),
    close: async () => {},
  }));
  const store = storeOver(database, 'workroom');
  return {
    store,
    async commit() {
      mayCommit.resolve();
      await done;
      await sql.end();
    },
  };
}

const asText = (oid: number) => ({ to: oid, from: [oid], serialize: String, parse: (text: string) => text });

/** Resolves once a statement waits for a row that another transaction has changed. */
export async function isWaitingForRow(url: string): Promise<void> {
  const sql = postgres(url, { max: 1 });
  try {
    for (;;) {
      const [waiting] = await sql`
        select from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`;
      if (waiting !== undefined) return;
    }
  } finally {
    await sql.end();
  }
}
