import { hasPgbouncer, startPgbouncer } from '@workroom/toolchain/pgbouncer';
import type { Bench } from '../bench.ts';
import type { BenchDatabase } from '../measure/database.ts';
import { type HostProcess, startHost } from '../measure/host-process.ts';
import { load } from '../measure/load.ts';
import { middleOf } from '../measure/measured.ts';
import { releases } from '../measure/release-request.ts';
import { seed } from '../measure/seed.ts';
import { type Measured, median } from '../report.ts';

const connections = 64;

/** The same load on one process and on several, with one database behind PgBouncer in transaction mode. */
export const processes: Bench = {
  name: 'processes',
  about: 'releases over several processes behind PgBouncer',
  async run(database, { moment, seconds, rounds, say }) {
    if (!hasPgbouncer()) return { bench: 'processes', figures: [], measured: [{ what: 'no PgBouncer here' }] };
    const url = await database.freshDatabase();
    const contracts = moment ? 4_000 : Math.ceil(rounds * seconds * 5 * 4_000);
    say(`seeding ${contracts} contracts`);
    const { take } = releases(await seed(url, { contracts, milestones: 3, history: false, people: connections }));
    const pooler = await startPgbouncer(url, { poolSize: 10 });
    const hosts: HostProcess[] = [];
    const started = async (howMany: number, settings: object) => {
      const some = await Promise.all(Array.from({ length: howMany }, () => startHost('workroom.ts', settings)));
      hosts.push(...some);
      return some;
    };
    try {
      // Debian's PgBouncer keeps no prepared statements, so that each statement is planned again.
      const behind = await started(4, { database: pooler.url, prepare: false });
      const direct = await started(1, { database: url });
      const unprepared = await started(1, { database: url, prepare: false });
      const ways = [
        ['1 process, no pooler, statements prepared', direct],
        ['1 process, no pooler, statements planned anew', unprepared],
        ['1 process behind PgBouncer', behind.slice(0, 1)],
        ['2 processes behind PgBouncer', behind.slice(0, 2)],
        ['4 processes behind PgBouncer', behind],
      ] as const;
      const over = (what: string, some: readonly HostProcess[], part = 1) =>
        together(what, database, some, seconds * part, take);
      for (const [what, some] of ways) await over(what, some, 0.3);
      const runs: Together[][] = [];
      for (let round = 1; round <= rounds; round += 1) {
        say(`round ${round} of ${rounds}`);
        const run: Together[] = [];
        for (const [what, some] of ways) run.push(await over(what, some));
        runs.push(run);
      }
      const against = (way: number, other: number) =>
        median(runs.map((run) => (run[way]?.perSecond ?? Number.NaN) / (run[other]?.perSecond ?? Number.NaN)));
      return {
        bench: 'processes',
        figures: [
          { name: 'two processes against one, behind PgBouncer: releases a second', value: against(3, 2), unit: '×' },
          { name: 'four processes against one, behind PgBouncer: releases a second', value: against(4, 2), unit: '×' },
          { name: 'behind PgBouncer against no pooler, statements planned anew', value: against(2, 1), unit: '×' },
          { name: 'statements planned anew against prepared ones', value: against(1, 0), unit: '×' },
        ],
        measured: ways.map((_, way) => middleOf(runs.flatMap((run) => run[way] ?? []))),
      };
    } finally {
      await Promise.all(hosts.map((host) => host.stop()));
      await pooler.stop();
    }
  },
};

type Together = Measured & { readonly perSecond: number };

/** Spreads the connections over the hosts. CPU time is the sum of all hosts; latencies are the slowest host's. */
async function together(
  what: string,
  database: BenchDatabase,
  hosts: readonly HostProcess[],
  seconds: number,
  next: () => string | null,
): Promise<Together> {
  const usage = async () => ({
    hosts: await Promise.all(hosts.map((host) => host.usage())),
    database: database.cpuSeconds(),
  });
  const before = await usage();
  const results = await Promise.all(
    hosts.map(({ port }) =>
      load({ port, connections: connections / hosts.length, seconds, next, expected: [200, 204] }),
    ),
  );
  const after = await usage();
  const done = sum(results.map((result) => result.done));
  const cpuSeconds = ({ hosts: some }: typeof before) => sum(some.map((each) => each.cpuSeconds));
  return {
    what,
    perSecond: sum(results.map(({ perSecond }) => perSecond)),
    p50Ms: Math.max(...results.map(({ p50Ms }) => p50Ms)),
    p99Ms: Math.max(...results.map(({ p99Ms }) => p99Ms)),
    hostCpuUs: ((cpuSeconds(after) - cpuSeconds(before)) / done) * 1e6,
    databaseCpuUs:
      before.database === null || after.database === null
        ? undefined
        : ((after.database - before.database) / done) * 1e6,
    residentMb: sum(after.hosts.map(({ residentBytes }) => residentBytes)) / 2 ** 20,
  };
}

const sum = (numbers: readonly number[]) => numbers.reduce((total, each) => total + each, 0);
