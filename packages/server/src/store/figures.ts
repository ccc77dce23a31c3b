import type { AttentionReason, ContractStatus, Currency, Instant } from '@workroom/core';
import { and, between, count, eq, gt, isNotNull, sql } from 'drizzle-orm';
import type { PgColumn } from 'drizzle-orm/pg-core';
import { type StoreContext, unnamed } from './database.ts';
import { given } from './parameters.ts';

export interface FiguresStore {
  /** Counts over everything: for metrics and `workroom status`, a few times a minute. */
  read(now: Instant, systemNowMs: number): Promise<Figures>;
  /** Records that a background job has run. */
  beat(duty: Duty, systemNowMs: number): Promise<void>;
}

export type Duty = 'sweep' | 'outbox';

export interface Figures {
  readonly contracts: Readonly<Partial<Record<ContractStatus, number>>>;
  /** Contracts that need the marketplace's staff, by reason (rule 48), such as `disputed` and `frozen`. */
  readonly attention: Readonly<Partial<Record<AttentionReason, number>>>;
  /** Money held on milestones and as carried funds, in minor units, by currency, according to stored data. */
  readonly held: Readonly<Record<Currency, number>>;
  /** The number of contracts with passed, unrecorded deadlines, and the oldest of these. */
  readonly dueDeadlines: number;
  readonly oldestDeadlineMs: number;
  /** Payments that are pending at the provider or wait for an attempt. */
  readonly pendingPayments: number;
  /** How long the oldest due payment has waited. */
  readonly oldestPaymentMs: number;
  /** Payments that need a person. */
  readonly parkedPayments: number;
  /** Events on their way to webhook endpoints, mail and the host. */
  readonly outboxWaiting: number;
  readonly oldestOutboxMs: number;
  readonly endpoints: number;
  readonly disabledEndpoints: number;
  /** Endpoints with an unencrypted secret. */
  readonly plainEndpoints: number;
  /** How long ago each background job last ran; `null` for never. */
  readonly sinceSweepMs: number | null;
  readonly sinceOutboxMs: number | null;
}

/** The accuracy of a job's last time: it saves writes, and is exact enough for monitoring. */
const beatEveryMs = 30_000;

export function figuresOver(context: StoreContext): FiguresStore {
  const { db, tables, read, write } = context;
  const { contract, payment, outboxPlace, webhookEndpoint, heartbeat } = tables;
  const statuses = db
    .select({ status: contract.status, count: count() })
    .from(contract)
    .groupBy(contract.status)
    .prepare(unnamed);
  const reasons = db
    .select({ reason: sql<AttentionReason>`a ->> 'reason'`.as('reason'), count: count() })
    .from(contract)
    .crossJoinLateral(sql`jsonb_array_elements(${contract.attention}) a`)
    // A reason may begin later: a refund that waits needs staff only after a day.
    .where(and(isNotNull(contract.attentionSinceMs), sql`(a ->> 'since')::bigint <= ${given('now', 'bigint')}`))
    .groupBy(sql`a ->> 'reason'`)
    .prepare(unnamed);
  const heldIn = sql`${contract.held} + ${contract.carried}`;
  const held = db
    .select({ currency: contract.currency, amount: sql`sum(${heldIn})`.mapWith(Number) })
    .from(contract)
    .where(gt(heldIn, 0))
    .groupBy(contract.currency)
    .prepare(unnamed);
  const deadlines = db
    .select(waitingSince(contract.nextDeadlineMs))
    .from(contract)
    .where(between(contract.nextDeadlineMs, sql`0`, sql.placeholder('now')))
    .prepare(unnamed);
  const payments = db
    .select(waitingSince(payment.nextAttemptAtMs))
    .from(payment)
    .where(isNotNull(payment.nextAttemptAtMs))
    .prepare(unnamed);
  const parked = db.select({ count: count() }).from(payment).where(eq(payment.status, sql`'parked'`)).prepare(unnamed);
  const outbox = db
    .select(waitingSince(outboxPlace.nextAttemptAtMs))
    .from(outboxPlace)
    .where(isNotNull(outboxPlace.nextAttemptAtMs))
    .prepare(unnamed);
  const endpoints = db
    .select({
      all: count(),
      disabled: sql`count(*) filter (where not ${webhookEndpoint.enabled})`.mapWith(Number),
      plain:
        sql`count(*) filter (where jsonb_path_exists(${webhookEndpoint.secrets}, '$[*].secret ? (@ starts with "whsec_")'))`.mapWith(
          Number,
        ),
    })
    .from(webhookEndpoint)
    .prepare(unnamed);
  const duties = db.select().from(heartbeat).prepare(unnamed);
  const beat = db
    .insert(heartbeat)
    .values({ duty: sql.placeholder('duty'), atMs: sql.placeholder('now') })
    .onConflictDoUpdate({
      target: heartbeat.duty,
      set: { atMs: sql`excluded.at_ms` },
      setWhere: sql`${heartbeat.atMs} < excluded.at_ms - ${sql.raw(String(beatEveryMs))}`,
    })
    .prepare(unnamed);

  return {
    async read(now, systemNowMs) {
      const [byStatus, byReason, byCurrency, [due], [open], [stuck], [sent], [hooks], beats] = await Promise.all([
        read(statuses),
        read(reasons, { now }),
        read(held),
        read(deadlines, { now }),
        read(payments),
        read(parked),
        read(outbox),
        read(endpoints),
        read(duties),
      ]);
      const waited = (row: Waiting | undefined, untilMs: number) =>
        row?.oldestMs == null ? 0 : Math.max(untilMs - row.oldestMs, 0);
      const since = (duty: Duty) => {
        const last = beats.find((each) => each.duty === duty);
        return last === undefined ? null : Math.max(systemNowMs - last.atMs, 0);
      };
      return {
        contracts: Object.fromEntries(byStatus.map((row) => [row.status, row.count])),
        attention: Object.fromEntries(byReason.map((row) => [row.reason, row.count])),
        held: Object.fromEntries(byCurrency.map((row) => [row.currency, row.amount])),
        dueDeadlines: due?.count ?? 0,
        oldestDeadlineMs: waited(due, now),
        pendingPayments: open?.count ?? 0,
        oldestPaymentMs: waited(open, systemNowMs),
        parkedPayments: stuck?.count ?? 0,
        outboxWaiting: sent?.count ?? 0,
        oldestOutboxMs: waited(sent, systemNowMs),
        endpoints: hooks?.all ?? 0,
        disabledEndpoints: hooks?.disabled ?? 0,
        plainEndpoints: hooks?.plain ?? 0,
        sinceSweepMs: since('sweep'),
        sinceOutboxMs: since('outbox'),
      };
    },
    async beat(duty, systemNowMs) {
      await write(beat, { duty, now: systemNowMs });
    },
  };
}

interface Waiting {
  readonly count: number;
  readonly oldestMs: number | null;
}

function waitingSince(column: PgColumn) {
  return { count: count(), oldestMs: sql<number | null>`min(${column})`.mapWith(Number) };
}
