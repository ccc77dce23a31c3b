import { afterAll, beforeAll, describe } from 'vitest';
import type { Database } from '../database.ts';
import { storeOver, type WorkroomStore } from '../store-over.ts';
import { testCommits } from './suite-commits.ts';
import { testMigrations } from './suite-migrations.ts';
import { testOutbox } from './suite-outbox.ts';
import { testPaymentWork } from './suite-payment-work.ts';
import { testProviderBooks } from './suite-provider-books.ts';
import { testReads } from './suite-reads.ts';
import { testRoundTrips } from './suite-round-trips.ts';
import { testUploads } from './suite-uploads.ts';

/** What a database must offer to be tested: an empty one, and further ways into the same one. */
export interface SuiteDatabase {
  readonly database: Database;
  /** As another process would open it; the same one again where only one can be open. */
  another(): Promise<Database>;
  close(): Promise<void>;
}

/** A store under test, and the database below it, to look at what the store does not show. */
export interface SuiteStore {
  readonly store: WorkroomStore;
  readonly database: Database;
  another(): Promise<Database>;
}

/** What every store must pass, whatever database it is over. */
export function testStore(
  name: string,
  open: () => Promise<SuiteDatabase>,
  over: (database: Database, schema: string) => WorkroomStore = storeOver,
): void {
  describe(`the store over ${name}`, () => {
    let opened: SuiteDatabase;
    let suite: SuiteStore;

    beforeAll(async () => {
      opened = await open();
      const { database, another } = opened;
      suite = { store: over(database, 'workroom'), database, another };
      await suite.store.migrate();
    });
    afterAll(() => opened.close());

    testRoundTrips(() => suite);
    testCommits(() => suite);
    testReads(() => suite);
    testPaymentWork(() => suite);
    testOutbox(() => suite);
    testProviderBooks(() => suite);
    testUploads(() => suite);
    testMigrations(() => suite);
  });
}
