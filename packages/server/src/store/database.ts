import { createTableRelationsHelpers, extractTablesRelationalConfig } from 'drizzle-orm';
import { DrizzleQueryError } from 'drizzle-orm/errors';
import { PgDatabase, PgDialect, type PgQueryResultHKT } from 'drizzle-orm/pg-core';
import { drizzle } from 'drizzle-orm/pg-proxy';
import { withRelations } from './relations.ts';
import { type WorkroomSchema, workroomSchema } from './schema.ts';

/** An open PostgreSQL database, through which Drizzle sends statements. */
export interface Database {
  readonly kind: 'postgres' | 'pglite' | 'drizzle';
  readonly session: Session;
  /** Whether statements are part of a transaction of the host, in which none can be retried. */
  readonly inTransaction?: boolean;
  close(): Promise<void>;
}

export type Session = ConstructorParameters<typeof PgDatabase>[1];

/** Sends a statement, and returns its rows as arrays in column order. */
export type Send = (statement: string, parameters: readonly unknown[]) => Promise<unknown[][]>;

/** Connections opened by a driver. */
export interface Connections {
  readonly send: Send;
  close(): Promise<void>;
}

/**
 * A database that connects with the first statement, behind Drizzle's proxy driver. After a failed connection, the next
 * statement tries again.
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

/** The context for building the store's statements, in a Postgres schema of that name. */
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
  /** Runs a prepared statement, and retries it on a serialization failure. */
  readonly write: Run;
  /** The same for reads, which are also retried once after a connection failure. */
  readonly read: Run;
}

type Run = <Answer>(statement: Statement<Answer>, values?: Record<string, unknown>) => Promise<Answer>;

/** Drizzle's prepared and unprepared statements. */
export interface Statement<Answer> {
  execute(values?: Record<string, unknown>): PromiseLike<Answer>;
}

/**
 * Statements have no name. Our drivers and postgres.js identify them by text. node-postgres plans unnamed statements
 * each time, which works behind every pooler.
 */
export const unnamed = '';

/** The database does not answer. Reads, and writes with `sent` false, can be retried safely. */
export class DatabaseUnavailable extends Error {
  override readonly name = 'DatabaseUnavailable';
  /** Whether the statement may have been executed. */
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

/** The database answers, but its tables cannot be used. The message says what to do. */
export class TablesNotReady extends Error {
  override readonly name = 'TablesNotReady';

  constructor(message: string, cause?: unknown) {
    super(message, { cause });
  }
}

/** A commit was sent and its answer was lost. Call `wasCommitted` before retrying. */
export class CommitUnknown extends Error {
  override readonly name = 'CommitUnknown';

  constructor(cause: unknown) {
    super('The database stopped answering during a commit: it may be written or not. Look before trying again.', {
      cause,
    });
  }
}

/** Serialization failure and deadlock: the statement was rolled back completely, and a retry may succeed. */
const transient = new Set(['40001', '40P01']);
const attempts = 5;

/**
 * Runs a statement, retries it on a serialization failure, and reports for a failed connection whether the statement
 * had been sent.
 */
export async function attempt<Answer>(run: () => PromiseLike<Answer>, tries = attempts): Promise<Answer> {
  for (let left = tries - 1; ; left -= 1) {
    try {
      return await run();
    } catch (caught) {
      // Drizzle's error message contains every parameter, including people's text, so the driver's error is used.
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
 * Retries a read once after a connection failure: after a restart of the database the pool still has dead connections,
 * and postgres.js 3.4 reports the old connection's error to the first statement of a new one.
 */
export async function read<Answer>(ask: () => Promise<Answer>): Promise<Answer> {
  try {
    return await ask();
  } catch (error) {
    if (error instanceof DatabaseUnavailable) return ask();
    throw error;
  }
}

/** SQLSTATE or a driver's own code, of the error or one of its causes. */
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

/** Codes of connections that failed at an unknown time. */
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
  // protocol_violation comes from PgBouncer if its server disconnects during a statement
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
