import { DAY_MS } from '@workroom/core';
import { seededRandom, start } from '@workroom/core/testing';
import { createWorkroom, type LogLine, type Workroom } from '@workroom/server';
import { memoryStorage, type SimulatedProvider, simulatedProvider } from '@workroom/server/payments';
import { openStore } from '../../src/store/open-store.ts';
import { type Call, callerOf, secretKey } from '../market/requests.ts';
import { type CuttingProxy, type Moment, startCuttingProxy } from './cutting-proxy.ts';
import { type Fault, faultyProvider } from './faulty-provider.ts';
import type { ChaosSettings } from './settings.ts';

/** The servers, the database and the payment provider of the chaos test. */
export interface Cluster {
  readonly provider: SimulatedProvider;
  readonly proxy: CuttingProxy;
  readonly servers: readonly Server[];
  /** The database without the proxy, for the checks. */
  readonly store: ReturnType<typeof openStore>;
  readonly faults: Record<Fault, number>;
  readonly clock: StormClock;
  /** Stops all faults and cuts. */
  calm(): void;
  close(): Promise<void>;
}

/** A server with its own pool, queue, clock and connection to the provider. */
export interface Server {
  readonly workroom: Workroom;
  readonly call: Call;
  readonly random: () => number;
}

/** Contract time and system time. */
export interface StormClock {
  readonly now: () => Date;
  readonly systemNow: () => number;
  advance(ms: number): void;
  advanceSystem(ms: number): void;
}

/** The clocks of the servers differ by up to this. */
const skewMs = 2_000;

/** Short, so that a minute of the test covers a day in production. */
const timing = {
  leaseMs: 2_000,
  callTimeoutMs: 600,
  requestBudgetMs: 400,
  retry: { firstMs: 30, mostMs: 400, attempts: 5 },
  poll: { firstMs: 100, mostMs: 1_000 },
};

export async function openCluster(
  target: string,
  settings: ChaosSettings,
  onError: (error: unknown, about: { readonly doing: string }) => void,
): Promise<Cluster> {
  const { seed, workers, faults: share, cuts } = settings;
  const clock = stormClock();
  // The provider runs in a separate process: its records are not in the database under test.
  const provider = simulatedProvider({ clock, storage: memoryStorage() });
  const faults = { not_done: 0, answer_lost: 0, done_twice: 0, never_answered: 0 };
  const proxyRandom = seededRandom(seed);
  const proxy = await startCuttingProxy({
    target,
    isCommit: (sql) => sql.includes('insert into "workroom"."movement"'),
    fate: (isCommit) => fateOf(proxyRandom(), isCommit, cuts),
  });
  const store = openStore({ database: target });
  await store.migrate();
  let isCalm = false;

  const servers = Array.from({ length: workers }, (_, place): Server => {
    const random = seededRandom(seed + 1 + place);
    const line = seededRandom(seed + 1_000 + place);
    const offMs = Math.round((random() * 2 - 1) * skewMs);
    const workroom = createWorkroom({
      database: { url: proxy.url, maxConnections: 4 },
      autoMigrate: false,
      payments: faultyProvider({
        provider,
        random: line,
        share: () => (isCalm ? 0 : share),
        onFault: (fault) => {
          faults[fault] += 1;
        },
      }),
      clock: { now: () => new Date(clock.now().getTime() + offMs) },
      systemNow: () => clock.systemNow() + offMs,
      policy: { fees: { clientBps: 290, freelancerBps: 1_000 }, operatorApprovalAbove: { USD: 10_000 } },
      paymentTiming: timing,
      sweep: { everyMs: 300 },
      closeWithinMs: 15_000,
      secretKeys: [secretKey],
      sessionSecrets: ['the same secret for every server of the run'],
      rateLimit: false,
      logger: (_line: LogLine) => {},
      onError,
    });
    return { workroom, call: callerOf(workroom), random };
  });

  return {
    provider,
    proxy,
    servers,
    store,
    faults,
    clock,
    calm() {
      isCalm = true;
      proxy.calm();
    },
    async close() {
      await Promise.all(servers.map(({ workroom }) => workroom.close()));
      await store.close();
      await proxy.close();
    },
  };
}

function stormClock(): StormClock {
  let aheadMs = start - Date.now();
  let systemAheadMs = 0;
  return {
    now: () => new Date(Date.now() + aheadMs),
    systemNow: () => Date.now() + systemAheadMs,
    advance(ms) {
      aheadMs += ms;
    },
    advanceSystem(ms) {
      systemAheadMs += ms;
    },
  };
}

function fateOf(dice: number, isCommit: boolean, cuts: number): Moment | null {
  if (!isCommit) return dice < cuts / 20 ? 'elsewhere' : null;
  if (dice < cuts / 3) return 'before';
  if (dice < (2 * cuts) / 3) return 'during';
  return dice < cuts ? 'after' : null;
}

/** Long enough for operations that take days, short enough that deadlines do not resolve everything. */
export const leapsMs: readonly number[] = [DAY_MS / 4, DAY_MS, 3 * DAY_MS];
