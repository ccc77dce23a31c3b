import type { Measured } from '../report.ts';
import type { BenchDatabase } from './database.ts';
import type { HostProcess } from './host-process.ts';
import { type LoadOptions, type LoadResult, load, together } from './load.ts';

export type MeasuredLoad = Measured & Omit<LoadResult, 'latenciesMs'>;

interface Target {
  readonly database: BenchDatabase;
  readonly host: HostProcess;
}

/** Puts a load on a host, and measures its cost there and in the database. */
export async function measureLoad(
  what: string,
  target: Target,
  options: Omit<LoadOptions, 'port'>,
): Promise<MeasuredLoad> {
  return measured(what, target, () => load({ port: target.host.port, ...options }));
}

/**
 * The same in bursts, each after requests that are not measured: people read a contract before they act on it. A burst
 * is smaller than the number of contracts that a server remembers.
 *
 * @param nextBurst the requests that precede a burst, and its own
 */
export async function measureBursts(
  what: string,
  target: Target,
  { seconds, ...options }: Omit<LoadOptions, 'port' | 'next'>,
  nextBurst: () => { readonly before: readonly string[]; readonly requests: readonly string[] },
): Promise<MeasuredLoad> {
  const { port } = target.host;
  const bursts: MeasuredLoad[] = [];
  const results: LoadResult[] = [];
  const all = (requests: readonly string[]) => {
    const left = requests.values();
    return load({ port, ...options, seconds: Number.POSITIVE_INFINITY, next: () => left.next().value ?? null });
  };
  while (bursts.reduce((sum, burst) => sum + burst.seconds, 0) < seconds) {
    const { before, requests } = nextBurst();
    await all(before);
    bursts.push(
      await measured(what, target, async () => {
        const result = await all(requests);
        results.push(result);
        return result;
      }),
    );
  }
  const { latenciesMs: _, ...result } = together(results);
  const mean = (of: (burst: MeasuredLoad) => number | undefined) =>
    bursts.reduce((sum, burst) => sum + (of(burst) ?? Number.NaN) * burst.done, 0) / result.done;
  const databaseCpuUs = mean((burst) => burst.databaseCpuUs);
  return {
    what,
    ...result,
    hostCpuUs: mean((burst) => burst.hostCpuUs),
    databaseCpuUs: Number.isNaN(databaseCpuUs) ? undefined : databaseCpuUs,
    residentMb: bursts.at(-1)?.residentMb,
  };
}

async function measured(
  what: string,
  { database, host }: Target,
  run: () => Promise<LoadResult>,
): Promise<MeasuredLoad> {
  const [before, databaseBefore] = [await host.usage(), database.cpuSeconds()];
  const { latenciesMs: _, ...result } = await run();
  const [after, databaseAfter] = [await host.usage(), database.cpuSeconds()];
  return {
    what,
    ...result,
    hostCpuUs: ((after.cpuSeconds - before.cpuSeconds) / result.done) * 1e6,
    databaseCpuUs:
      databaseBefore === null || databaseAfter === null
        ? undefined
        : ((databaseAfter - databaseBefore) / result.done) * 1e6,
    residentMb: after.residentBytes / 2 ** 20,
  };
}

/** The median of several runs, by throughput. */
export function middleOf<Each extends { readonly perSecond: number }>(runs: readonly Each[]): Each {
  const middle = runs.toSorted((a, b) => a.perSecond - b.perSecond)[Math.floor(runs.length / 2)];
  if (middle === undefined) throw new Error('nothing was measured');
  return middle;
}
