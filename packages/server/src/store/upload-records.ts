import type { ContractId, UploadId } from '@workroom/core';
import { nameOf, textArray, wholeNumber } from './columns.ts';
import type { Database } from './database.ts';
import { isStorable, storableJson } from './storable-text.ts';
import type { Tables } from './tables.ts';

/** A file that somebody announced, whether or not it was sent. */
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

/** What was announced of files: how much there is, and what nothing names. The files themselves are in the storage. */
export interface UploadRecords {
  add(record: UploadRecord): Promise<void>;
  remove(contractId: ContractId, id: UploadId): Promise<void>;
  /** What is kept of a contract's files, and of a person's that nothing is known to name. Has what was added before it was asked. */
  use(contractId: ContractId, personId: string): Promise<{ readonly contract: UploadUse; readonly person: UploadUse }>;
  /** A submission or a statement names them. */
  markNamed(contractId: ContractId, ids: readonly UploadId[]): Promise<void>;
  /** Of these files those that were announced before, and that no event names. */
  outdated(contractId: ContractId, ids: readonly UploadId[], beforeMs: number): Promise<readonly UploadId[]>;
  /** Files that were announced before and that no event names, the oldest first; of others it remembers that they are named. */
  unnamed(beforeMs: number, limit: number): Promise<readonly Pick<UploadRecord, 'contractId' | 'id'>[]>;
}

/** The records over a database. */
export function uploadRecordsOver(query: Database['query'], { upload, event }: Tables): UploadRecords {
  const isNamed = `exists (
    select 1 from ${nameOf(event)} e where e.contract_id = u.contract_id and e.type in ('milestone.submitted', 'dispute.statement')
      and e.data -> 'files' @> jsonb_build_array(jsonb_build_object('uploadId', u.id)))`;
  const use = (condition: string) =>
    `(select json_build_object('bytes', coalesce(sum(u.size), 0), 'files', count(*)) from ${nameOf(upload)} u where ${condition})`;
  const statements = {
    add: `insert into ${nameOf(upload)} (contract_id, id, person_id, size, announced_at_ms, named)
select r."contractId", r.id, r."personId", r.size, r."announcedAtMs", false
from json_to_recordset($1::text::json) as r("contractId" text, id text, "personId" text, size bigint, "announcedAtMs" bigint)
returning id as row`,
    remove: `delete from ${nameOf(upload)} where contract_id = $1::text and id = $2::text returning id as row`,
    use: `select json_build_object('contract', ${use('u.contract_id = $1::text')},
  'person', ${use('u.person_id = $2::text and not u.named')})::text as row`,
    markNamed: `update ${nameOf(upload)} set named = true
where contract_id = $1::text and id = any($2::text::text[]) and not named returning id as row`,
    outdated: `select u.id as row from ${nameOf(upload)} u
where u.contract_id = $1::text and u.id = any($2::text::text[]) and not u.named and u.announced_at_ms < $3::text::bigint
  and not ${isNamed} order by u.id`,
    /** The limit stands in the text, as in `claimPaymentsStatement`. Parameters: before. */
    unnamed: (limit: number) => `with old as (
  select u.contract_id, u.id, u.announced_at_ms, ${isNamed} as is_named from ${nameOf(upload)} u
  where not u.named and u.announced_at_ms < $1::text::bigint order by u.announced_at_ms limit ${wholeNumber(limit)}
), named as (
  update ${nameOf(upload)} u set named = true from old o
  where o.is_named and u.contract_id = o.contract_id and u.id = o.id
)
select json_build_object('contractId', o.contract_id, 'id', o.id)::text as row from old o
where not o.is_named order by o.announced_at_ms`,
  };
  return {
    async add(record) {
      await query(statements.add, [storableJson([record])]);
    },
    async remove(contractId, id) {
      await query(statements.remove, [contractId, id]);
    },
    async use(contractId, personId) {
      const [found] = await query(statements.use, [contractId, personId]);
      if (found === undefined) throw new TypeError('the statement answers one row');
      return JSON.parse(found) as Awaited<ReturnType<UploadRecords['use']>>;
    },
    async markNamed(contractId, ids) {
      await query(statements.markNamed, [contractId, textArray(ids)]);
    },
    outdated: async (contractId, ids, beforeMs) =>
      (await query(statements.outdated, [
        contractId,
        textArray(ids.filter(isStorable)),
        String(beforeMs),
      ])) as UploadId[],
    unnamed: async (beforeMs, limit) =>
      (await query(statements.unnamed(limit), [String(beforeMs)])).map(
        (json) => JSON.parse(json) as Pick<UploadRecord, 'contractId' | 'id'>,
      ),
  };
}
