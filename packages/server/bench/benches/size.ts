import type { Bench } from '../bench.ts';
import { startHost } from '../measure/host-process.ts';
import { measureLoad, middleOf } from '../measure/measured.ts';
import { contractReads, listPages, messages, timelinePages } from '../measure/requests.ts';
import { type Seeded, seed } from '../measure/seed.ts';
import { median } from '../report.ts';

const kinds: readonly (readonly [name: string, requests: (seeded: Seeded) => () => string])[] = [
  ['a command', messages],
  ['a contract', contractReads],
  ['a page of a person’s list', listPages],
  ['a page of a timeline', timelinePages],
];
const smallContracts = 10_000;
const contractsEach = 20;

/** The cost of common requests with a large database. `--contracts` sets its size. */
export const size: Bench = {
  name: 'size',
  about: 'command, contract, list and timeline in a large database against a small one',
  async run(database, { seconds, rounds, contracts: large, moment, say }) {
    const open = async (contracts: number) => {
      const url = await database.freshDatabase();
      const seeded = await seed(url, {
        contracts,
        milestones: 3,
        // Twenty events, including those before the submission.
        messages: 12,
        history: true,
        people: Math.max(1, Math.floor(contracts / contractsEach)),
        progress: (percent, what) => say(`${contracts.toLocaleString('en-US')} contracts, ${percent} %: ${what}`),
      });
      return { seeded, host: await startHost('workroom.ts', { database: url }) };
    };
    const small = await open(Math.min(smallContracts, large / 10));
    const grown = await open(large);
    try {
      const figures = [];
      const measured = [];
      for (const [name, requests] of kinds) {
        const [ofSmall, ofGrown] = [requests(small.seeded), requests(grown.seeded)];
        const measure = (where: typeof small, next: () => string, what: string) =>
          measureLoad(
            `${name}, ${what} contracts`,
            { database, host: where.host },
            { connections: 1, seconds: seconds / 3, next, expected: [200, 204, 201] },
          );
        const sizes = [small, grown].map(({ seeded }) => seeded.contracts.toLocaleString('en-US'));
        const runs = [];
        for (let round = 0; round <= rounds; round += 1) {
          const run = {
            small: await measure(small, ofSmall, sizes[0] ?? ''),
            grown: await measure(grown, ofGrown, sizes[1] ?? ''),
          };
          // The first one warms up.
          if (round > 0 || moment) runs.push(run);
        }
        figures.push({
          name: `${name} at ${sizes[1]} contracts against ${sizes[0]}: p50`,
          value: median(runs.map((run) => run.grown.p50Ms / run.small.p50Ms)),
          unit: '×',
          target: { atMost: 1.3 },
        });
        measured.push(middleOf(runs.map((run) => run.small)), middleOf(runs.map((run) => run.grown)));
      }
      return { bench: 'size', figures, measured };
    } finally {
      await Promise.all([small.host.stop(), grown.host.stop()]);
    }
  },
};
