import type { ContractId, UploadId } from '@workroom/core';
import { and, asc, count, eq, exists, lt, not, type SQL, sql } from 'drizzle-orm';
import { type StoreContext, unnamed } from './database.ts';
import { anyOf, textArray } from './parameters.ts';
import { isStorable, storableJson } from './storable-text.ts';

/** An announced file, whether or not it was sent. */
export interface UploadRecord {
  readonly contractId: ContractId;
  readonly id: UploadId;
  readonly personId: string;
  /** In bytes. */
  readonly size: number;
  readonly announcedAtMs: number;
}

export interface UploadUse {
  readonly bytes: number;
  readonly files: number;
}

/** Records of announced files: their sizes, and which are unused. The files themselves are in the storage. */
export interface UploadRecords {
  add(record: UploadRecord): Promise<void>;
  remove(contractId: ContractId, id: UploadId): Promise<void>;
  /** The totals of a contract's files, and of a person's unused ones, including those added before the call. */
  use(contractId: ContractId, personId: string): Promise<{ readonly contract: UploadUse; readonly person: UploadUse }>;
  /**
   * Dates a person's file back, so that it is outdated, unless an event names it.
   *
   * @returns `named` if an event uses it, so it is left unchanged; `unknown` if this person did not announce it
   */
  retire(
    contractId: ContractId,
    id: UploadId,
    personId: string,
    toMs: number,
  ): Promise<'retired' | 'named' | 'unknown'>;
  /** Records that a submission, a statement or a message uses them. */
  markNamed(contractId: ContractId, ids: readonly UploadId[]): Promise<void>;
  /** Those of the given files that were announced before, and that no event uses. */
  outdated(contractId: ContractId, ids: readonly UploadId[], beforeMs: number): Promise<readonly UploadId[]>;
  /** Files that were announced before and that no event uses, oldest first. Records which of the others are used. */
  unnamed(beforeMs: number, limit: number): Promise<readonly Pick<UploadRecord, 'contractId' | 'id'>[]>;
}

/** The records over a database. */
export function uploadRecordsOver({ db, tables: { upload, event }, read, write }: StoreContext): UploadRecords {
  const isOf = eq(upload.contractId, sql.placeholder('contractId'));
  const isUnnamed = sql`not ${upload.named}`;
  const isNamedBy = (which: SQL | undefined) =>
    exists(
      db
        .select({ one: sql`1` })
        .from(event)
        .where(
          and(
            eq(event.contractId, upload.contractId),
            which,
            sql`${event.type} in ('milestone.submitted', 'dispute.statement', 'message.posted')`,
            sql`${event.data} -> 'files' @> jsonb_build_array(jsonb_build_object('uploadId', ${upload.id}))`,
          ),
        ),
    );
  const use = (where: SQL | undefined) =>
    db
      .select({ bytes: sql`coalesce(sum(${upload.size}), 0)`.mapWith(Number), files: count() })
      .from(upload)
      .where(where)
      .prepare(unnamed);

  const add = db
    .insert(upload)
    .values({
      contractId: sql.placeholder('contractId'),
      id: sql.placeholder('id'),
      personId: sql.placeholder('personId'),
      size: sql.placeholder('size'),
      announcedAtMs: sql.placeholder('announcedAtMs'),
      named: false,
    })
    .prepare(unnamed);
  const remove = db
    .delete(upload)
    .where(and(isOf, eq(upload.id, sql.placeholder('id'))))
    .prepare(unnamed);
  const isTheirs = and(isOf, eq(upload.id, sql.placeholder('id')), eq(upload.personId, sql.placeholder('personId')));
  const retire = db
    .update(upload)
    .set({ announcedAtMs: sql`least(${upload.announcedAtMs}, ${sql.placeholder('to')}::bigint)` })
    .where(and(isTheirs, isUnnamed, not(isNamedBy(eq(event.contractId, sql.placeholder('contractId'))))))
    .returning({ id: upload.id })
    .prepare(unnamed);
  const theirs = db.select({ id: upload.id }).from(upload).where(isTheirs).prepare(unnamed);
  const ofContract = use(isOf);
  const ofPerson = use(and(eq(upload.personId, sql.placeholder('personId')), isUnnamed));
  const markNamed = db
    .update(upload)
    .set({ named: true })
    .where(and(isOf, anyOf(upload.id, 'ids'), isUnnamed))
    .prepare(unnamed);
  const outdated = db
    .select({ id: upload.id })
    .from(upload)
    .where(
      and(
        isOf,
        anyOf(upload.id, 'ids'),
        isUnnamed,
        lt(upload.announcedAtMs, sql.placeholder('before')),
        not(isNamedBy(eq(event.contractId, sql.placeholder('contractId')))),
      ),
    )
    .orderBy(asc(upload.id))
    .prepare(unnamed);
  const old = db
    .select({ contractId: upload.contractId, id: upload.id, isNamed: sql<boolean>`${isNamedBy(undefined)}` })
    .from(upload)
    .where(and(isUnnamed, lt(upload.announcedAtMs, sql.placeholder('before'))))
    .orderBy(asc(upload.announcedAtMs))
    .limit(sql.placeholder('limit'))
    .prepare(unnamed);

  const records: UploadRecords = {
    async add(record) {
      storableJson(record);
      await write(add, { ...record });
    },
    async remove(contractId, id) {
      await write(remove, { contractId, id });
    },
    async retire(contractId, id, personId, to) {
      if ((await write(retire, { contractId, id, personId, to })).length > 0) return 'retired';
      return (await read(theirs, { contractId, id, personId })).length > 0 ? 'named' : 'unknown';
    },
    async use(contractId, personId) {
      const [[contract], [person]] = await Promise.all([
        read(ofContract, { contractId }),
        read(ofPerson, { personId }),
      ]);
      if (contract === undefined || person === undefined) throw new TypeError('a sum is one row');
      return { contract, person };
    },
    async markNamed(contractId, ids) {
      await write(markNamed, { contractId, ids: textArray(ids) });
    },
    outdated: async (contractId, ids, before) =>
      (await read(outdated, { contractId, ids: textArray(ids.filter(isStorable)), before })).map(({ id }) => id),
    async unnamed(before, limit) {
      const found = await read(old, { before, limit });
      const named = Map.groupBy(
        found.filter(({ isNamed }) => isNamed),
        ({ contractId }) => contractId,
      );
      for (const [contractId, files] of named) {
        await records.markNamed(
          contractId,
          files.map(({ id }) => id),
        );
      }
      return found.filter(({ isNamed }) => !isNamed).map(({ contractId, id }) => ({ contractId, id }));
    },
  };
  return records;
}
