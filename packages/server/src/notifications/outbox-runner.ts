import type { OutboxWork } from '../store/outbox.ts';
import type { Store, StoredEvent } from '../store/store.ts';
import { type Timer, withTimeLimit } from '../timer.ts';

/** A consumer of events. */
export interface OutboxReader {
  /** Delivers one event. When it throws, the event is retried, and later events of its contract wait. */
  deliver(work: OutboxWork, stored: StoredEvent, attempt: Attempt): Promise<void>;
  /** Whether an event is skipped after its last failed attempt. Otherwise it is retried once a day. */
  passesOver(error: unknown): boolean;
}

export interface Attempt {
  /** From 1. */
  readonly number: number;
  /** Whether the event may be skipped if this attempt fails. */
  readonly isLast: boolean;
}

export interface OutboxRunnerOptions {
  readonly store: Pick<Store, 'timeline' | 'outbox'>;
  /** By name. */
  readonly readers: ReadonlyMap<string, OutboxReader>;
  /** For webhook endpoints. */
  readonly endpoints: OutboxReader;
  readonly nowMs: () => number;
  /** Uniform in [0, 1). */
  readonly random: () => number;
  readonly timer: Timer;
  readonly onError: (error: unknown, about: { readonly doing: string }) => void;
  readonly limits?: Partial<OutboxLimits>;
}

export interface OutboxLimits {
  /** Contracts processed in parallel. */
  readonly parallel: number;
  /** Most contracts of one round, rounded up to a multiple of `parallel`. */
  readonly contracts: number;
  /** Most events of one contract before others have their turn. */
  readonly events: number;
  /** How long a process leases a contract. */
  readonly leaseMs: number;
}

const defaultLimits: OutboxLimits = { parallel: 8, contracts: 400, events: 20, leaseMs: 60_000 };

const second = 1_000;
const minute = 60 * second;
const hour = 60 * minute;
/** The waits after each failure: ten attempts in a little more than three days. */
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
   * Delivers due events, once.
   *
   * @param contracts the most contracts, rounded up to a multiple of `parallel` @returns the number of delivered
   * events, and whether a limit was reached
   */
  work(contracts?: number): Promise<{ readonly deliveries: number; readonly more: boolean }>;
  /** Ends a running round after the current events. */
  stop(): void;
}

/** Delivers events to their consumers. Several processes may do so: each leases the contracts it works on. */
export function createOutboxRunner(options: OutboxRunnerOptions): OutboxRunner {
  const { store, readers, endpoints, nowMs, random, timer, onError } = options;
  const { outbox } = store;
  const limits = { ...defaultLimits, ...options.limits };
  let stopped = false;
  /** New events start only in the first half of a lease; the second half is for the event in progress. */
  const halfLeaseMs = limits.leaseMs / 2;

  /** Delivers the next events of one contract to one consumer, in order. */
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
        onError(error, { doing: `delivering ${stored.event.id} to ${work.reader}` });
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

  /** 10 % jitter, so that events that failed together are not retried together. */
  function waitMs(attempts: number): number {
    return Math.round((retryWaitsMs[attempts] ?? 24 * hour) * (0.9 + 0.2 * random()));
  }

  async function safely(work: OutboxWork): Promise<number> {
    try {
      return await bring(work);
    } catch (error) {
      // The database did not answer; the lease expires.
      onError(error, { doing: `delivering events of ${work.contractId} to ${work.reader}` });
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
