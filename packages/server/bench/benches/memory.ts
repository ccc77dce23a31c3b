import type { Bench } from '../bench.ts';
import { type HostProcess, startHost } from '../measure/host-process.ts';
import { type MeasuredLoad, measureLoad, middleOf } from '../measure/measured.ts';
import { releases } from '../measure/release-request.ts';
import { seed } from '../measure/seed.ts';
import { median } from '../report.ts';

/** Limits of the young and the old part of the heap, in megabytes. */
const ways = [
  ['as Node grows by itself', []],
  ['as apps/server starts it', ['--max-semi-space-size=16', '--max-old-space-size=1024']],
  ['--max-semi-space-size=8 --max-old-space-size=384', ['--max-semi-space-size=8', '--max-old-space-size=384']],
] as const;

interface Way {
  readonly name: string;
  readonly host: HostProcess;
  readonly runs: MeasuredLoad[];
}

/** The memory of a process under load, with Node's defaults and with limits to its heap. */
export const memory: Bench = {
  name: 'memory',
  about: 'memory under 64 connections, with and without bounds to the heap',
  async run(database, { moment, seconds, rounds, say }) {
    const url = await database.freshDatabase();
    const contracts = moment ? 4_000 : Math.ceil((rounds + 2) * seconds * 3 * 5_000);
    say(`seeding ${contracts} contracts`);
    const { take } = releases(await seed(url, { contracts, milestones: 3, history: false, people: 64 }));
    const measured: Way[] = [];
    for (const [name, flags] of ways)
      measured.push({ name, host: await startHost('workroom.ts', { database: url }, flags), runs: [] });
    const counted = await startHost('workroom.ts', { database: url }, ['--expose-gc']);
    try {
      const over = (what: string, host: HostProcess, part = 1) =>
        measureLoad(
          what,
          { database, host },
          { connections: 64, seconds: seconds * part, next: take, expected: [200, 204] },
        );
      for (const { host } of [...measured, { host: counted }]) await over('warming up', host);
      for (let round = 1; round <= rounds; round += 1) {
        say(`round ${round} of ${rounds}`);
        for (const { name, host, runs } of measured) runs.push(await over(name, host));
      }
      const { heapBytes } = await counted.usage();
      return {
        bench: 'memory',
        figures: [
          ...measured.map(({ name, runs }) => ({
            name: `resident under 64 connections, ${name}`,
            value: median(runs.map(({ residentMb }) => residentMb ?? Number.NaN)),
            unit: 'MB',
            target: { atMost: 200 },
          })),
          { name: 'in use on the heap, without garbage', value: heapBytes / 2 ** 20, unit: 'MB' },
        ],
        measured: measured.map(({ runs }) => middleOf(runs)),
      };
    } finally {
      await Promise.all([...measured, { host: counted }].map(({ host }) => host.stop()));
    }
  },
};
