import { and, asc, desc, eq, exists, gt, lt, lte, or, type SQL, sql } from 'drizzle-orm';
import type { PgColumn } from 'drizzle-orm/pg-core';
import { type StoreContext, unnamed } from './database.ts';
import { onceEach } from './once-each.ts';
import { pageOf } from './page-of.ts';
import { anyOf, given, textArray } from './parameters.ts';
import { foldedForSearch } from './rows.ts';
import { isStorable } from './storable-text.ts';
import type { ListQuery, Store } from './store.ts';

/** Lists of contracts: a person's, all, and the queue of the staff. A text that cannot be stored finds nothing. */
export function contractListsIn(context: StoreContext): Pick<Store, 'listContracts'> {
  const { read } = context;
  const list = listStatements(context);
  return {
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
  };
}

/** The position in a list: an id, and in the queue the start of the wait. */
function cursorOf({ sort, cursor }: ListQuery): { readonly cursor: string | undefined; readonly cursorMs?: number } {
  if (sort !== 'waiting' || cursor === undefined) return { cursor };
  const [, since = '0', id = ''] = /^(\d{1,15})\.(.*)$/.exec(cursor) ?? [];
  return { cursor: id, cursorMs: Number(since) };
}

/**
 * Pages of ids. Unused conditions are not in the statement, so that each combination has its own plan. A person's
 * list walks their own rows in the order of ids; the list of all contracts walks the contracts.
 */
function listStatements({ db, tables: { contract, contractParty } }: StoreContext) {
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

/** Whether a contract needs staff for one of the given reasons. The first condition is that of the index. */
function needsStaff({ attention, attentionSinceMs }: StoreContext['tables']['contract']): SQL {
  return sql`${attentionSinceMs} is not null and exists (select from jsonb_array_elements(${attention}) a
    where a ->> 'reason' = any(${given('attention', 'text')}::text[]))`;
}
