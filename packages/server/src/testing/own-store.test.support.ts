import type { PaymentId } from '@workroom/core';
import type { WorkroomStore } from '../store/store-over.ts';
import { ask } from '../store/testing/ask.ts';
import { lendStore } from './own-database.test.support.ts';

/** A store whose schedule of payments can be read, for the tests of one file. */
export interface OwnStore {
  readonly store: WorkroomStore;
  /** Deletes everything, so that the next test finds nothing due. */
  empty(): Promise<void>;
  /** When a payment is attempted next, in system time; `null` if nothing is left to do. */
  nextAttemptAtMs(paymentId: PaymentId): Promise<number | null>;
  isLeased(paymentId: PaymentId): Promise<boolean>;
  /** When a sweep next finds a payment or a deadline, in a test whose clocks agree; `null` if nothing is left to do. */
  nextDueMs(): Promise<number | null>;
  close(): Promise<void>;
}

export async function openOwnStore(): Promise<OwnStore> {
  const { database, schema, store, empty, giveBack } = lendStore();
  await store.migrate();
  const payment = (paymentId: PaymentId, column: string) =>
    ask(database, `select ${column}::text as row from ${schema}.payment where id = $1 and ${column} is not null`, [
      paymentId,
    ]);
  return {
    store,
    empty,
    async nextAttemptAtMs(paymentId) {
      const [found] = await payment(paymentId, 'next_attempt_at_ms');
      return found === undefined ? null : Number(found);
    },
    isLeased: async (paymentId) => (await payment(paymentId, 'lease_until_ms')).length > 0,
    async nextDueMs() {
      const [found] = await ask(
        database,
        `select ms::text as row from (
           select greatest(next_attempt_at_ms, lease_until_ms) from ${schema}.payment where next_attempt_at_ms is not null
           union all select next_deadline_ms from ${schema}.contract where next_deadline_ms is not null
         ) due (ms) order by ms limit 1`,
      );
      return found === undefined ? null : Number(found);
    },
    close: giveBack,
  };
}
