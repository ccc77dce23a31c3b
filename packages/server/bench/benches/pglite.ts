import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Bench } from '../bench.ts';
import { startHost } from '../measure/host-process.ts';
import { type MeasuredLoad, measureLoad, middleOf } from '../measure/measured.ts';
import { releases } from '../measure/release-request.ts';
import { seed } from '../measure/seed.ts';

/** The performance without any configuration. */
export const pglite: Bench = {
  name: 'pglite',
  about: 'releases over HTTP on the embedded database',
  async run(database, { moment, seconds, rounds }) {
    const folder = mkdtempSync(join(tmpdir(), 'workroom-pglite-'));
    try {
      const contracts = moment ? 800 : Math.ceil(seconds * (rounds + 1) * 2_000);
      const seeded = await seed(folder, { contracts, milestones: 3, history: false, people: 64 });
      const host = await startHost('workroom.ts', { database: folder });
      try {
        const { take } = releases(seeded);
        const measure = (connections: number) =>
          measureLoad(
            `${connections} connections`,
            { database, host },
            { connections, seconds: seconds / 2, next: take, expected: [204] },
          );
        await measure(16);
        const many: MeasuredLoad[] = [];
        const one: MeasuredLoad[] = [];
        for (let round = 0; round < rounds; round += 1) {
          many.push(await measure(16));
          one.push(await measure(1));
        }
        const own = ({ databaseCpuUs: _, ...row }: MeasuredLoad) => row;
        return {
          bench: 'pglite',
          figures: [
            {
              name: 'releases a second, 16 connections',
              value: middleOf(many).perSecond,
              unit: '/s',
              target: { atLeast: 400 },
            },
          ],
          measured: [own(middleOf(many)), own(middleOf(one))],
        };
      } finally {
        await host.stop();
      }
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  },
};
