import { and, asc, eq, exists, gt, isNull, lt, lte, or, sql } from 'drizzle-orm';
import { type StoreContext, unnamed } from './database.ts';
import { committedBetween } from './notifications.ts';
import type { Outbox, OutboxWork } from './outbox.ts';
import { anyOf, everyColumn, given, rowsIn, textArray } from './parameters.ts';
import { toEndpoint } from './rows.ts';

const xmin = sql`pg_snapshot_xmin(pg_current_snapshot())`;

/** The outbox over a database; see `Outbox` for its guarantees. */
export function outboxOver(context: StoreContext): Outbox {
  const { db, tables, read, write } = context;
  const { outboxPlace: place, contract, webhookEndpoint: endpoint } = tables;
  const addReader = addReaderStatement(context);
  const now = given('now', 'bigint');
  const isDue = and(lte(place.nextAttemptAtMs, now), or(isNull(place.leaseUntilMs), lte(place.leaseUntilMs, now)));
  const isIt = and(eq(place.contractId, sql.placeholder('contractId')), eq(place.reader, sql.placeholder('reader')));
  const isLeased = and(isIt, eq(place.leaseUntilMs, sql.placeholder('leaseUntilMs')));

  const listening = db
    .select({ one: sql`1` })
    .from(endpoint)
    .where(
      and(
        eq(endpoint.id, place.reader),
        endpoint.enabled,
        or(isNull(endpoint.restUntilMs), lte(endpoint.restUntilMs, now)),
      ),
    );
  const candidates = db
    .select({ contractId: place.contractId, reader: place.reader })
    .from(place)
    .where(and(isDue, or(anyOf(place.reader, 'readers'), exists(listening))))
    .orderBy(asc(place.nextAttemptAtMs))
    .limit(sql.placeholder('limit'))
    .prepare(unnamed);
  const claim = db
    .update(place)
    .set({ leaseUntilMs: given('leaseUntilMs', 'bigint') })
    .where(and(isIt, isDue))
    .returning()
    .prepare(unnamed);
  const about = db
    .select({ head: { seq: contract.seq, hash: contract.head }, endpoint })
    .from(contract)
    .leftJoin(endpoint, eq(endpoint.id, sql.placeholder('reader')))
    .where(eq(contract.id, sql.placeholder('contractId')))
    .prepare(unnamed);
  const advance = db
    .update(place)
    .set({ seq: given('seq', 'bigint'), attempts: 0, failingSinceMs: sql`null` })
    .where(isLeased)
    .returning({ reader: place.reader })
    .prepare(unnamed);
  const release = db
    .update(place)
    .set({
      leaseUntilMs: sql`null`,
      nextAttemptAtMs: sql`case when ${place.wantedSeq} > ${place.seq} then ${now} end`,
    })
    .where(isLeased)
    .prepare(unnamed);
  const postpone = db
    .update(place)
    .set({
      leaseUntilMs: sql`null`,
      nextAttemptAtMs: given('nextAttemptAtMs', 'bigint'),
      attempts: sql`${place.attempts} + 1`,
      failingSinceMs: sql`coalesce(${place.failingSinceMs}, ${now})`,
    })
    .where(isLeased)
    .prepare(unnamed);
  const leaseOf = ({ contractId, reader, leaseUntilMs }: OutboxWork) => ({ contractId, reader, leaseUntilMs });

  return {
    async addReader(name, nowMs) {
      await write(addReader, { name, now: nowMs });
    },
    spread: spreading(context),
    /** Each is claimed separately: if two processes read the same candidates, one finds the lease taken. */
    async claim(nowMs, leaseUntilMs, limit, readers) {
      const found = await read(candidates, { now: nowMs, limit, readers: textArray(readers) });
      const claimed = await Promise.all(
        found.map(async (asked): Promise<readonly OutboxWork[]> => {
          const [taken] = await write(claim, { ...asked, now: nowMs, leaseUntilMs });
          if (taken === undefined) return [];
          const [known] = await read(about, asked);
          if (known === undefined) return [];
          const { nextAttemptAtMs: _, ...same } = taken;
          return [
            {
              ...same,
              leaseUntilMs,
              head: known.head,
              endpoint: known.endpoint === null ? null : toEndpoint(known.endpoint),
            },
          ];
        }),
      );
      return claimed.flat();
    },
    advance: async (work, seq) => (await write(advance, { ...leaseOf(work), seq })).length > 0,
    async release(work, nowMs) {
      await write(release, { ...leaseOf(work), now: nowMs });
    },
    async postpone(work, nextAttemptAtMs, nowMs) {
      await write(postpone, { ...leaseOf(work), now: nowMs, nextAttemptAtMs });
    },
  };
}

/** Placeholders: `name`, `now`. */
export function addReaderStatement({ db, tables: { outboxReader } }: StoreContext) {
  return db
    .insert(outboxReader)
    .values({ name: sql.placeholder('name'), watermark: xmin, createdAtMs: sql.placeholder('now') })
    .onConflictDoNothing()
    .prepare(unnamed);
}

/**
 * Moves each reader's watermark past the commits, and records on each contract up to where there are events.
 * Writes nothing if there is nothing new. Transactions below `pg_snapshot_xmin` have ended; those that may still
 * commit are left for the next call.
 *
 * Positions are written first, and then watermarks, only from their previous values. If a process dies in between, or
 * two run at once, the work is repeated without effect.
 */
function spreading(context: StoreContext): Outbox['spread'] {
  const { db, tables, read, write } = context;
  const { outboxReader: reader, outboxPlace: place, webhookEndpoint: endpoint, event } = tables;
  const placing = placesIn(context);

  const standing = db
    .select({
      name: reader.name,
      watermark: sql<string>`${reader.watermark}::text`,
      until: sql<string>`${xmin}::text`,
      isAstray: sql<boolean>`${reader.watermark} > ${xmin}`,
    })
    .from(reader)
    .prepare(unnamed);
  const changed = db
    .select({
      contractId: sql<string>`e.contract_id`,
      firstSeq: sql`min(e.seq)`.mapWith(Number),
      lastSeq: sql`max(e.seq)`.mapWith(Number),
    })
    .from(sql`${committedBetween(event)}(${given('from', 'xid8')}, ${given('until', 'xid8')}) e`)
    .groupBy(sql`e.contract_id`)
    .prepare(unnamed);
  const asleep = db.select({ id: endpoint.id }).from(endpoint).where(eq(endpoint.enabled, false)).prepare(unnamed);
  const move = db
    .update(reader)
    .set({ watermark: given('until', 'xid8') })
    .where(and(anyOf(reader.name, 'names'), sql`${reader.watermark} = ${given('from', 'xid8')}`))
    .prepare(unnamed);
  const forgetRemoved = db
    .delete(place)
    .where(and(anyOf(place.reader, 'names'), sql`${place.reader} not in (select ${reader.name} from ${reader})`))
    .prepare(unnamed);
  const rescan = rescanning(context, placing);

  return async (nowMs) => {
    const readers = await read(standing);
    // Most readers have the same watermark, so there are only a few different ones.
    const groups = Map.groupBy(
      readers.filter(({ isAstray }) => !isAstray),
      ({ watermark }) => watermark,
    );
    for (const [from, group] of groups) {
      const [{ until } = { until: from }] = group;
      const found = from === until ? [] : await read(changed, { from, until });
      if (found.length === 0) continue;
      const off = new Set<string>((await read(asleep)).map(({ id }) => id));
      const names = group.map(({ name }) => name);
      await placing(
        names.flatMap((name) =>
          found.map(({ contractId, firstSeq, lastSeq }) => ({
            contractId,
            reader: name,
            seq: firstSeq - 1,
            wantedSeq: lastSeq,
            nextAttemptAtMs: off.has(name) ? null : nowMs,
          })),
        ),
      );
      await write(move, { from, until, names: textArray(names) });
      // A removed endpoint must leave no position behind.
      await write(forgetRemoved, { names: textArray(names) });
    }
    for (const { name } of readers.filter(({ isAstray }) => isAstray)) await rescan(name, nowMs);
  };
}

interface NewPlace {
  readonly contractId: string;
  readonly reader: string;
  readonly seq: number;
  readonly wantedSeq: number;
  readonly nextAttemptAtMs: number | null;
}

/** Records on contracts up to where there are events for readers, a limited number at a time. */
function placesIn({ db, tables: { outboxPlace: place }, write }: StoreContext) {
  const rows = rowsIn('places', place);
  const upsert = db
    .insert(place)
    .select(
      sql`select ${everyColumn(place, rows, { attempts: sql`0`, failingSinceMs: sql`null`, leaseUntilMs: sql`null` })} from ${rows.from} where true`,
    )
    .onConflictDoUpdate({
      target: [place.contractId, place.reader],
      set: {
        wantedSeq: sql`excluded.wanted_seq`,
        nextAttemptAtMs: sql`coalesce(${place.nextAttemptAtMs}, excluded.next_attempt_at_ms)`,
      },
      setWhere: sql`${place.wantedSeq} < excluded.wanted_seq`,
    })
    .prepare(unnamed);
  const atOnce = 1_000;
  return async (places: readonly NewPlace[]) => {
    for (let from = 0; from < places.length; from += atOnce) {
      await write(upsert, { places: JSON.stringify(places.slice(from, from + atOnce)) });
    }
  };
}

/**
 * A watermark from the future comes from another database, through a restored dump, whose transactions have other
 * numbers here. For such a reader every contract is checked once; events recorded before the reader was registered are
 * ignored.
 */
function rescanning(
  { db, tables, read, write }: StoreContext,
  placing: (places: readonly NewPlace[]) => Promise<void>,
): (name: string, nowMs: number) => Promise<void> {
  const { outboxReader: reader, outboxPlace: place, contract, event } = tables;
  const began = db
    .select({ createdAtMs: reader.createdAtMs, until: sql<string>`${xmin}::text` })
    .from(reader)
    .where(eq(reader.name, sql.placeholder('name')))
    .prepare(unnamed);
  const firstOfIts = db
    .select({ seq: sql`min(${event.seq}) - 1` })
    .from(event)
    .where(and(eq(event.contractId, contract.id), sql`${event.recordedAtMs} >= ${given('createdAtMs', 'bigint')}`));
  const unplaced = db
    .select({
      contractId: contract.id,
      wantedSeq: contract.seq,
      seq: sql<number | null>`coalesce(${place.seq}, (${firstOfIts}))`.mapWith(Number),
    })
    .from(contract)
    .leftJoin(place, and(eq(place.contractId, contract.id), eq(place.reader, sql.placeholder('name'))))
    .where(
      and(gt(contract.id, sql.placeholder('after')), or(isNull(place.wantedSeq), lt(place.wantedSeq, contract.seq))),
    )
    .orderBy(asc(contract.id))
    .limit(sql.placeholder('limit'))
    .prepare(unnamed);
  const move = db
    .update(reader)
    .set({ watermark: given('until', 'xid8') })
    .where(eq(reader.name, sql.placeholder('name')))
    .prepare(unnamed);
  const atOnce = 1_000;

  return async (name, nowMs) => {
    const [from] = await read(began, { name });
    if (from === undefined) return;
    let after = '';
    for (let more = true; more; ) {
      const found = await read(unplaced, { name, createdAtMs: from.createdAtMs, after, limit: atOnce });
      await placing(
        found.flatMap(({ contractId, seq, wantedSeq }) =>
          seq === null ? [] : [{ contractId, reader: name, seq, wantedSeq, nextAttemptAtMs: nowMs }],
        ),
      );
      after = found.at(-1)?.contractId ?? after;
      more = found.length === atOnce;
    }
    await write(move, { name, until: from.until });
  };
}
