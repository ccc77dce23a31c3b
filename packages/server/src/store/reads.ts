import { and, asc, between, desc, eq, exists, getTableColumns, gt, lt, lte, or, type SQL, sql } from 'drizzle-orm';
import type { PgColumn } from 'drizzle-orm/pg-core';
import { type StoreContext, unnamed } from './database.ts';
import { columnOf } from './load.ts';
import { anyOf, given, rowsIn, textArray } from './parameters.ts';
import { type FoundWord, foldedForSearch, toEvent, toMovement } from './rows.ts';
import { isStorable } from './storable-text.ts';
import type { ListQuery, Page, Store } from './store.ts';

type Reads = Pick<
  Store,
  | 'timeline'
  | 'eventsAt'
  | 'movements'
  | 'wasCommitted'
  | 'findCreated'
  | 'dueContracts'
  | 'forgetKeys'
  | 'listContracts'
  | 'ping'
>;

/** Queries of contracts that are not loads. An id that cannot be stored finds nothing. */
export function readsIn(context: StoreContext): Reads {
  const { db, tables, read } = context;
  const { contract, creationKey, event, movement } = tables;
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
  const created = db
    .select({ contractId: creationKey.contractId, bodyHash: creationKey.bodyHash })
    .from(creationKey)
    .where(and(eq(creationKey.actor, sql.placeholder('actor')), eq(creationKey.key, sql.placeholder('key'))))
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
  const forgetKeys = keyForgetting(context);
  const list = contractLists(context);

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
    findCreated: async ({ actor, key }) => (await read(created, { actor, key }))[0] ?? null,
    dueContracts: async (now, limit) => (await read(due, { now, limit })).map(({ id }) => id),
    forgetKeys: (olderThanSeconds, limit) => forgetKeys(Math.trunc(olderThanSeconds), limit),
    async listContracts(asked) {
      const entries = Object.entries(asked.metadata ?? {}).flat();
      const texts = [asked.personId, asked.text, asked.cursor, ...entries, ...(asked.contractIds ?? [])];
      if (texts.some((each) => typeof each === 'string' && !isStorable(each))) return { data: [], nextCursor: null };
      const rows = await read(list(asked), {
        personId: asked.personId,
        role: asked.role,
        status: asked.status,
        orDueAt: asked.orDueAt,
        text: asked.text === undefined ? undefined : foldedForSearch(asked.text),
        contractIds: textArray(asked.contractIds ?? []),
        metadata: JSON.stringify(asked.metadata ?? {}),
        attention: textArray(asked.attention ?? []),
        createdAfter: asked.createdAfter,
        createdBefore: asked.createdBefore,
        ...cursorOf(asked),
        limit: asked.limit + 1,
      });
      const page = pageOf(rows, asked.limit, ({ id, since }) => (since === null ? id : `${since}.${id}`));
      return { ...page, data: page.data.map(({ id }) => id) };
    },
    async ping() {
      await read(ping);
    },
  };
}

/** The columns of events with their words, for a contract's id. */
export function eventsWithWords({ tables: { event, word } }: StoreContext) {
  // In one statement with the events, so that a missing word is always an erased one.
  const wordOf = (column: PgColumn) => columnOf('w', column);
  const found = sql`json_agg(json_build_array(${wordOf(word.commitment)}, ${wordOf(word.salt)}, ${wordOf(word.text)},
    ${wordOf(word.erasedAtMs)}))`;
  const wordsWhere = (contract: unknown, where: SQL) => sql<
    Json<FoundWord>
  >`(select ${found} from ${word} ${sql.identifier('w')}
    where ${wordOf(word.contractId)} = ${contract} and ${wordOf(word.commitment)} is not null and ${where})`;
  return (contract: unknown) => ({
    ...getTableColumns(event),
    names: wordsWhere(contract, sql`${wordOf(word.kind)} = 'name'`),
    words: wordsWhere(
      contract,
      sql`${wordOf(word.seq)} = ${event}.${sql.identifier('seq')} and ${wordOf(word.kind)} <> 'name'`,
    ),
  });
}

/** Rows as JSON, which some drivers parse; `null` for none. */
type Json<Row> = string | readonly Row[] | null;

export function readJson<Row>(value: Json<Row>): readonly Row[] {
  return (typeof value === 'string' ? JSON.parse(value) : value) ?? [];
}

const allEvents = { after: 0, through: Number.MAX_SAFE_INTEGER };

/** The position in a list: an id, and in the queue the start of the wait. */
function cursorOf({ sort, cursor }: ListQuery): { readonly cursor: string | undefined; readonly cursorMs?: number } {
  if (sort !== 'waiting' || cursor === undefined) return { cursor };
  const [, since = '0', id = ''] = /^(\d{1,15})\.(.*)$/.exec(cursor) ?? [];
  return { cursor: id, cursorMs: Number(since) };
}

/** Whether a contract needs staff for one of the given reasons. The first condition is that of the index. */
function needsStaff({ attention, attentionSinceMs }: StoreContext['tables']['contract']): SQL {
  return sql`${attentionSinceMs} is not null and exists (select from jsonb_array_elements(${attention}) a
    where a ->> 'reason' = any(${given('attention', 'text')}::text[]))`;
}

/** Makes a page from its rows and one more, which shows whether there is another page. */
export function pageOf<Item>(rows: readonly Item[], limit: number, cursorOf: (item: Item) => string): Page<Item> {
  const data = rows.slice(0, limit);
  const last = data.at(-1);
  return { data, nextCursor: rows.length > data.length && last !== undefined ? cursorOf(last) : null };
}

/** Builds a statement for each combination of options once. */
export function onceEach<Asked, Statement>(
  shapeOf: (asked: Asked) => readonly unknown[],
  build: (asked: Asked) => Statement,
): (asked: Asked) => Statement {
  const built = new Map<string, Statement>();
  return (asked) => {
    const shape = JSON.stringify(shapeOf(asked));
    const statement = built.get(shape) ?? build(asked);
    built.set(shape, statement);
    return statement;
  };
}

/**
 * Pages of ids. Unused conditions are not in the statement, so that each combination has its own plan. A person's
 * list walks their own rows in the order of ids; the list of all contracts walks the contracts.
 */
function contractLists({ db, tables: { contract, contractParty } }: StoreContext) {
  const isAsked = ({
    personId,
    role,
    status,
    orDueAt,
    attention,
    metadata,
    createdAfter,
    createdBefore,
    text,
    contractIds,
    cursor,
    sort,
  }: ListQuery) => [
    personId !== null,
    role !== undefined,
    status !== undefined,
    orDueAt !== undefined,
    attention !== undefined,
    metadata !== undefined,
    createdAfter !== undefined,
    createdBefore !== undefined,
    text !== undefined,
    contractIds !== undefined,
    cursor !== undefined,
    sort,
  ];
  // Separate, so that it uses its own index: the planner knows nothing about the content of the metadata tables.
  const withMetadata = db
    .select({ id: contract.id })
    .from(contract)
    .where(sql`${contract.metadata} @> ${sql.placeholder('metadata')}::text::jsonb`);
  return onceEach(isAsked, (asked: ListQuery) => {
    const {
      personId,
      role,
      status,
      orDueAt,
      attention,
      metadata,
      createdAfter,
      createdBefore,
      text,
      contractIds,
      cursor,
      sort,
    } = asked;
    const isQueue = sort === 'waiting';
    // The queue uses its own index; a person's contracts are a condition on it.
    const ofPerson = personId !== null && !isQueue;
    const id: PgColumn = ofPerson ? contractParty.contractId : contract.id;
    const direction = sort === 'newest' ? desc : asc;
    const where = and(
      ofPerson ? eq(contractParty.personId, sql.placeholder('personId')) : undefined,
      ofPerson && role !== undefined ? eq(contractParty.role, sql.placeholder('role')) : undefined,
      status === undefined
        ? undefined
        : or(
            eq(contract.status, sql.placeholder('status')),
            orDueAt === undefined ? undefined : lte(contract.nextDeadlineMs, sql.placeholder('orDueAt')),
          ),
      text === undefined ? undefined : sql`strpos(${contract.searchText}, ${sql.placeholder('text')}) > 0`,
      contractIds === undefined ? undefined : anyOf(id, 'contractIds'),
      attention === undefined ? undefined : needsStaff(contract),
      metadata === undefined ? undefined : sql`${id} = any(array(${withMetadata}))`,
      createdAfter === undefined ? undefined : gt(contract.createdAtMs, sql.placeholder('createdAfter')),
      createdBefore === undefined ? undefined : lt(contract.createdAtMs, sql.placeholder('createdBefore')),
      isQueue && personId !== null
        ? exists(
            db
              .select({ one: sql`1` })
              .from(contractParty)
              .where(
                and(eq(contractParty.contractId, contract.id), eq(contractParty.personId, sql.placeholder('personId'))),
              ),
          )
        : undefined,
      cursor === undefined
        ? undefined
        : isQueue
          ? sql`(${contract.attentionSinceMs}, ${contract.id}) > (${given('cursorMs', 'bigint')}, ${given('cursor', 'text')})`
          : (sort === 'newest' ? lt : gt)(id, sql.placeholder('cursor')),
    );
    if (isQueue) {
      return db
        .select({ id: contract.id, since: contract.attentionSinceMs })
        .from(contract)
        .where(where)
        .orderBy(asc(contract.attentionSinceMs), asc(contract.id))
        .limit(sql.placeholder('limit'))
        .prepare(unnamed);
    }
    const selected = db.selectDistinctOn([id], {
      id: ofPerson ? contractParty.contractId : contract.id,
      since: sql<null>`null`,
    });
    // A party's contract exists, and need not be looked up.
    const readsContract = [status, text, attention, createdAfter, createdBefore].some((each) => each !== undefined);
    const from = !ofPerson
      ? selected.from(contract).$dynamic()
      : readsContract
        ? selected.from(contractParty).innerJoin(contract, eq(contract.id, contractParty.contractId)).$dynamic()
        : selected.from(contractParty).$dynamic();
    return from.where(where).orderBy(direction(id)).limit(sql.placeholder('limit')).prepare(unnamed);
  });
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
