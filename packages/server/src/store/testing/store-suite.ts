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

/** A database under test: an empty one, and further connections to it. */
export interface SuiteDatabase {
  readonly database: Database;
  /** Opens it like another process would; returns the same one if it can be opened only once. */
  another(): Promise<Database>;
  close(): Promise<void>;
}

/** A store under test, and its database, for checks of stored data. */
export interface SuiteStore {
  readonly store: WorkroomStore;
  readonly database: Database;
  another(): Promise<Database>;
}

/** `test`, for tests that run only in the full suite. */
export type LongTest = ReturnType<TestAPI['skipIf']>;

/** The tests that every store must pass, on any database. */
export function testStore(
  name: string,
  open: () => Promise<SuiteDatabase>,
  over?: (database: Database, schema: string) => WorkroomStore,
): void {
  testEach(name, open, over ?? storeOver, test);
}

/**
 * Tests of what may differ between drivers and versions of a database: every statement,
 * its input and output, and errors. Tests with concurrency and large data only run in `npm run chaos`.
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
