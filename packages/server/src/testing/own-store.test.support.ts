import type { PaymentId } from '@workroom/core';
import { storeOver, type WorkroomStore } from '../store/store-over.ts';
import { ask } from '../store/testing/ask.ts';
import { openOwnDatabase } from './own-database.test.support.ts';

/** A store over an own database, for the tests of one file. */
export interface OwnStore {
  readonly store: WorkroomStore;
  /** Deletes everything, so that the next test finds nothing due. */
  empty(): Promise<void>;
  /** When a payment is attempted next, in system time; `null` if nothing is left to do. */
  nextAttemptAtMs(paymentId: PaymentId): Promise<number | null>;
  isLeased(paymentId: PaymentId): Promise<boolean>;
  /** When a sweep next finds a payment or a deadline, in a test whose clocks agree; `null` if nothing is left to do. */
  nextDueMs(): Promise<number | null>;
}

export async function openOwnStore(): Promise<OwnStore> {
  const database = await openOwnDatabase();
  const store = storeOver(database, 'workroom');
  await store.migrate();
  const payment = (paymentId: PaymentId, column: string) =>
    ask(database, `select ${column}::text as row from workroom.payment where id = $1 and ${column} is not null`, [
      paymentId,
    ]);
  return {
    store,
    async empty() {
      await ask(database, emptyTables);
    },
    async nextAttemptAtMs(paymentId) {
      const [found] = await payment(paymentId, 'next_attempt_at_ms');
      return found === undefined ? null : Number(found);
    },
    isLeased: async (paymentId) => (await payment(paymentId, 'lease_until_ms')).length > 0,
    async nextDueMs() {
      const [found] = await ask(database, firstDue);
      return found === undefined ? null : Number(found);
    },
  };
}

/** As a replica, because the ledger and the timeline refuse deletions. For few rows, faster than `truncate`. */
const emptyTables = `do $$
  declare name text;
  begin
    set local session_replication_role = replica;
    for name in select tablename from pg_tables where schemaname = 'workroom' and tablename <> 'migration' loop
      execute format('delete from workroom.%I', name);
    end loop;
  end
$$`;

const firstDue = `
  select ms::text as row from (
    select greatest(next_attempt_at_ms, lease_until_ms) from workroom.payment where next_attempt_at_ms is not null
    union all select next_deadline_ms from workroom.contract where next_deadline_ms is not null
  ) due (ms) order by ms limit 1`;
