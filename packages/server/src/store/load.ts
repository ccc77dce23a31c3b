import type { ContractId } from '@workroom/core';
import { jsonOf, jsonTextOf, nameOf, textArray } from './columns.ts';
import type { Database } from './database.ts';
import { readStoredContract } from './rows.ts';
import { isStorable } from './storable-text.ts';
import type { LoadRequest, StoredContract } from './store.ts';
import type { Tables } from './tables.ts';

/** Settled payments that come with a contract, beside those that are open or asked for. */
const newestPayments = 50;

/** What milestones that nothing has happened to yet say nothing of: as the sum of each row is checked, all is nothing unless something came in. */
const sometimes = [
  {
    when: 'm.deposited + m.carried_in > 0',
    columns: ['deposited', 'carriedIn', 'released', 'refunded', 'carriedOut', 'held', 'lots'],
  },
  { when: "m.state <> 'planned'", columns: ['detail'] },
] as const;

/** Of a payment's row what no decision reads. */
const runnersOwn = ['contractId', 'attempts', 'nextAttemptAtMs', 'leaseUntilMs'] as const;

/**
 * Everything that decisions read, in one statement and therefore from one snapshot. The ids stand in a
 * condition of their own, beside the requests: by it the planner knows that they are few and takes the
 * index. They are unnested so that it reckons with as many when it plans for any value: a prepared
 * statement then keeps its plan and takes half the time.
 *
 * Parameters: ids, requests.
 */
export function loadStatement(tables: Tables): string {
  const { contract, milestone, payment, idempotency } = tables;
  return `select concat(
  '{"contract":', ${jsonTextOf('c', contract, ['searchText'])},
  ',"milestones":[', (
    select string_agg(${jsonTextOf('m', milestone, ['contractId'], sometimes)}, ',') from ${nameOf(milestone)} m where m.contract_id = c.id),
  '],"payments":[', (
    select string_agg(${jsonTextOf('p', payment, runnersOwn)}, ',') from ${nameOf(payment)} p
    where p.contract_id = c.id and (p.status not in ('succeeded', 'cancelled') or p.id = any(r.payments)
      or p.id >= coalesce((
        select n.id from ${nameOf(payment)} n where n.contract_id = c.id
        order by n.id desc offset ${newestPayments - 1} limit 1), ''))),
  '],"done":', coalesce(case when k.key is not null
    then json_build_object('bodyHash', k.body_hash, 'status', k.status, 'seq', k.seq) end::text, 'null'), '}'
) as row
from ${nameOf(contract)} c
left join json_to_recordset($2::text::json) as r(id text, payments text[], actor text, key text) on r.id = c.id
left join ${nameOf(idempotency)} k on k.contract_id = c.id and k.actor = r.actor and k.key = r.key
where c.id = any(array(select unnest($1::text::text[])))`;
}

/**
 * A contract with all that it ever moved, from one snapshot: what is compared must be of one moment.
 *
 * Parameters: contract.
 */
export function booksStatement({ contract, milestone, payment, movement }: Tables): string {
  return `select json_build_object(
  'contract', ${jsonOf('c', contract, ['searchText'])},
  'milestones', (
    select coalesce(json_agg(${jsonOf('m', milestone)} order by m.position), '[]')
    from ${nameOf(milestone)} m where m.contract_id = c.id),
  'payments', (
    select coalesce(json_agg(${jsonOf('p', payment)} order by p.id), '[]')
    from ${nameOf(payment)} p where p.contract_id = c.id),
  'movements', (
    select coalesce(json_agg(${jsonOf('v', movement)} order by v.seq, v.id), '[]')
    from ${nameOf(movement)} v where v.contract_id = c.id)
)::text as row
from ${nameOf(contract)} c where c.id = $1::text`;
}

export async function load(
  query: Database['query'],
  statement: string,
  requests: readonly LoadRequest[],
): Promise<ReadonlyMap<ContractId, StoredContract>> {
  // No contract has an id that cannot be stored, and asking for one would be an error.
  const possible = requests.filter(({ id }) => isStorable(id));
  if (possible.length === 0) return new Map();
  const ids = possible.map(({ id }) => id);
  if (new Set(ids).size < ids.length) throw new TypeError('A load asks for a contract once. Load it again instead.');
  const asked = possible.map(({ id, payments = [], idempotency }) => ({
    id,
    payments,
    actor: idempotency?.actor,
    key: idempotency?.key,
  }));
  const found = (await query(statement, [textArray(ids), JSON.stringify(asked)])).map(readStoredContract);
  return new Map(found.map((stored) => [stored.contract.id, stored]));
}
