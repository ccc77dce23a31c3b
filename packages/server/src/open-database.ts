import type { Logger } from './logger.ts';
import type { ProviderBooks } from './provider-books.ts';
import { codeOf, TablesNotReady } from './store/database.ts';
import { type DatabaseOption, openStore } from './store/open-store.ts';
import type { PgliteDirectory } from './store/pglite-database.ts';
import type { PostgresOptions } from './store/postgres-database.ts';
import { readPostgresUrl } from './store/postgres-url.ts';
import type { Store } from './store/store.ts';
import type { WorkroomStore } from './store/store-over.ts';

export interface OpenDatabase {
  readonly store: Store;
  /** Resolves once the database answers and its tables exist; after a failure, the next caller tries again. */
  readonly ready: () => Promise<void>;
  readonly migrate: () => Promise<void>;
  /** Storage for a provider that is part of the host, once the tables exist. */
  readonly providerBooks: ProviderBooks;
  /** Whether contracts may be distributed over several machines. */
  readonly isSpread: () => Promise<boolean>;
  /** The store in a transaction of the host; none if the host passed its own kind of store. */
  readonly storeWithin: WorkroomStore['within'] | undefined;
  /** Closes connections that were opened here. */
  readonly close: () => Promise<void>;
}

export interface OpenDatabaseOptions {
  readonly database?: DatabaseOption | Store | undefined;
  readonly schema?: string | undefined;
  readonly autoMigrate?: boolean | undefined;
}

/** Does not connect: the first use of the database does. */
export function openDatabase(
  { database = './.workroom', schema, autoMigrate = true }: OpenDatabaseOptions,
  logger: Logger,
): OpenDatabase {
  assertNamed(database);
  const isOurs = !isStore(database);
  const store: Store & Partial<Pick<WorkroomStore, 'migrate' | 'schemaState' | 'settings' | 'within'>> = isStore(
    database,
  )
    ? database
    : openStore({ database: chosen(database, logger), schema });
  const migrate = async () => store.migrate?.();

  async function prepare(): Promise<void> {
    if (autoMigrate) await migrate().catch(explainMigration);
    else await assertUpToDate();
    await store.ping();
  }

  async function assertUpToDate(): Promise<void> {
    const state = await store.schemaState?.();
    if (state === undefined || state.missing.length === 0) return;
    const what =
      state.applied.length === 0 ? 'are missing' : `are not up to date (missing: ${state.missing.join(', ')})`;
    throw new TablesNotReady(
      `The tables ${what}, and \`autoMigrate\` is off. Run "npx workroom migrate" or call workroom.migrate() when you deploy.`,
    );
  }

  let opening: Promise<void> | undefined;
  function ready(): Promise<void> {
    opening ??= prepare().catch((error: unknown) => {
      opening = undefined;
      throw error;
    });
    return opening;
  }
  let isCitus: boolean | undefined;
  return {
    store,
    migrate,
    ready,
    providerBooks: {
      read: (key) => ready().then(() => store.providerBooks.read(key)),
      write: (...entry) => ready().then(() => store.providerBooks.write(...entry)),
      keys: () => ready().then(() => store.providerBooks.keys()),
    },
    async isSpread() {
      isCitus ??= (await store.settings?.())?.isCitus ?? false;
      return isCitus;
    },
    storeWithin: store.within,
    close: async () => (isOurs ? store.close() : undefined),
  };
}

/** An empty environment variable must not select the embedded database, which a deployment would lose. */
function assertNamed(database: DatabaseOption | Store): void {
  const text = typeof database === 'string' ? database : hasUrl(database) ? database.url : null;
  if (text === null || (typeof text === 'string' && text.trim() !== '')) return;
  throw new TypeError(
    '`database` is empty. Set the variable that it is read from, like DATABASE_URL, to a postgres:// URL; leave the option out for the embedded database in ./.workroom.',
  );
}

/** insufficient_privilege */
function explainMigration(error: unknown): never {
  if (codeOf(error) !== '42501') throw error;
  throw new TablesNotReady(
    'The database user may not make the tables. Run "npx workroom migrate" as one that may, and set `autoMigrate: false` here.',
    error,
  );
}

function fromText(database: string, logger: Logger): DatabaseOption {
  if (isPostgresUrl(database)) return checkedUrl(database, logger);
  if (/^\w+:\/\//.test(database) && !database.startsWith('memory://')) {
    throw new TypeError('`database` is neither a Postgres URL nor a directory. Use "postgres://…" or a path.');
  }
  logger({
    level: 'info',
    message:
      'Contracts are kept in the embedded database, for one process on one machine. Set `database` to a Postgres URL for production.',
    directory: database,
  });
  return database.startsWith('memory://') ? { dataDir: database } : embedded(database);
}

function chosen(database: DatabaseOption, logger: Logger): DatabaseOption {
  if (typeof database === 'string') return fromText(database, logger);
  if (hasUrl(database)) checkedUrl(database.url, logger);
  return database;
}

/** Errors in a URL are reported at startup, not by the first request. */
function checkedUrl(url: string, logger: Logger): string {
  if (!isPostgresUrl(url)) throw new TypeError('`database.url` is not a postgres:// URL.');
  const { dropped } = readPostgresUrl(url);
  if (dropped.length > 0) {
    const message = 'These parameters of the database URL have no effect here.';
    logger({ level: 'info', message, parameters: dropped });
  }
  return url;
}

/** A Drizzle database may have other properties. */
function hasUrl(database: DatabaseOption | Store): database is PostgresOptions {
  return typeof database === 'object' && 'url' in database && !('execute' in database);
}

function isPostgresUrl(text: string): boolean {
  return /^postgres(ql)?:\/\//.test(text);
}

/**
 * Like `pgliteDirectory` of `@workroom/server/node`, which is loaded only when needed, because other runtimes have no
 * directories.
 */
function embedded(directory: string): PgliteDirectory {
  return {
    dataDir: `${directory.replace(/\/+$/, '')}/postgres`,
    async lock() {
      const { pgliteDirectory } = await import('./node/pglite-directory.ts');
      const { lock } = pgliteDirectory(directory);
      return lock === undefined ? async () => {} : lock();
    },
  };
}

function isStore(database: DatabaseOption | Store): database is Store {
  return typeof database === 'object' && 'commit' in database && 'dueContracts' in database;
}
