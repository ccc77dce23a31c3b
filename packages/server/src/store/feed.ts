import { jsonOf, nameOf, textArray } from './columns.ts';
import type { NotificationQuery } from './store.ts';
import type { Tables } from './tables.ts';

/** A page of a person's notifications, newest first, and one more that tells whether there is another page. */
export function notificationsStatement(
  { notification }: Tables,
  { personId, unreadOnly, contractIds, limit, cursor }: NotificationQuery,
): { readonly statement: string; readonly parameters: readonly string[] } {
  const parameters: string[] = [];
  const given = (value: string) => `$${parameters.push(value)}::text`;
  const conditions = [
    `n.person_id = ${given(personId)}`,
    unreadOnly && 'n.read_at_ms is null',
    contractIds !== undefined && `n.contract_id = any(${given(textArray(contractIds))}::text[])`,
    cursor !== undefined && `n.event_id < ${given(cursor)}`,
  ].filter((condition) => condition !== false);
  const statement = `select ${jsonOf('n', notification)}::text as row from ${nameOf(notification)} n
where ${conditions.join(' and ')} order by n.event_id desc limit ${given(String(limit + 1))}::bigint`;
  return { statement, parameters };
}

/** Parameters: contract, seq. */
export function toldStatement({ notification }: Tables): string {
  return `select ${jsonOf('n', notification)}::text as row from ${nameOf(notification)} n
where n.contract_id = $1::text and n.seq = $2::text::bigint order by n.person_id`;
}

/** Parameters: person, contracts or nothing for all. */
export function unreadStatement({ notification }: Tables): string {
  return `select count(*)::text as row from ${nameOf(notification)} n
where n.person_id = $1::text and n.read_at_ms is null
  and ($2::text = '' or n.contract_id = any(nullif($2::text, '')::text[]))`;
}

/** Parameters: person, ids or nothing for all, now, contracts or nothing for all. */
export function markReadStatement({ notification }: Tables): string {
  return `update ${nameOf(notification)} n set read_at_ms = $3::text::bigint
where n.person_id = $1::text and n.read_at_ms is null
  and ($2::text = '' or n.event_id = any(nullif($2::text, '')::text[]))
  and ($4::text = '' or n.contract_id = any(nullif($4::text, '')::text[]))
returning n.event_id as row`;
}

/**
 * Transactions below `pg_snapshot_xmin` are over for good; those above it may still commit, and are left
 * for the next look.
 *
 * Parameters: watermark, or nothing to take one.
 */
export function changedSinceStatement({ event }: Tables): string {
  return `with now as (select pg_snapshot_xmin(pg_current_snapshot()) as xmin)
select json_build_object(
  'watermark', now.xmin::text,
  'contractIds', (
    select coalesce(json_agg(distinct e.contract_id), '[]')
    from ${committedBetween(event)}(nullif($1::text, '')::xid8, now.xmin) e)
)::text as row from now`;
}

/** The function that answers the events of transactions from the first on, and before the second. */
export function committedBetween(event: Tables['event']): string {
  return nameOf(event).replace('"event"', '"committed_between"');
}
