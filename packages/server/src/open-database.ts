import type { Logger } from './logger.ts';
import type { WorkroomOptions } from './options.ts';
import { type DatabaseOption, openStore } from './store/open-store.ts';
import type { PgliteDirectory } from './store/pglite-database.ts';
import type { Store } from './store/store.ts';
import type { WorkroomStore } from './store/store-over.ts';

export interface OpenDatabase {
  readonly store: Store;
  /** Resolves once the database answers and its tables are there; what failed is tried again by the next caller. */
  readonly ready: () => Promise<void>;
  readonly migrate: () => Promise<void>;
  /** Closes what was opened here. */
  readonly close: () => Promise<void>;
}

/** Opens nothing yet: the first that needs the database does. */
export function openDatabase(
  {
    database = './.workroom',
    schema,
    autoMigrate = true,
  }: Pick<WorkroomOptions, 'database' | 'schema' | 'autoMigrate'>,
  logger: Logger,
): OpenDatabase {
  const isOurs = !isStore(database);
  const store: Store & Partial<Pick<WorkroomStore, 'migrate'>> = isStore(database)
    ? database
    : openStore({ database: typeof database === 'string' ? fromText(database, logger) : database, schema });
  const migrate = async () => store.migrate?.();

  let opening: Promise<void> | undefined;
  return {
    store,
    migrate,
    ready() {
      opening ??= (autoMigrate ? migrate().then(() => store.ping()) : store.ping()).catch((error: unknown) => {
        opening = undefined;
        throw error;
      });
      return opening;
    },
    close: async () => (isOurs ? store.close() : undefined),
  };
}

function fromText(database: string, logger: Logger): DatabaseOption {
  if (/^postgres(ql)?:\/\//.test(database)) return database;
  if (/^\w+:\/\//.test(database) && !database.startsWith('memory://')) {
    throw new TypeError('`database` is no Postgres URL and no directory. Use "postgres://…" or a path.');
  }
  logger({
    level: 'info',
    message:
      'Contracts are kept in the embedded database, for one process on one machine. Set `database` to a Postgres URL for production.',
    directory: database,
  });
  return database.startsWith('memory://') ? { dataDir: database } : embedded(database);
}

/** As `pgliteDirectory` of `@workroom/server/node`, which is loaded only when it is needed: other runtimes have no directories. */
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
