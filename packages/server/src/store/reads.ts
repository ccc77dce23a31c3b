import { and, asc, between, eq, gt, lte, sql } from 'drizzle-orm';
import { type StoreContext, unnamed } from './database.ts';
import { eventsWithWords, readJson } from './event-words.ts';
import { toEvent, toMovement } from './history-rows.ts';
import { rowsIn } from './parameters.ts';
import { isStorable } from './storable-text.ts';
import type { Store } from './store.ts';

type Reads = Pick<Store, 'timeline' | 'eventsAt' | 'movements' | 'wasCommitted' | 'dueContracts' | 'ping'>;

/** Reads of events, movements and due contracts. An id that cannot be stored finds nothing. */
export function readsIn(context: StoreContext): Reads {
  const { db, tables, read } = context;
  const { contract, event, movement } = tables;
  const contractId = sql.placeholder('contractId');

  const ofEvent = (column: string) => sql`${event}.${sql.identifier(column)}`;
  const withWords = eventsWithWords(context);
  const places = rowsIn('places', event);
  const atPlaces = db
    .select(withWords(ofEvent('contract_id')))
    .from(event)
    .innerJoin(places.from, and(eq(event.contractId, places.column('contractId')), eq(event.seq, places.column('seq'))))
    .prepare(unnamed);
  const timeline = db
    .select(withWords(contractId))
    .from(event)
    .where(and(eq(event.contractId, contractId), gt(event.seq, sql.placeholder('afterSeq'))))
    .orderBy(asc(event.seq))
    .limit(sql.placeholder('limit'))
    .prepare(unnamed);
  const movements = db
    .select()
    .from(movement)
    .where(
      and(
        eq(movement.contractId, contractId),
        gt(movement.seq, sql.placeholder('after')),
        lte(movement.seq, sql.placeholder('through')),
      ),
    )
    .orderBy(asc(movement.seq), asc(movement.id))
    .prepare(unnamed);
  const ofCommand = db
    .select({ id: event.id })
    .from(event)
    .where(
      and(
        eq(event.contractId, contractId),
        gt(event.seq, sql.placeholder('afterSeq')),
        eq(event.commandId, sql.placeholder('commandId')),
      ),
    )
    .limit(1)
    .prepare(unnamed);
  const due = db
    .select({ id: contract.id })
    .from(contract)
    // From zero: without statistics, an open end counts as a third of the table, which would then be read whole.
    .where(between(contract.nextDeadlineMs, sql`0`, sql.placeholder('now')))
    .orderBy(asc(contract.nextDeadlineMs))
    .limit(sql.placeholder('limit'))
    .prepare(unnamed);
  const ping = db.select({ answers: sql`1` }).from(sql`(select) it`).prepare(unnamed);

  return {
    timeline: async (id, afterSeq, limit) =>
      isStorable(id)
        ? (await read(timeline, { contractId: id, afterSeq, limit })).map(({ names, words, ...row }) =>
            toEvent(row, [...readJson(names), ...readJson(words)]),
          )
        : [],
    eventsAt: async (asked) => {
      if (asked.length === 0) return [];
      const rows = await read(atPlaces, {
        places: JSON.stringify(asked.map(({ contractId, seq }) => ({ contractId, seq }))),
      });
      return rows.map(({ names, words, ...row }) => ({
        contractId: row.contractId,
        seq: row.seq,
        event: toEvent(row, [...readJson(names), ...readJson(words)]).event,
      }));
    },
    movements: async (id, { after, through } = allEvents) =>
      isStorable(id) ? (await read(movements, { contractId: id, after, through })).map(toMovement) : [],
    wasCommitted: async (id, commandId, afterSeq) =>
      isStorable(id) && (await read(ofCommand, { contractId: id, commandId, afterSeq })).length > 0,
    dueContracts: async (now, limit) => (await read(due, { now, limit })).map(({ id }) => id),
    async ping() {
      await read(ping);
    },
  };
}

const allEvents = { after: 0, through: Number.MAX_SAFE_INTEGER };
