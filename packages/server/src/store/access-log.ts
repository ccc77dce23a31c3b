import type { AccessEntryId, ContractId, Instant } from '@workroom/core';
import { and, asc, eq, gt, sql } from 'drizzle-orm';
import { type StoreContext, unnamed } from './database.ts';
import { onceEach } from './once-each.ts';
import { pageOf } from './page-of.ts';
import { isStorable, storableJson } from './storable-text.ts';
import type { Page } from './store.ts';

/** One entry: an operator opened a contract. */
export interface AccessEntry {
  readonly id: AccessEntryId;
  readonly contractId: ContractId;
  readonly operatorId: string;
  /** System time. */
  readonly at: Instant;
}

export interface AccessQuery {
  readonly contractId: ContractId | undefined;
  readonly operatorId: string | undefined;
  readonly after: string | undefined;
  readonly limit: number;
}

/** The access log of operators (rule 43). */
export interface AccessLog {
  /** Adds the entry, unless one for the same operator, contract and hour exists. */
  add(entry: AccessEntry): Promise<void>;
  /** Oldest first, a page at a time. */
  list(query: AccessQuery): Promise<Page<AccessEntry>>;
}

export const hourMs = 3_600_000;

/** The log over a database. */
export function accessLogOver({ db, tables: { operatorAccess }, read, write }: StoreContext): AccessLog {
  const { id, contractId, operatorId } = operatorAccess;
  // If two processes write at once, the primary key makes the second one do nothing.
  const add = db
    .insert(operatorAccess)
    .values({
      contractId: sql.placeholder('contractId'),
      operatorId: sql.placeholder('operatorId'),
      hour: sql.placeholder('hour'),
      id: sql.placeholder('id'),
      atMs: sql.placeholder('at'),
    })
    .onConflictDoNothing()
    .prepare(unnamed);
  const list = onceEach(
    (asked: AccessQuery) => [asked.contractId !== undefined, asked.operatorId !== undefined, asked.after !== undefined],
    (asked) =>
      db
        .select()
        .from(operatorAccess)
        .where(
          and(
            asked.contractId === undefined ? undefined : eq(contractId, sql.placeholder('contractId')),
            asked.operatorId === undefined ? undefined : eq(operatorId, sql.placeholder('operatorId')),
            asked.after === undefined ? undefined : gt(id, sql.placeholder('after')),
          ),
        )
        .orderBy(asc(id))
        .limit(sql.placeholder('limit'))
        .prepare(unnamed),
  );

  return {
    async add(entry) {
      storableJson(entry);
      await write(add, { ...entry, hour: Math.floor(entry.at / hourMs) });
    },
    async list(asked) {
      const texts = [asked.contractId, asked.operatorId, asked.after];
      if (texts.some((each) => each !== undefined && !isStorable(each))) return { data: [], nextCursor: null };
      const rows = await read(list(asked), { ...asked, limit: asked.limit + 1 });
      const entries = rows.map(({ hour: _, atMs, ...entry }) => ({ ...entry, at: atMs }));
      return pageOf(entries, asked.limit, (entry) => entry.id);
    },
  };
}
