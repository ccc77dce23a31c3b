import { jsonOf, nameOf, wholeNumber } from './columns.ts';
import type { Tables } from './tables.ts';

// What the payment runner asks. Its columns stand on the payment's own row, beside what decisions write.

/**
 * No schedule and no lease reaches a day ahead. One that does was written by a clock that had gone astray,
 * and would keep somebody's money waiting until that time comes: it counts as due.
 */
const farthestMs = 86_400_000;

/**
 * `skip locked` lets several runners claim at once without waiting for each other or sharing a payment:
 * a row that another one has just leased is checked again before it is locked, and left out.
 *
 * The limit stands in the text: behind a parameter the planner would reckon with a tenth of all that is
 * due, and a prepared statement would read whole tables.
 *
 * Parameters: now, lease until.
 */
export function claimPaymentsStatement(tables: Tables, limit: number): string {
  const payment = nameOf(tables.payment);
  const now = '$1::text::bigint';
  const free = `(lease_until_ms is null or lease_until_ms <= ${now} or lease_until_ms > ${now} + ${farthestMs})`;
  return `with due as (
  select contract_id, id from ${payment}
  where next_attempt_at_ms <= ${now} and ${free}
  order by next_attempt_at_ms limit ${wholeNumber(limit)}
  for update skip locked
), astray as (
  select contract_id, id from ${payment}
  where next_attempt_at_ms > ${now} + ${farthestMs} and ${free}
  order by next_attempt_at_ms limit ${wholeNumber(limit)}
  for update skip locked
), taken as (
  select contract_id, id from due union all select contract_id, id from astray limit ${wholeNumber(limit)}
), claimed as (
  update ${payment} p set lease_until_ms = $2::text::bigint, attempts = p.attempts + 1
  from taken t where p.contract_id = t.contract_id and p.id = t.id
  returning p.*
)
${work(tables, 'claimed')}
order by p.next_attempt_at_ms, p.id`;
}

/** Parameters: contract, payments. */
export function paymentWorkStatement(tables: Tables): string {
  return `${work(tables, nameOf(tables.payment))}
where p.contract_id = $1::text and p.id = any($2::text::text[]) order by p.id`;
}

/** A page of the payments of one open status. Parameters: status, last id before it, limit. */
export function openPaymentsStatement(tables: Tables): string {
  return `${work(tables, nameOf(tables.payment))}
where p.status in ('pending', 'requires_action', 'parked') and p.status = $1::text and p.id > $2::text
order by p.id limit $3::text::bigint`;
}

/** Parameters: contract, payment, next attempt or empty, the status that was seen. */
export function postponePaymentStatement({ payment }: Tables): string {
  return `update ${nameOf(payment)} p set next_attempt_at_ms = nullif($3::text, '')::bigint, lease_until_ms = null
where p.contract_id = $1::text and p.id = $2::text and p.status = $4::text`;
}

function work({ contract, payment }: Tables, from: string): string {
  return `select json_build_object(
  'payment', ${jsonOf('p', payment)},
  'currency', c.currency,
  'client', json_build_object('id', c.client_id, 'name', c.client_name),
  'freelancer', json_build_object('id', c.freelancer_id, 'name', c.freelancer_name),
  'source', case when s.id is not null then json_build_object('id', s.id, 'reference', s.reference) end
)::text as row
from ${from} p
join ${nameOf(contract)} c on c.id = p.contract_id
left join ${nameOf(payment)} s on s.contract_id = p.contract_id and s.id = p.source`;
}
