import { attentionReasons } from '@workroom/core';
import type { Figures, Tracer } from '@workroom/server';
import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client';

export interface Metrics {
  /** Passed to the kit, which reports every operation and every commit. */
  readonly tracer: Tracer;
  /** In Prometheus' text format. */
  text(): Promise<{ readonly contentType: string; readonly body: string }>;
}

const seconds = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10];

/** @param figures counts over the whole database, read at each scrape, and left out if the database does not answer */
export function createMetrics(figures: () => Promise<Figures>): Metrics {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry });
  const registers = [registry];
  const requests = new Counter({
    name: 'workroom_requests_total',
    help: 'Operations performed, by name and status',
    labelNames: ['operation', 'status'],
    registers,
  });
  const requestSeconds = new Histogram({
    name: 'workroom_request_seconds',
    help: 'Duration of operations',
    labelNames: ['operation'],
    buckets: seconds,
    registers,
  });
  const commitSeconds = new Histogram({
    name: 'workroom_commit_seconds',
    help: 'Duration of commits',
    labelNames: ['outcome'],
    buckets: seconds,
    registers,
  });
  const gauges = gaugesOf(registers);

  return {
    tracer: {
      startActiveSpan(name, { attributes }, run) {
        const startedMs = performance.now();
        let status = '200';
        return run({
          setAttribute(key, value) {
            if (key === 'workroom.status') status = String(value);
          },
          setStatus() {
            if (status === '200') status = '500';
          },
          end() {
            const took = (performance.now() - startedMs) / 1_000;
            const operation = attributes['workroom.operation'];
            if (operation !== undefined) {
              requests.inc({ operation: String(operation), status });
              requestSeconds.observe({ operation: String(operation) }, took);
            } else if (name === 'workroom commit') {
              commitSeconds.observe({ outcome: status === '200' ? 'done' : 'failed' }, took);
            }
          },
        });
      },
    },
    async text() {
      // If the database does not answer, these metrics are missing, but the process's own remain.
      const known = await figures().catch(() => null);
      for (const { gauge, of } of gauges) {
        gauge.reset();
        if (known !== null) of(known, gauge);
      }
      return { contentType: registry.contentType, body: await registry.metrics() };
    },
  };
}

type Fill = (figures: Figures, gauge: Gauge) => void;

function gaugesOf(registers: Registry[]): readonly { readonly gauge: Gauge; readonly of: Fill }[] {
  const made = (name: string, help: string, of: Fill, labelNames: string[] = []) => ({
    gauge: new Gauge({ name: `workroom_${name}`, help, registers, labelNames }),
    of,
  });
  const value =
    (pick: (figures: Figures) => number | null): Fill =>
    (figures, gauge) => {
      const picked = pick(figures);
      if (picked !== null) gauge.set(picked);
    };
  const inSeconds = (ms: number | null) => (ms === null ? null : ms / 1_000);
  return [
    made(
      'contracts',
      'Contracts, by status',
      ({ contracts }, gauge) => {
        for (const [status, count] of Object.entries(contracts)) gauge.set({ status }, count);
      },
      ['status'],
    ),
    made(
      'attention',
      'Contracts that need the marketplace’s staff, by reason: disputed, frozen and others',
      ({ attention }, gauge) => {
        for (const reason of attentionReasons) gauge.set({ reason }, attention[reason] ?? 0);
      },
      ['reason'],
    ),
    made(
      'held_minor_units',
      'Money held for contracts, by currency, in its minor units',
      ({ held }, gauge) => {
        for (const [currency, amount] of Object.entries(held)) gauge.set({ currency }, amount);
      },
      ['currency'],
    ),
    made(
      'due_deadlines',
      'Deadlines that have passed and are not applied yet',
      value((at) => at.dueDeadlines),
    ),
    made(
      'oldest_deadline_seconds',
      'How long the oldest of these deadlines has been due',
      value((at) => inSeconds(at.oldestDeadlineMs)),
    ),
    made(
      'pending_payments',
      'Payments in progress',
      value((at) => at.pendingPayments),
    ),
    made(
      'oldest_payment_seconds',
      'How long the oldest due payment has waited',
      value((at) => inSeconds(at.oldestPaymentMs)),
    ),
    made(
      'parked_payments',
      'Payments that need a person',
      value((at) => at.parkedPayments),
    ),
    made(
      'outbox_waiting',
      'Contracts with undelivered events',
      value((at) => at.outboxWaiting),
    ),
    made(
      'oldest_outbox_seconds',
      'How long the oldest undelivered event has been due',
      value((at) => inSeconds(at.oldestOutboxMs)),
    ),
    made(
      'webhook_endpoints_disabled',
      'Disabled webhook endpoints',
      value((at) => at.disabledEndpoints),
    ),
    made(
      'since_sweep_seconds',
      'Time since the last sweep',
      value((at) => inSeconds(at.sinceSweepMs)),
    ),
  ];
}
