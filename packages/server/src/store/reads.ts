import { jsonOf, nameOf, textArray, wholeNumber } from './columns.ts';
import { foldedForSearch } from './contract-row.ts';
import { isStorable } from './storable-text.ts';
import type { ListQuery } from './store.ts';
import type { Tables } from './tables.ts';

/** Parameters: contract, seq, limit. */
export function timelineStatement({ event }: Tables): string {
  return `select ${jsonOf('e', event)}::text as row from ${nameOf(event)} e
where e.contract_id = $1::text and e.seq > $2::text::bigint order by e.seq limit $3::text::bigint`;
}

/** Parameters: contract, after seq, through seq. */
export function movementsStatement({ movement }: Tables): string {
  return `select ${jsonOf('m', movement)}::text as row from ${nameOf(movement)} m
where m.contract_id = $1::text and m.seq > $2::text::bigint and m.seq <= $3::text::bigint order by m.seq, m.id`;
}

/** Parameters: contract, seq, command. */
export function wasCommittedStatement({ event }: Tables): string {
  return `select e.id as row from ${nameOf(event)} e
where e.contract_id = $1::text and e.seq > $2::text::bigint and e.command_id = $3::text limit 1`;
}

/** Parameters: actor, key. */
export function findCreatedStatement({ creationKey }: Tables): string {
  return `select json_build_object('contractId', k.contract_id, 'bodyHash', k.body_hash)::text as row
from ${nameOf(creationKey)} k where k.actor = $1::text and k.key = $2::text`;
}

/** Parameters: now, limit. */
export function dueContractsStatement({ contract }: Tables): string {
  return `select c.id as row from ${nameOf(contract)} c
where c.next_deadline_ms <= $1::text::bigint order by c.next_deadline_ms limit $2::text::bigint`;
}

/**
 * Idempotency keys older than so many seconds; a bounded number, so that no statement runs long. The limit stands in the
 * text, as in `claimPaymentsStatement`. Parameters: seconds.
 */
export function forgetKeysStatement({ idempotency, creationKey }: Tables, limit: number): string {
  const old = `where created_at < now() - make_interval(secs => $1::text::bigint) order by created_at limit ${wholeNumber(limit)}`;
  return `with old as (
  select contract_id, actor, key from ${nameOf(idempotency)} ${old}
), old_creations as (
  select actor, key from ${nameOf(creationKey)} ${old}
), forgotten as (
  delete from ${nameOf(idempotency)} k using old o
  where k.contract_id = o.contract_id and k.actor = o.actor and k.key = o.key returning 1
), forgotten_creations as (
  delete from ${nameOf(creationKey)} k using old_creations o where k.actor = o.actor and k.key = o.key returning 1
)
select ((select count(*) from forgotten) + (select count(*) from forgotten_creations))::text as row`;
}

/**
 * A page of ids, and one more that tells whether there is another page. A condition that is not asked
 * for is not in the statement, so that each has a plan of its own. A person's list walks their own rows
 * in the order of ids; everybody's walks the contracts.
 *
 * @returns `null` when nothing can match
 */
export function listStatement(
  { contract, contractParty }: Tables,
  { personId, role, status, orDueAt, text, contractIds, sort, limit, cursor }: ListQuery,
): { readonly statement: string; readonly parameters: readonly string[] } | null {
  const asked = [personId, text, cursor, ...(contractIds ?? [])];
  if (asked.some((each) => typeof each === 'string' && !isStorable(each))) return null;
  const parameters: string[] = [];
  const given = (value: string) => `$${parameters.push(value)}::text`;
  const id = personId === null ? 'c.id' : 'p.contract_id';
  // A party's contract is there: looking it up made a page cost 253 µs in place of 40, and more the larger the table.
  const readsContract = status !== undefined || text !== undefined;
  const conditions = [
    personId !== null && `p.person_id = ${given(personId)}`,
    personId !== null && role !== undefined && `p.role = ${given(role)}`,
    status !== undefined && orDueAt === undefined && `c.status = ${given(status)}`,
    status !== undefined &&
      orDueAt !== undefined &&
      `(c.status = ${given(status)} or c.next_deadline_ms <= ${given(String(orDueAt))}::bigint)`,
    text !== undefined && `strpos(c.search_text, ${given(foldedForSearch(text))}) > 0`,
    contractIds !== undefined && `${id} = any(${given(textArray(contractIds))}::text[])`,
    cursor !== undefined && `${id} ${sort === 'newest' ? '<' : '>'} ${given(cursor)}`,
  ].filter((condition) => condition !== false);
  const from =
    personId === null
      ? `${nameOf(contract)} c`
      : `${nameOf(contractParty)} p${readsContract ? ` join ${nameOf(contract)} c on c.id = p.contract_id` : ''}`;
  const statement = `select distinct on (${id}) ${id} as row from ${from}
${conditions.length > 0 ? `where ${conditions.join(' and ')}` : ''}
order by ${id} ${sort === 'newest' ? 'desc' : 'asc'} limit ${wholeNumber(limit + 1)}`;
  return { statement, parameters };
}
