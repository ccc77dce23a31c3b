import { createTableRelationsHelpers, extractTablesRelationalConfig } from 'drizzle-orm';
import { DrizzleQueryError } from 'drizzle-orm/errors';
import { PgDatabase, PgDialect, type PgQueryResultHKT } from 'drizzle-orm/pg-core';
import { drizzle } from 'drizzle-orm/pg-proxy';
import { withRelations } from './relations.ts';
import { type WorkroomSchema, workroomSchema } from './schema.ts';

/** A PostgreSQL database that somebody opened: what Drizzle sends statements through. */
export interface Database {
  readonly kind: 'postgres' | 'pglite' | 'drizzle';
  readonly session: Session;
  /** Whether each statement is part of a transaction of the host's, in which none can be run again. */
  readonly inTransaction?: boolean;
  close(): Promise<void>;
}

export type Session = ConstructorParameters<typeof PgDatabase>[1];

/** Sends a statement, and answers its rows as arrays in the order of their columns. */
export type Send = (statement: string, parameters: readonly unknown[]) => Promise<unknown[][]>;

/** Connections that a driver has opened. */
export interface Connections {
  readonly send: Send;
  close(): Promise<void>;
}

/**
 * A database that is connected to by the first statement, behind Drizzle's proxy driver. An opening that failed is tried
 * again by the next one.
 */
export function overConnections(kind: Database['kind'], connect: () => Promise<Connections>): Database {
  let opening: Promise<Connections> | undefined;
  let isClosed = false;
  const connections = () => {
    if (isClosed) throw new DatabaseUnavailable(false, undefined, 'The store is closed. Open another one.');
    opening ??= connect().catch((error: unknown) => {
      opening = undefined;
      throw error;
    });
    return opening;
  };
  const db = drizzle(async (statement, parameters) => ({
    rows: await (await connections()).send(statement, parameters),
  }));
  return {
    kind,
    session: db._.session,
    async close() {
      isClosed = true;
      await (await opening)?.close();
    },
  };
}

export type StoreSchema = ReturnType<typeof withRelations>;
/** Drizzle with the store's tables and their relations. */
export type StoreDrizzle = PgDatabase<PgQueryResultHKT, StoreSchema>;

/** What the parts of a store build their statements with, in a Postgres schema of that name. */
export function drizzleOver({ session, inTransaction = false }: Database, schema: string): StoreContext {
  const tables = workroomSchema(schema);
  const fullSchema = withRelations(tables);
  const { tables: relational, tableNamesMap } = extractTablesRelationalConfig<StoreDrizzle['_']['schema'] & object>(
    fullSchema,
    createTableRelationsHelpers,
  );
  const db: StoreDrizzle = new PgDatabase(new PgDialect(), session, { fullSchema, schema: relational, tableNamesMap });
  const tries = inTransaction ? 1 : attempts;
  const write: StoreContext['write'] = (statement, values) => attempt(() => statement.execute(values), tries);
  return {
    db,
    tables,
    write,
    read: inTransaction ? write : (statement, values) => read(() => write(statement, values)),
  };
}

export interface StoreContext {
  readonly db: StoreDrizzle;
  readonly tables: WorkroomSchema;
  /** Runs a statement that was built before; again when it lost to a parallel one. */
  readonly write: Run;
  /** The same for what writes nothing: once more, too, when its connection failed. */
  readonly read: Run;
}

type Run = <Answer>(statement: Statement<Answer>, values?: Record<string, unknown>) => Promise<Answer>;

/** Drizzle's prepared statements, and those that are not. */
export interface Statement<Answer> {
  execute(values?: Record<string, unknown>): PromiseLike<Answer>;
}

/**
 * The name that statements are prepared under: none. A driver of ours knows them by their text, postgres.js too; and
 * node-postgres leaves those without a name to be planned each time, which works behind every pooler.
 */
export const unnamed = '';

/** The database does not answer. Reads, and writes with `sent` false, can simply be tried again. */
export class DatabaseUnavailable extends Error {
  override readonly name = 'DatabaseUnavailable';
  /** Whether the statement may have arrived and been carried out all the same. */
  readonly sent: boolean;

  constructor(
    sent: boolean,
    cause: unknown,
    message = `The database does not answer (${codeOf(cause) ?? 'no reason given'}). Check that it runs, and try again.`,
  ) {
    super(message, { cause });
    this.sent = sent;
  }
}

/** The database answers, and its tables cannot be used. The message says what to do. */
export class TablesNotReady extends Error {
  override readonly name = 'TablesNotReady';

  constructor(message: string, cause?: unknown) {
    super(message, { cause });
  }
}

/** A commit was sent and its answer was lost. Ask `wasCommitted` before trying again. */
export class CommitUnknown extends Error {
  override readonly name = 'CommitUnknown';

  constructor(cause: unknown) {
    super('The database stopped answering during a commit: it may be written or not. Look before trying again.', {
      cause,
    });
  }
}

/** Serialization failure and deadlock: the statement was rolled back whole, and another try may succeed. */
const transient = new Set(['40001', '40P01']);
const attempts = 5;

/**
 * Runs a statement, again when it lost to a parallel one, and says of a failed connection whether the
 * statement had been sent.
 */
export async function attempt<Answer>(run: () => PromiseLike<Answer>, tries = attempts): Promise<Answer> {
  for (let left = tries - 1; ; left -= 1) {
    try {
      return await run();
    } catch (caught) {
      // Drizzle's own error repeats every parameter in its message, which is people's text: the driver's says enough.
      const error = caught instanceof DrizzleQueryError ? (caught.cause ?? caught) : caught;
      if (error instanceof DatabaseUnavailable) throw error;
      const code = codeOf(error);
      if (left > 0 && code !== undefined && transient.has(code)) continue;
      const sent = code === undefined ? undefined : lostConnection(code);
      if (sent === undefined) throw error;
      throw new DatabaseUnavailable(sent, error);
    }
  }
}

/**
 * Asks a question once more when its connection failed: after a restart of the database the pool still
 * holds dead connections, and postgres.js 3.4 tells the first statement of a new connection how the last
 * one of the old ended. Only for what writes nothing.
 */
export async function read<Answer>(ask: () => Promise<Answer>): Promise<Answer> {
  try {
    return await ask();
  } catch (error) {
    if (error instanceof DatabaseUnavailable) return ask();
    throw error;
  }
}

/** SQLSTATE or a driver's own code, where the error or one behind it has one. */
export function codeOf(error: unknown): string | undefined {
  for (let at = error, depth = 0; typeof at === 'object' && at !== null && depth < 5; depth += 1) {
    if ('code' in at && typeof at.code === 'string') return at.code;
    at = 'cause' in at ? at.cause : undefined;
  }
  return undefined;
}

/** Codes of connections that failed before the statement went out. */
const neverSent = new Set([
  'ECONNREFUSED',
  'ENOTFOUND',
  'EAI_AGAIN',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'ENOENT',
  'CONNECT_TIMEOUT',
  'CONNECTION_ENDED',
  '08001',
  '08004',
  // cannot_connect_now, too_many_connections
  '57P03',
  '53300',
]);

/** Codes of connections that failed at a time nobody knows. */
const perhapsSent = new Set([
  'ECONNRESET',
  'ECONNABORTED',
  'ENETRESET',
  'EPIPE',
  'ETIMEDOUT',
  'CONNECTION_CLOSED',
  'CONNECTION_DESTROYED',
  '08000',
  '08003',
  '08006',
  // protocol_violation is what PgBouncer says when the server behind it went away in the middle of a statement
  '08P01',
  // admin_shutdown, crash_shutdown, idle_session_timeout
  '57P01',
  '57P02',
  '57P05',
]);

function lostConnection(code: string): boolean | undefined {
  if (neverSent.has(code)) return false;
  return perhapsSent.has(code) ? true : undefined;
}
