import { and, asc, desc, eq, gt, isNotNull, isNull, lt, or, sql } from 'drizzle-orm';
import { type StoreContext, unnamed } from './database.ts';
import { onceEach } from './once-each.ts';
import type { DeliveryQuery, WebhookEndpoint, WebhookStore } from './outbox.ts';
import { addReaderStatement } from './outbox-over.ts';
import { pageOf } from './page-of.ts';
import { rowsIn } from './parameters.ts';
import { toEndpoint } from './rows.ts';
import { isStorable, storableJson } from './storable-text.ts';

/** Endpoints and their deliveries, over a database. */
export function webhooksOver(context: StoreContext): WebhookStore {
  const { db, tables, read, write } = context;
  const { webhookEndpoint, webhookDelivery, outboxReader, outboxPlace } = tables;
  const addReader = addReaderStatement(context);
  const isEndpoint = eq(webhookEndpoint.id, sql.placeholder('id'));
  const all = db.select().from(webhookEndpoint).orderBy(asc(webhookEndpoint.id)).prepare(unnamed);
  const one = db.select().from(webhookEndpoint).where(isEndpoint).prepare(unnamed);
  const record = recordStatement(context);
  const fails = db
    .update(webhookEndpoint)
    .set({
      failingSinceMs: sql`coalesce(${webhookEndpoint.failingSinceMs}, ${sql.placeholder('now')})`,
      restUntilMs: sql`${sql.placeholder('restUntilMs')}::bigint`,
    })
    .where(isEndpoint)
    .prepare(unnamed);
  const works = db
    .update(webhookEndpoint)
    .set({ failingSinceMs: null, restUntilMs: sql`${sql.placeholder('restUntilMs')}::bigint` })
    .where(and(isEndpoint, isNotNull(webhookEndpoint.failingSinceMs)))
    .prepare(unnamed);
  const deliveries = deliveryPages(context);
  const delivery = db
    .select()
    .from(webhookDelivery)
    .where(
      and(eq(webhookDelivery.endpointId, sql.placeholder('endpointId')), eq(webhookDelivery.id, sql.placeholder('id'))),
    )
    .prepare(unnamed);
  const forget = deliveryForgetting(context);

  /** Deliveries for an endpoint are due only while the endpoint is enabled. */
  const schedulePlaces = ({ id, enabled }: Pick<WebhookEndpoint, 'id' | 'enabled'>, nowMs: number) =>
    write(
      db
        .update(outboxPlace)
        .set({
          nextAttemptAtMs: enabled
            ? sql`case when ${outboxPlace.wantedSeq} > ${outboxPlace.seq} then ${nowMs}::bigint end`
            : null,
          attempts: 0,
          failingSinceMs: null,
        })
        .where(
          and(
            eq(outboxPlace.reader, id),
            or(
              enabled ? isNull(outboxPlace.nextAttemptAtMs) : isNotNull(outboxPlace.nextAttemptAtMs),
              gt(outboxPlace.attempts, 0),
            ),
          ),
        ),
    );

  async function remove(id: WebhookEndpoint['id']): Promise<void> {
    // The endpoint is deleted last, so that a failed removal can be repeated.
    await write(db.delete(outboxReader).where(eq(outboxReader.name, id)));
    await write(db.delete(outboxPlace).where(eq(outboxPlace.reader, id)));
    await write(db.delete(webhookDelivery).where(eq(webhookDelivery.endpointId, id)));
    await write(db.delete(webhookEndpoint).where(eq(webhookEndpoint.id, id)));
  }

  return {
    async addEndpoint(endpoint, most) {
      storableJson(endpoint);
      // The reader is added first: an endpoint without a reader would get nothing, while a reader without an endpoint
      // is harmless.
      await write(addReader, { name: endpoint.id, now: endpoint.createdAtMs });
      await write(db.insert(webhookEndpoint).values({ ...endpoint, restUntilMs: null }));
      // Counted afterwards: endpoints added at the same time do not see each other before.
      if ((await read(all)).length <= most) return true;
      await remove(endpoint.id);
      return false;
    },
    endpoints: async () => (await read(all)).map(toEndpoint),
    async endpoint(id) {
      const [found] = isStorable(id) ? await read(one, { id }) : [];
      return found === undefined ? null : toEndpoint(found);
    },
    async editEndpoint(id, { enabled, whileUrl, ...change }, nowMs) {
      storableJson(change);
      // Deliveries become due before it is enabled, so that none is stuck if this process dies in between.
      if (enabled?.value === true) await schedulePlaces({ id, enabled: true }, nowMs);
      // Fields that are not given keep the values of a concurrent change.
      const [edited] = await write(
        db
          .update(webhookEndpoint)
          .set({
            ...change,
            enabled: enabled?.value,
            disabledReason: enabled?.disabledReason,
            failingSinceMs: enabled?.forgetsFailures ? null : undefined,
            restUntilMs: null,
          })
          .where(
            and(eq(webhookEndpoint.id, id), whileUrl === undefined ? undefined : eq(webhookEndpoint.url, whileUrl)),
          )
          .returning(),
      );
      if (edited === undefined) return null;
      await schedulePlaces(edited, nowMs);
      return toEndpoint(edited);
    },
    removeEndpoint: remove,
    async replaceSecrets(id, before, after) {
      const replaced = await write(
        db
          .update(webhookEndpoint)
          .set({ secrets: after })
          .where(and(eq(webhookEndpoint.id, id), eq(webhookEndpoint.secrets, before)))
          .returning({ id: webhookEndpoint.id }),
      );
      return replaced.length > 0;
    },
    async recordAttempt(attempt, restUntilMs) {
      storableJson(attempt);
      const [recorded] = await write(record, { ...attempt });
      if (recorded === undefined) throw new TypeError('the statement answers one row');
      const { endpointId: id, status, lastAttemptAtMs: now } = attempt;
      await write(status === 'succeeded' ? works : fails, { id, now, restUntilMs });
      return recorded;
    },
    async deliveries(asked) {
      const { endpointId, status, limit, cursor } = asked;
      if (cursor !== undefined && !isStorable(cursor)) return { data: [], nextCursor: null };
      const rows = await read(deliveries(asked), { endpointId, status, limit: limit + 1, cursor });
      return pageOf(rows, limit, ({ id }) => id);
    },
    delivery: async (endpointId, id) => (await read(delivery, { endpointId, id }))[0] ?? null,
    forgetDeliveries: forget,
  };
}

/** Placeholders: an attempt's properties. */
function recordStatement({ db, tables: { webhookDelivery } }: StoreContext) {
  return db
    .insert(webhookDelivery)
    .values({
      endpointId: sql.placeholder('endpointId'),
      messageId: sql.placeholder('messageId'),
      id: sql.placeholder('id'),
      contractId: sql.placeholder('contractId'),
      seq: sql.placeholder('seq'),
      type: sql.placeholder('type'),
      status: sql.placeholder('status'),
      attempts: 1,
      answerStatus: sql.placeholder('answerStatus'),
      error: sql.placeholder('error'),
      firstAttemptAtMs: sql.placeholder('lastAttemptAtMs'),
      lastAttemptAtMs: sql.placeholder('lastAttemptAtMs'),
    })
    .onConflictDoUpdate({
      target: [webhookDelivery.endpointId, webhookDelivery.messageId],
      set: {
        status: sql`excluded.status`,
        attempts: sql`${webhookDelivery.attempts} + 1`,
        answerStatus: sql`excluded.answer_status`,
        error: sql`excluded.error`,
        lastAttemptAtMs: sql`excluded.last_attempt_at_ms`,
      },
    })
    .returning()
    .prepare(unnamed);
}

/** Pages, newest first. */
function deliveryPages({ db, tables: { webhookDelivery } }: StoreContext) {
  return onceEach(
    ({ status, cursor }: DeliveryQuery) => [status !== undefined, cursor !== undefined],
    ({ status, cursor }) =>
      db
        .select()
        .from(webhookDelivery)
        .where(
          and(
            eq(webhookDelivery.endpointId, sql.placeholder('endpointId')),
            status === undefined ? undefined : eq(webhookDelivery.status, sql.placeholder('status')),
            cursor === undefined ? undefined : lt(webhookDelivery.id, sql.placeholder('cursor')),
          ),
        )
        .orderBy(desc(webhookDelivery.id))
        .limit(sql.placeholder('limit'))
        .prepare(unnamed),
  );
}

function deliveryForgetting(context: StoreContext): WebhookStore['forgetDeliveries'] {
  const { db, read, write } = context;
  const { webhookDelivery } = context.tables;
  const { endpointId, messageId, lastAttemptAtMs } = webhookDelivery;
  const old = db
    .select({ endpointId, messageId })
    .from(webhookDelivery)
    .where(lt(lastAttemptAtMs, sql.placeholder('before')))
    .orderBy(asc(lastAttemptAtMs))
    .limit(sql.placeholder('limit'))
    .prepare(unnamed);
  // The limit never drops rows. It bounds the row estimate, so the planner uses the index.
  const rows = rowsIn('deliveries', webhookDelivery);
  const forget = db
    .delete(webhookDelivery)
    .where(
      sql`(${endpointId}, ${messageId}) in (select ${rows.column('endpointId')}, ${rows.column('messageId')} from ${rows.from}
        limit ${sql.placeholder('limit')})`,
    )
    .returning({ messageId })
    .prepare(unnamed);
  return async (before, limit) => {
    const deliveries = await read(old, { before, limit });
    if (deliveries.length === 0) return 0;
    return (await write(forget, { deliveries: JSON.stringify(deliveries), limit })).length;
  };
}
