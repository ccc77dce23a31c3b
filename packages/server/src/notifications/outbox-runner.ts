import type { OutboxWork } from '../store/outbox.ts';
import type { Store, StoredEvent } from '../store/store.ts';
import { type Timer, withTimeLimit } from '../timer.ts';

/** A consumer of events. */
export interface OutboxReader {
  /** Delivers one event. When it throws, the event is retried, and later events of its contract wait. */
  deliver(work: OutboxWork, stored: StoredEvent, attempt: Attempt): Promise<void>;
  /** Whether an event that failed for the last time is left behind. Otherwise it goes on being tried, once a day. */
  passesOver(error: unknown): boolean;
}

export interface Attempt {
  /** From 1. */
  readonly number: number;
  /** Whether the reader may be passed over when this one fails. */
  readonly isLast: boolean;
}

export interface OutboxRunnerOptions {
  readonly store: Pick<Store, 'timeline' | 'outbox'>;
  /** By name. */
  readonly readers: ReadonlyMap<string, OutboxReader>;
  /** For work whose reader is a webhook endpoint. */
  readonly endpoints: OutboxReader;
  readonly nowMs: () => number;
  /** Uniform in [0, 1). */
  readonly random: () => number;
  readonly timer: Timer;
  readonly onError: (error: unknown, about: { readonly doing: string }) => void;
  readonly limits?: Partial<OutboxLimits>;
}

export interface OutboxLimits {
  /** Contracts that are worked on at once. */
  readonly parallel: number;
  /** Contracts that one round works on at most, rounded up to `parallel`. */
  readonly contracts: number;
  /** Events of a contract that are brought before others have their turn. */
  readonly events: number;
  /** How long a contract belongs to the process that works on it. */
  readonly leaseMs: number;
}

const defaultLimits: OutboxLimits = { parallel: 8, contracts: 400, events: 20, leaseMs: 60_000 };

const second = 1_000;
const minute = 60 * second;
const hour = 60 * minute;
/** The waits after each failure: ten attempts over a little more than three days. */
export const retryWaitsMs: readonly number[] = [
  5 * second,
  5 * minute,
  30 * minute,
  2 * hour,
  5 * hour,
  10 * hour,
  14 * hour,
  20 * hour,
  24 * hour,
];

export interface OutboxRunner {
  /**
   * Brings what is due, once.
   *
   * @param contracts that are worked on at most, rounded up to what is worked on at once
   * @returns how many events were brought, and whether a limit was reached
   */
  work(contracts?: number): Promise<{ readonly deliveries: number; readonly more: boolean }>;
  /** Ends a running round after the events that are on their way. */
  stop(): void;
}

/** Brings events to their readers. Any number of processes may: what one works on is leased to it. */
export function createOutboxRunner(options: OutboxRunnerOptions): OutboxRunner {
  const { store, readers, endpoints, nowMs, random, timer, onError } = options;
  const { outbox } = store;
  const limits = { ...defaultLimits, ...options.limits };
  let stopped = false;
  /** Half of a lease is for beginning, the other half for the one that is on its way when that time is over. */
  const halfLeaseMs = limits.leaseMs / 2;

  /** The next events of one contract for one reader, in order. */
  async function bring(work: OutboxWork): Promise<number> {
    const reader = work.endpoint === null ? readers.get(work.reader) : endpoints;
    const untilMs = work.leaseUntilMs - halfLeaseMs;
    let brought = 0;
    let { attempts } = work;
    for (const stored of await next(work)) {
      if (stopped || nowMs() >= untilMs) break;
      const isLast = attempts >= retryWaitsMs.length;
      try {
        const attempt = { number: attempts + 1, isLast };
        // A consumer that never answers would block the others, so its event is retried later.
        await withTimeLimit(timer, halfLeaseMs, async () => reader?.deliver(work, stored, attempt));
      } catch (error) {
        onError(error, { doing: `telling ${work.reader} of ${stored.event.id}` });
        if (!isLast || reader?.passesOver(error) === false) {
          await outbox.postpone(work, nowMs() + waitMs(attempts), nowMs());
          return brought;
        }
      }
      attempts = 0;
      if (!(await outbox.advance(work, stored.event.seq))) return brought;
      brought += 1;
    }
    await outbox.release(work, nowMs());
    return brought;
  }

  async function next({ contractId, seq, wantedSeq }: OutboxWork): Promise<readonly StoredEvent[]> {
    const events = await store.timeline(contractId, seq, limits.events);
    return events.filter(({ event }) => event.seq <= wantedSeq);
  }

  /** Jitter of 10 %, so that events that failed together are not retried together. */
  function waitMs(attempts: number): number {
    return Math.round((retryWaitsMs[attempts] ?? 24 * hour) * (0.9 + 0.2 * random()));
  }

  async function safely(work: OutboxWork): Promise<number> {
    try {
      return await bring(work);
    } catch (error) {
      // The database did not answer: the lease ends by itself.
      onError(error, { doing: `telling ${work.reader} of ${work.contractId}` });
      return 0;
    }
  }

  return {
    async work(contracts = limits.contracts) {
      await outbox.spread(nowMs());
      const names = [...readers.keys()];
      let deliveries = 0;
      for (let taken = 0; taken < contracts && !stopped; taken += limits.parallel) {
        const claimed = await outbox.claim(nowMs(), nowMs() + limits.leaseMs, limits.parallel, names);
        for (const brought of await Promise.all(claimed.map(safely))) deliveries += brought;
        if (claimed.length < limits.parallel) return { deliveries, more: false };
      }
      return { deliveries, more: !stopped };
    },
    stop() {
      stopped = true;
    },
  };
}
