import { afterAll, beforeAll, describe, type TestAPI, test } from 'vitest';
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

/** `test`, for those that only whole suites have. */
export type LongTest = ReturnType<TestAPI['skipIf']>;

/** What every store must pass, whatever database it is over. */
export function testStore(
  name: string,
  open: () => Promise<SuiteDatabase>,
  over?: (database: Database, schema: string) => WorkroomStore,
): void {
  testEach(name, open, over ?? storeOver, test);
}

/**
 * What another driver or version of a database may do differently from one that passes the whole suite: every statement,
 * what goes in and comes out, and what fails. Many at once and much are left to `npm run chaos`.
 */
export function testStoreInShort(
  name: string,
  open: () => Promise<SuiteDatabase>,
  over?: (database: Database, schema: string) => WorkroomStore,
): void {
  testEach(name, open, over ?? storeOver, test.skipIf(!process.env.WORKROOM_EVERY_DRIVER));
}

function testEach(
  name: string,
  open: () => Promise<SuiteDatabase>,
  over: (database: Database, schema: string) => WorkroomStore,
  atLength: LongTest,
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
    testCommits(() => suite, atLength);
    testReads(() => suite, atLength);
    testPaymentWork(() => suite, atLength);
    testOutbox(() => suite, atLength);
    testProviderBooks(() => suite, atLength);
    testUploads(() => suite, atLength);
    testMigrations(() => suite, atLength);
  });
}
