import { accessLogOver } from './access-log.ts';
import { attentionIn } from './attention.ts';
import { committing } from './commit.ts';
import { contractListsIn } from './contract-lists.ts';
import { type Database, drizzleOver } from './database.ts';
import { type DatabaseSettings, databaseSettings } from './database-settings.ts';
import { documentsOver } from './documents.ts';
import { type DrizzleDatabase, overTransaction } from './drizzle-database.ts';
import { erasureOver } from './erasure.ts';
import { feedOver } from './feed.ts';
import { figuresOver } from './figures.ts';
import { idempotencyKeysIn } from './idempotency-keys.ts';
import { loading } from './load.ts';
import { migrate, type SchemaState, schemaState } from './migrate.ts';
import { notificationsIn } from './notifications.ts';
import { outboxOver } from './outbox-over.ts';
import { paymentWorkIn } from './payment-work.ts';
import { peopleOver } from './people.ts';
import { providerBooksOver } from './provider-books.ts';
import { readsIn } from './reads.ts';
import { sessionRevocationsIn } from './session-revocations.ts';
import type { Store } from './store.ts';
import { totalsOver } from './totals.ts';
import { uploadRecordsOver } from './upload-records.ts';
import { webhooksOver } from './webhooks-over.ts';

export interface WorkroomStore extends Store {
  readonly kind: Database['kind'];
  /** Creates the tables, or updates them. Several processes may call it at the same time. */
  migrate(): Promise<void>;
  /** The applied and missing migrations. Changes nothing. */
  schemaState(): Promise<SchemaState>;
  /** The settings of the database. */
  settings(): Promise<DatabaseSettings>;
  /** The same tables within a transaction of the host. */
  within(tx: DrizzleDatabase): Store;
}

/** The store over an open database, in the given Postgres schema. */
export function storeOver(database: Database, schema: string): WorkroomStore {
  const context = drizzleOver(database, checkedName(schema));
  return {
    kind: database.kind,
    migrate: () => migrate(database, schema),
    schemaState: () => schemaState(database, schema),
    settings: () => databaseSettings(context),
    within: (tx) => storeOver(overTransaction(tx), schema),
    close: () => database.close(),
    commit: committing(context),
    ...loading(context),
    ...readsIn(context),
    ...contractListsIn(context),
    ...idempotencyKeysIn(context),
    ...attentionIn(context),
    ...paymentWorkIn(context),
    totals: totalsOver(context),
    ...notificationsIn(context),
    ...sessionRevocationsIn(context),
    accessLog: accessLogOver(context),
    documents: documentsOver(context),
    erasure: erasureOver(context),
    feed: feedOver(context),
    figures: figuresOver(context),
    outbox: outboxOver(context),
    people: peopleOver(context),
    providerBooks: providerBooksOver(context),
    uploads: uploadRecordsOver(context),
    webhooks: webhooksOver(context),
  };
}

/** The name is inserted into migrations unchanged. */
function checkedName(schema: string): string {
  if (/^[a-z_][a-z0-9_]{0,62}$/.test(schema) && schema !== 'public') return schema;
  throw new TypeError(
    `"${schema}" cannot name Workroom's schema. Use lower-case letters, digits and underscores, and not "public".`,
  );
}
