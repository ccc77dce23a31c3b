import type { Measured } from '../report.ts';
import type { BenchDatabase } from './database.ts';
import type { HostProcess } from './host-process.ts';
import { type LoadOptions, type LoadResult, load } from './load.ts';

export type MeasuredLoad = Measured & LoadResult;

/** Puts a load on a host, and measures its cost there and in the database. */
export async function measureLoad(
  what: string,
  { database, host }: { readonly database: BenchDatabase; readonly host: HostProcess },
  options: Omit<LoadOptions, 'port'>,
): Promise<MeasuredLoad> {
  const [before, databaseBefore] = [await host.usage(), database.cpuSeconds()];
  const result = await load({ port: host.port, ...options });
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
