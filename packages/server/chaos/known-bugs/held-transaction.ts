import postgres from 'postgres';
import type { Store } from '../../src/store/store.ts';
import { storeOver } from '../../src/store/store-over.ts';

/** A store whose every statement is part of one transaction, which is committed when told to. */
export interface HeldTransaction {
  readonly store: Store;
  commit(): Promise<void>;
}

export async function heldTransaction(url: string): Promise<HeldTransaction> {
  const sql = postgres(url, { max: 1, fetch_types: false });
  const told = Promise.withResolvers<void>();
  const begun = Promise.withResolvers<postgres.TransactionSql>();
  const done = sql.begin(async (transaction) => {
    begun.resolve(transaction);
    await told.promise;
  });
  done.catch(begun.reject);
  const transaction = await begun.promise;
  const store = storeOver(
    {
      kind: 'postgres',
      async query(statement, parameters = []) {
        const rows = await transaction.unsafe<{ row: string }[]>(statement, [...parameters], { prepare: true });
        return rows.map(({ row }) => row);
      },
      close: async () => {},
    },
    'workroom',
  );
  return {
    store,
    async commit() {
      told.resolve();
      await done;
      await sql.end();
    },
  };
}

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
