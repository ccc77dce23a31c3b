import type { Database, Session } from './database.ts';

/**
 * Any Drizzle database or transaction over Postgres: postgres.js, node-postgres, PGlite, Neon and others. It is
 * recognised by its shape, so the host's version of Drizzle may differ from the one this package is built with.
 */
export interface DrizzleDatabase {
  readonly _: { readonly session: object };
  execute(query: never): PromiseLike<unknown>;
}

/**
 * Postgres through the host's own Drizzle database. Statements use its session. Its client is never wrapped
 * again, because `drizzle(client)` modifies its client. The host closes what it opened.
 */
export function overDrizzle(db: DrizzleDatabase): Database {
  return { kind: 'drizzle', session: sessionOf(db), close: async () => {} };
}

/**
 * A transaction of the host. A failed statement is never retried, because PostgreSQL accepts nothing more until the
 * host rolls back.
 */
export function overTransaction(tx: DrizzleDatabase): Database {
  return { ...overDrizzle(tx), inTransaction: true };
}

/** The boundary to the host's Drizzle. */
function sessionOf({ _: { session } }: DrizzleDatabase): Session {
  if ('prepareQuery' in session && typeof session.prepareQuery === 'function') return session as Session;
  throw new TypeError('`database` is no Drizzle database over PostgreSQL. Use drizzle-orm 0.44 or later.');
}
