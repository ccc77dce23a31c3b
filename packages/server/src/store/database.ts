/**
 * All that the store asks of a database: one statement, its parameters as text, one column of text
 * back. Statements cast their parameters and answer with JSON documents, so that every driver says
 * the same: none of them parses a bigint, a date or a JSON value in a way of its own.
 */
export interface Database {
  readonly kind: 'postgres' | 'pglite' | 'drizzle';
  /**
   * @returns the first column of every row
   * @throws DatabaseUnavailable when the connection failed
   */
  query(statement: string, parameters?: readonly string[]): Promise<readonly string[]>;
  close(): Promise<void>;
}

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
export async function attempt<Answer>(run: () => PromiseLike<Answer>): Promise<Answer> {
  for (let left = attempts - 1; ; left -= 1) {
    try {
      return await run();
    } catch (error) {
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
