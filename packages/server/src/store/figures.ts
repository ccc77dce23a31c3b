import type { ContractStatus, Instant } from '@workroom/core';
import { nameOf } from './columns.ts';
import type { Database } from './database.ts';
import type { Tables } from './tables.ts';

export interface FiguresStore {
  /** Counts over everything: for metrics and `workroom status`, a few times a minute. */
  read(now: Instant, systemNowMs: number): Promise<Figures>;
  /** Somebody did a duty that nobody's request does. */
  beat(duty: Duty, systemNowMs: number): Promise<void>;
}

export type Duty = 'sweep' | 'outbox';

export interface Figures {
  readonly contracts: Readonly<Partial<Record<ContractStatus, number>>>;
  /** Contracts on which a deadline has passed that nobody recorded yet, and since when the oldest. */
  readonly dueDeadlines: number;
  readonly oldestDeadlineMs: number;
  /** Payments that the provider still works on or that wait to be tried. */
  readonly pendingPayments: number;
  /** How long the payment that was to be looked after first has waited. */
  readonly oldestPaymentMs: number;
  /** Payments that a person has to look at. */
  readonly parkedPayments: number;
  /** What is on its way to webhook endpoints, mail and the host. */
  readonly outboxWaiting: number;
  readonly oldestOutboxMs: number;
  readonly endpoints: number;
  readonly disabledEndpoints: number;
  /** Endpoints with a secret that is stored as it is. */
  readonly plainEndpoints: number;
  /** How long ago anybody last did each duty; `null` for never. */
  readonly sinceSweepMs: number | null;
  readonly sinceOutboxMs: number | null;
}

/** So long a duty's last time may be out of date: fewer writes, and exact enough to see that nobody does it. */
const beatEveryMs = 30_000;

export function figuresOver(query: Database['query'], tables: Tables): FiguresStore {
  const statements = { read: readStatement(tables), beat: beatStatement(tables) };
  return {
    async read(now, systemNowMs) {
      const [figures] = await query(statements.read, [String(now), String(systemNowMs)]);
      if (figures === undefined) throw new TypeError('the statement answers one row');
      return JSON.parse(figures) as Figures;
    },
    async beat(duty, systemNowMs) {
      await query(statements.beat, [duty, String(systemNowMs)]);
    },
  };
}

/** Parameters: the contracts' now, system time. */
function readStatement(tables: Tables): string {
  const [contract, payment, place, endpoint, heartbeat] = [
    tables.contract,
    tables.payment,
    tables.outboxPlace,
    tables.webhookEndpoint,
    tables.heartbeat,
  ].map(nameOf);
  const since = (duty: Duty) =>
    `(select greatest($2::text::bigint - at_ms, 0) from ${heartbeat} where duty = '${duty}')`;
  const waited = (column: string, now: string) => `coalesce(greatest(${now}::text::bigint - min(${column}), 0), 0)`;
  return `select json_build_object(
  'contracts', (select coalesce(json_object_agg(status, count), '{}')
    from (select status, count(*) from ${contract} group by status) c),
  'dueDeadlines', d.count, 'oldestDeadlineMs', d.waited,
  'pendingPayments', p.count, 'oldestPaymentMs', p.waited,
  'parkedPayments', (select count(*) from ${payment} where status = 'parked'),
  'outboxWaiting', o.count, 'oldestOutboxMs', o.waited,
  'endpoints', (select count(*) from ${endpoint}),
  'disabledEndpoints', (select count(*) from ${endpoint} where not enabled),
  'plainEndpoints', (select count(*) from ${endpoint}
    where jsonb_path_exists(secrets, '$[*].secret ? (@ starts with "whsec_")')),
  'sinceSweepMs', ${since('sweep')}, 'sinceOutboxMs', ${since('outbox')}
)::text as row
from (select count(*), ${waited('next_deadline_ms', '$1')} as waited from ${contract}
    where next_deadline_ms <= $1::text::bigint) d,
  (select count(*), ${waited('next_attempt_at_ms', '$2')} as waited from ${payment}
    where next_attempt_at_ms is not null) p,
  (select count(*), ${waited('next_attempt_at_ms', '$2')} as waited from ${place}
    where next_attempt_at_ms is not null) o`;
}

/** Parameters: duty, system time. */
function beatStatement({ heartbeat }: Tables): string {
  return `insert into ${nameOf(heartbeat)} as h (duty, at_ms) values ($1::text, $2::text::bigint)
on conflict (duty) do update set at_ms = excluded.at_ms where h.at_ms < excluded.at_ms - ${beatEveryMs}
returning duty as row`;
}
