import type { Bench } from '../bench.ts';
import { startHost } from '../measure/host-process.ts';
import { measureLoad, middleOf } from '../measure/measured.ts';
import { releases } from '../measure/release-request.ts';
import { seed } from '../measure/seed.ts';
import { median } from '../report.ts';

/** The cost of a command on a contract with the largest number of milestones. */
export const milestones: Bench = {
  name: 'milestones',
  about: 'a release on a contract with 200 milestones against one with 3',
  async run(database, { seconds, rounds, moment, say }) {
    const open = async (count: number) => {
      const url = await database.freshDatabase();
      // Enough for 2,000 a second, and with many milestones for 800.
      const contracts = moment ? 300 : Math.ceil(seconds * (rounds + 1) * (count > 10 ? 400 : 1_000));
      say(`seeding ${contracts} contracts with ${count} milestones`);
      const seeded = await seed(url, { contracts, milestones: count, history: false, people: 64 });
      const host = await startHost('workroom.ts', { database: url });
      const { take } = releases(seeded);
      return {
        host,
        measure: () =>
          measureLoad(
            `${count} milestones, 1 connection`,
            { database, host },
            { connections: 1, seconds: seconds / 2, next: take, expected: [204] },
          ),
      };
    };
    const [few, many] = [await open(3), await open(200)];
    try {
      for (const { measure } of [few, many]) await measure();
      const runs = [];
      for (let round = 0; round < rounds; round += 1)
        runs.push({ few: await few.measure(), many: await many.measure() });
      return {
        bench: 'milestones',
        figures: [
          {
            name: 'a release with 200 milestones on the contract against one with 3: p50',
            value: median(runs.map((run) => run.many.p50Ms / run.few.p50Ms)),
            unit: '×',
            target: { atMost: 1.5 },
          },
        ],
        measured: [middleOf(runs.map((run) => run.few)), middleOf(runs.map((run) => run.many))],
      };
    } finally {
      await Promise.all([few.host.stop(), many.host.stop()]);
    }
  },
};
