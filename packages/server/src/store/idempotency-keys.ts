import { and, asc, eq, sql } from 'drizzle-orm';
import type { PgColumn } from 'drizzle-orm/pg-core';
import { type StoreContext, unnamed } from './database.ts';
import { anyOf, given, rowsIn, textArray } from './parameters.ts';
import type { Store } from './store.ts';

export function idempotencyKeysIn(context: StoreContext): Pick<Store, 'findCreated' | 'forgetKeys'> {
  const { db, tables, read } = context;
  const { creationKey } = tables;
  const created = db
    .select({ contractId: creationKey.contractId, bodyHash: creationKey.bodyHash })
    .from(creationKey)
    .where(and(eq(creationKey.actor, sql.placeholder('actor')), eq(creationKey.key, sql.placeholder('key'))))
    .prepare(unnamed);
  const forgetKeys = keyForgetting(context);

  return {
    findCreated: async ({ actor, key }) => (await read(created, { actor, key }))[0] ?? null,
    forgetKeys: (olderThanSeconds, limit) => forgetKeys(Math.trunc(olderThanSeconds), limit),
  };
}

/** Deletes old idempotency keys, a limited number of each kind, so that no statement runs long. */
function keyForgetting({ db, tables: { idempotency, creationKey }, read, write }: StoreContext) {
  const isOld = (createdAt: PgColumn) =>
    sql`${createdAt} < now() - make_interval(secs => ${given('seconds', 'bigint')})`;
  const { contractId, actor, key } = idempotency;
  const oldKeys = db
    .select({ contractId, actor, key })
    .from(idempotency)
    .where(isOld(idempotency.createdAt))
    .orderBy(asc(idempotency.createdAt))
    .limit(sql.placeholder('limit'))
    .prepare(unnamed);
  const oldCreations = db
    .select({ actor: creationKey.actor, key: creationKey.key })
    .from(creationKey)
    .where(isOld(creationKey.createdAt))
    .orderBy(asc(creationKey.createdAt))
    .limit(sql.placeholder('limit'))
    .prepare(unnamed);
  // The limit never drops rows. It bounds the row estimate, so the planner uses the index.
  const keys = rowsIn('keys', idempotency);
  const forgetKeys = db
    .delete(idempotency)
    .where(
      and(
        anyOf(contractId, 'ids'),
        sql`(${contractId}, ${actor}, ${key}) in
          (select ${keys.column('contractId')}, ${keys.column('actor')}, ${keys.column('key')} from ${keys.from} limit ${sql.placeholder('limit')})`,
      ),
    )
    .returning({ key })
    .prepare(unnamed);
  const creations = rowsIn('keys', creationKey);
  const forgetCreations = db
    .delete(creationKey)
    .where(
      sql`(${creationKey.actor}, ${creationKey.key}) in
        (select ${creations.column('actor')}, ${creations.column('key')} from ${creations.from} limit ${sql.placeholder('limit')})`,
    )
    .returning({ key: creationKey.key })
    .prepare(unnamed);

  return async (seconds: number, limit: number): Promise<number> => {
    const old = await read(oldKeys, { seconds, limit });
    const ids = textArray([...new Set(old.map((each) => each.contractId))]);
    const forgotten = old.length === 0 ? [] : await write(forgetKeys, { ids, keys: JSON.stringify(old), limit });
    const made = await read(oldCreations, { seconds, limit });
    const forgottenToo = made.length === 0 ? [] : await write(forgetCreations, { keys: JSON.stringify(made), limit });
    return forgotten.length + forgottenToo.length;
  };
}
