import { and, lt, ne, sql } from 'drizzle-orm';
import { type StoreContext, unnamed } from './database.ts';
import { anyOf, textArray } from './parameters.ts';
import { isStorable } from './storable-text.ts';
import type { Store } from './store.ts';

export function sessionRevocationsIn(context: StoreContext): Pick<Store, 'sessionsRevokedUntil' | 'revokeSessions'> {
  const { db, tables, read, write } = context;
  const { sessionRevocation } = tables;
  const { personId, untilMs } = sessionRevocation;
  const revoked = db.select().from(sessionRevocation).where(anyOf(personId, 'personIds')).prepare(unnamed);
  const forget = db
    .delete(sessionRevocation)
    .where(and(lt(untilMs, sql.placeholder('forgetBeforeMs')), ne(personId, sql.placeholder('personId'))))
    .prepare(unnamed);
  const revoke = db
    .insert(sessionRevocation)
    .values({ personId: sql.placeholder('personId'), untilMs: sql.placeholder('untilMs') })
    .onConflictDoUpdate({ target: personId, set: { untilMs: sql`greatest(${untilMs}, excluded.until_ms)` } })
    .prepare(unnamed);
  return {
    async sessionsRevokedUntil(personIds) {
      const rows = await read(revoked, { personIds: textArray(personIds.filter(isStorable)) });
      return new Map(rows.map((row) => [row.personId, row.untilMs]));
    },
    async revokeSessions(person, until, forgetBeforeMs) {
      await write(revoke, { personId: person, untilMs: until });
      await write(forget, { personId: person, forgetBeforeMs });
    },
  };
}
