import { and, asc, count, desc, eq, isNull, lt, type SQL, sql } from 'drizzle-orm';
import { getTableConfig } from 'drizzle-orm/pg-core';
import { type StoreContext, unnamed } from './database.ts';
import { toNotification } from './history-rows.ts';
import { onceEach } from './once-each.ts';
import { pageOf } from './page-of.ts';
import { anyOf, given, textArray } from './parameters.ts';
import { isStorable } from './storable-text.ts';
import type { NotificationQuery, Store } from './store.ts';

/** Notifications, and the commits of other processes. */
export function notificationsIn(
  context: StoreContext,
): Pick<Store, 'notifications' | 'notificationsOf' | 'markRead' | 'changedSince'> {
  const { db, tables, read, write } = context;
  const { event, notification } = tables;
  const isPersons = eq(notification.personId, sql.placeholder('personId'));
  const isUnread = isNull(notification.readAtMs);

  /** Only on the given contracts, or on all. */
  const onThese = (isBound: boolean) => (isBound ? anyOf(notification.contractId, 'contractIds') : undefined);
  const page = onceEach(
    ({ unreadOnly, contractIds, cursor }: NotificationQuery) => [
      unreadOnly,
      contractIds !== undefined,
      cursor !== undefined,
    ],
    ({ unreadOnly, contractIds, cursor }) =>
      db
        .select()
        .from(notification)
        .where(
          and(
            isPersons,
            unreadOnly ? isUnread : undefined,
            onThese(contractIds !== undefined),
            cursor === undefined ? undefined : lt(notification.eventId, sql.placeholder('cursor')),
          ),
        )
        .orderBy(desc(notification.eventId))
        .limit(sql.placeholder('limit'))
        .prepare(unnamed),
  );
  const unread = onceEach(
    (isBound: boolean) => [isBound],
    (isBound) =>
      db
        .select({ count: count() })
        .from(notification)
        .where(and(isPersons, isUnread, onThese(isBound)))
        .prepare(unnamed),
  );
  const ofEvent = db
    .select()
    .from(notification)
    .where(
      and(eq(notification.contractId, sql.placeholder('contractId')), eq(notification.seq, sql.placeholder('seq'))),
    )
    .orderBy(asc(notification.personId))
    .prepare(unnamed);
  const mark = onceEach(
    ({ isNamed, isBound }: { readonly isNamed: boolean; readonly isBound: boolean }) => [isNamed, isBound],
    ({ isNamed, isBound }) =>
      db
        .update(notification)
        .set({ readAtMs: given('now', 'bigint') })
        .where(and(isPersons, isUnread, isNamed ? anyOf(notification.eventId, 'ids') : undefined, onThese(isBound)))
        .prepare(unnamed),
  );

  const changed = db
    .select({
      watermark: sql<string>`pg_snapshot_xmin(pg_current_snapshot())::text`,
      contractIds: sql<readonly ChangedId[]>`(select coalesce(json_agg(distinct e.contract_id), '[]')
        from ${committedBetween(event)}(${given('watermark', 'xid8')}, pg_snapshot_xmin(pg_current_snapshot())) e)`.mapWith(
        readJson,
      ),
    })
    .from(sql`(select) now`)
    .prepare(unnamed);

  return {
    async notifications(asked) {
      const { personId, cursor, contractIds, limit } = asked;
      if (!isStorable(personId) || (cursor !== undefined && !isStorable(cursor))) {
        return { data: [], nextCursor: null, unread: 0 };
      }
      const [rows, [counted]] = await Promise.all([
        read(page(asked), { personId, cursor, contractIds: textArray(contractIds ?? []), limit: limit + 1 }),
        read(unread(contractIds !== undefined), { personId, contractIds: textArray(contractIds ?? []) }),
      ]);
      return { ...pageOf(rows.map(toNotification), limit, ({ id }) => id), unread: counted?.count ?? 0 };
    },
    notificationsOf: async (contractId, seq) =>
      isStorable(contractId)
        ? (await read(ofEvent, { contractId, seq })).map((row) => ({
            personId: row.personId,
            notification: toNotification(row),
          }))
        : [],
    async markRead(personId, ids, now, contractIds) {
      if (!isStorable(personId)) return;
      await write(mark({ isNamed: ids !== null, isBound: contractIds !== undefined }), {
        personId,
        now,
        ids: textArray((ids ?? []).filter(isStorable)),
        contractIds: textArray(contractIds ?? []),
      });
    },
    /**
     * Transactions below `pg_snapshot_xmin` have ended; those above it may still commit, and are left
     * for the next poll.
     */
    async changedSince(watermark) {
      const [found] = await read(changed, { watermark });
      if (found === undefined) throw new TypeError('the statement answers one row');
      return found;
    },
  };
}

type ChangedId = Awaited<ReturnType<Store['changedSince']>>['contractIds'][number];

/** The function that returns the events of transactions from the first on, and before the second. */
export function committedBetween(event: StoreContext['tables']['event']): SQL {
  return sql`${sql.identifier(getTableConfig(event).schema ?? '')}.committed_between`;
}

/** Drivers differ in whether they parse JSON. */
function readJson(value: string | readonly ChangedId[]): readonly ChangedId[] {
  return typeof value === 'string' ? JSON.parse(value) : value;
}
