import { jsonOf, nameOf, textArray, wholeNumber } from './columns.ts';
import type { Database } from './database.ts';
import { committedBetween } from './feed.ts';
import type { Outbox, OutboxWork, WebhookEndpoint } from './outbox.ts';
import type { WorkroomSchema } from './schema.ts';
import type { Tables } from './tables.ts';

/** The outbox over a database; see `Outbox` for what it promises. */
export function outboxOver(query: Database['query'], tables: Tables): Outbox {
  const statements = {
    addReader: addReaderStatement(tables),
    spread: spreadStatement(tables),
    rescan: rescanStatement(tables),
    advance: advanceStatement(tables),
    release: releaseStatement(tables),
  };
  const lease = ({ contractId, reader, leaseUntilMs }: OutboxWork) => [contractId, reader, String(leaseUntilMs)];
  const release = async (work: OutboxWork, nowMs: number, nextAttemptAtMs: number | null) => {
    await query(statements.release, [...lease(work), String(nowMs), String(nextAttemptAtMs ?? '')]);
  };

  return {
    async addReader(name, nowMs) {
      await query(statements.addReader, [name, String(nowMs)]);
    },
    async spread(nowMs) {
      const lost = await query(statements.spread, [String(nowMs)]);
      for (const name of lost) if (name !== '') await query(statements.rescan, [String(nowMs), name]);
    },
    async claim(nowMs, leaseUntilMs, limit, readers) {
      const parameters = [String(nowMs), String(leaseUntilMs), textArray(readers)];
      return (await query(claimStatement(tables, limit), parameters)).map(readWork);
    },
    advance: async (work, seq) => (await query(statements.advance, [...lease(work), String(seq)])).length > 0,
    release: (work, nowMs) => release(work, nowMs, null),
    postpone: (work, nextAttemptAtMs, nowMs) => release(work, nowMs, nextAttemptAtMs),
  };
}

/** Parameters: name, now. */
export function addReaderStatement({ outboxReader }: Tables): string {
  return `insert into ${nameOf(outboxReader)} (name, watermark, created_at_ms)
values ($1::text, pg_snapshot_xmin(pg_current_snapshot()), $2::text::bigint)
on conflict (name) do nothing returning name as row`;
}

/**
 * Moves each reader's watermark over what was committed, and says on each contract up to where there is something.
 * Nothing is written, and no row locked, where there is nothing new. Transactions below `pg_snapshot_xmin` are over
 * for good; what may still be committing is left for the next look. A process that comes while another one looks
 * passes by.
 *
 * A watermark from the future was brought along from another database, by a restored dump: its transactions are
 * numbered anew here. Such readers are named in the answer, to be looked after by `rescanStatement`.
 *
 * Each reader's events are asked for by themselves, between two bounds. Joined to the readers they were all events ever
 * written: of 20,000,000 half a minute's reading after every commit, and a millisecond's so.
 *
 * Parameters: now.
 */
function spreadStatement({ outboxReader, outboxPlace, webhookEndpoint, event }: Tables): string {
  return `with now as materialized (
  select pg_snapshot_xmin(pg_current_snapshot()) as xmin
), reader as (
  select r.name, r.watermark from ${nameOf(outboxReader)} r
  where (
    select e.transaction from ${nameOf(event)} e where e.transaction >= r.watermark order by e.transaction limit 1
  ) < (select xmin from now)
  for update skip locked
), changed as (
  select r.name, e.contract_id, e.first_seq, e.last_seq
  from reader r cross join lateral (
    select contract_id, min(seq) as first_seq, max(seq) as last_seq
    from ${committedBetween(event)}(r.watermark, (select xmin from now)) group by contract_id) e
), placed as (
  insert into ${nameOf(outboxPlace)} as p (contract_id, reader, seq, wanted_seq, attempts, next_attempt_at_ms)
  select c.contract_id, c.name, c.first_seq - 1, c.last_seq, 0,
    case when w.enabled is distinct from false then $1::text::bigint end
  from changed c left join ${nameOf(webhookEndpoint)} w on w.id = c.name
  on conflict (contract_id, reader) do update set
    wanted_seq = excluded.wanted_seq,
    next_attempt_at_ms = coalesce(p.next_attempt_at_ms, excluded.next_attempt_at_ms)
  where p.wanted_seq < excluded.wanted_seq
), moved as (
  update ${nameOf(outboxReader)} r set watermark = now.xmin from reader b, now
  where r.name = b.name and now.xmin > b.watermark
)
select r.name as row from ${nameOf(outboxReader)} r, now where r.watermark > now.xmin`;
}

/**
 * Looks at every contract once, for a reader whose watermark says nothing any more. What was recorded before it began
 * to read is none of its business.
 *
 * Parameters: now, reader.
 */
function rescanStatement({ outboxReader, outboxPlace, contract, event }: Tables): string {
  return `with reader as (
  select name, created_at_ms from ${nameOf(outboxReader)} where name = $2::text for update
), found as (
  select c.id, r.name, c.seq as last_seq, coalesce(p.seq, (
    select min(e.seq) - 1 from ${nameOf(event)} e
    where e.contract_id = c.id and e.recorded_at_ms >= r.created_at_ms)) as after_seq
  from ${nameOf(contract)} c cross join reader r
  left join ${nameOf(outboxPlace)} p on p.contract_id = c.id and p.reader = r.name
  where p.wanted_seq is null or p.wanted_seq < c.seq
), placed as (
  insert into ${nameOf(outboxPlace)} as p (contract_id, reader, seq, wanted_seq, attempts, next_attempt_at_ms)
  select f.id, f.name, f.after_seq, f.last_seq, 0, $1::text::bigint from found f where f.after_seq is not null
  on conflict (contract_id, reader) do update set
    wanted_seq = greatest(p.wanted_seq, excluded.wanted_seq),
    next_attempt_at_ms = coalesce(p.next_attempt_at_ms, excluded.next_attempt_at_ms)
)
update ${nameOf(outboxReader)} r set watermark = pg_snapshot_xmin(pg_current_snapshot()) from reader b
where r.name = b.name returning r.name as row`;
}

/** The limit stands in the text, as in `claimPaymentsStatement`. Parameters: now, lease until, readers. */
function claimStatement({ outboxPlace, webhookEndpoint, contract }: Tables, limit: number): string {
  return `with due as (
  select p.contract_id, p.reader from ${nameOf(outboxPlace)} p
  where p.next_attempt_at_ms <= $1::text::bigint and (p.lease_until_ms is null or p.lease_until_ms <= $1::text::bigint)
    and (p.reader = any($3::text::text[]) or exists (
      select from ${nameOf(webhookEndpoint)} w where w.id = p.reader and w.enabled
        and (w.rest_until_ms is null or w.rest_until_ms <= $1::text::bigint)))
  order by p.next_attempt_at_ms limit ${wholeNumber(limit)}
  for update skip locked
), claimed as (
  update ${nameOf(outboxPlace)} p set lease_until_ms = $2::text::bigint
  from due d where p.contract_id = d.contract_id and p.reader = d.reader
  returning p.*
)
select json_build_object(
  'place', ${jsonOf('p', outboxPlace)},
  'head', json_build_object('seq', c.seq, 'hash', c.head),
  'endpoint', case when w.id is not null then ${jsonOf('w', webhookEndpoint, ['restUntilMs'])} end
)::text as row
from claimed p join ${nameOf(contract)} c on c.id = p.contract_id
left join ${nameOf(webhookEndpoint)} w on w.id = p.reader`;
}

/** Parameters: contract, reader, lease, seq. */
function advanceStatement({ outboxPlace }: Tables): string {
  return `update ${nameOf(outboxPlace)} p set seq = $4::text::bigint, attempts = 0, failing_since_ms = null
where p.contract_id = $1::text and p.reader = $2::text and p.lease_until_ms = $3::text::bigint
returning p.reader as row`;
}

/** Parameters: contract, reader, lease, now, next attempt after a failure or nothing. */
function releaseStatement({ outboxPlace }: Tables): string {
  return `update ${nameOf(outboxPlace)} p set
  lease_until_ms = null,
  next_attempt_at_ms = coalesce(nullif($5::text, '')::bigint, case when p.wanted_seq > p.seq then $4::text::bigint end),
  attempts = p.attempts + case when $5::text = '' then 0 else 1 end,
  failing_since_ms = case when $5::text = '' then p.failing_since_ms else coalesce(p.failing_since_ms, $4::text::bigint) end
where p.contract_id = $1::text and p.reader = $2::text and p.lease_until_ms = $3::text::bigint
returning p.reader as row`;
}

interface WorkDocument {
  readonly place: Omit<WorkroomSchema['outboxPlace']['$inferSelect'], 'leaseUntilMs'> & {
    readonly leaseUntilMs: number;
  };
  readonly head: OutboxWork['head'];
  readonly endpoint: WebhookEndpoint | null;
}

function readWork(json: string): OutboxWork {
  const { place, head, endpoint } = JSON.parse(json) as WorkDocument;
  const { nextAttemptAtMs: _, ...same } = place;
  return { ...same, head, endpoint };
}
