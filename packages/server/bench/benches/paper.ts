import type { Bench } from '../bench.ts';
import { startHost } from '../measure/host-process.ts';
import { measureLoad, middleOf } from '../measure/measured.ts';
import { contractReads, documentReads, documentsOf, quotes, statements } from '../measure/requests.ts';
import { type Seeded, seed } from '../measure/seed.ts';
import { type Figure, median } from '../report.ts';

interface Asked {
  readonly what: string;
  readonly requests: () => string;
  readonly target?: NonNullable<Figure['target']>;
}

/** Rare requests, compared with frequent ones. */
function againstRead(name: string, about: string, asks: (seeded: Seeded, port: number) => Promise<readonly Asked[]>) {
  const bench: Bench = {
    name,
    about,
    async run(database, { seconds, rounds, moment, say }) {
      const url = await database.freshDatabase();
      const contracts = moment ? 200 : 10_000;
      say(`seeding ${contracts} contracts`);
      const seeded = await seed(url, { contracts, milestones: 3, paid: 2, history: true, people: contracts / 20 });
      const host = await startHost('workroom.ts', { database: url });
      try {
        const measure = (what: string, next: () => string) =>
          measureLoad(what, { database, host }, { connections: 1, seconds: seconds / 3, next, expected: [200] });
        const read = contractReads(seeded);
        const figures: Figure[] = [];
        const reads = [];
        const measured = [];
        for (const { what, requests, target } of await asks(seeded, host.port)) {
          const runs = [];
          for (let round = 0; round <= rounds; round += 1) {
            const run = { read: await measure('a contract', read), asked: await measure(what, requests) };
            // The first one warms up.
            if (round > 0 || moment) runs.push(run);
          }
          reads.push(...runs.map((run) => run.read));
          measured.push(middleOf(runs.map((run) => run.asked)));
          figures.push({
            name: `${what} against the contract: p50`,
            value: median(runs.map((run) => run.asked.p50Ms / run.read.p50Ms)),
            unit: '×',
            ...(target === undefined ? {} : { target }),
          });
        }
        return { bench: name, figures, measured: [middleOf(reads), ...measured] };
      } finally {
        await host.stop();
      }
    },
  };
  return bench;
}

export const quote = againstRead('quote', 'what a release would cost, against reading the contract', async (seeded) => [
  { what: 'the quote of a release', requests: quotes(seeded), target: { atMost: 1.5 } },
]);

export const document = againstRead('document', 'documents of a contract, against reading it', async (seeded, port) => {
  const documents = await documentsOf(seeded, port);
  const one = documents.find(({ type }) => type === 'receipt')?.id ?? '';
  return [
    { what: `the list of ${documents.length} documents`, requests: documentReads(seeded, '') },
    { what: 'a document as JSON', requests: documentReads(seeded, `/${one}`) },
    { what: 'a document to print', requests: documentReads(seeded, `/${one}?format=html`) },
  ];
});

export const statement = againstRead('statement', 'a person’s year, against reading a contract', async (seeded) => [
  { what: 'a statement of 60 entries as JSON', requests: statements(seeded, 'json') },
  { what: 'the same as CSV', requests: statements(seeded, 'csv') },
]);
