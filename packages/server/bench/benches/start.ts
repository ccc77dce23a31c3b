import { fork } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Bench } from '../bench.ts';
import { seed } from '../measure/seed.ts';
import { median } from '../report.ts';

interface Start {
  readonly importMs: number;
  readonly firstAnswerMs: number;
  /** Total CPU time, which depends less on other load. */
  readonly cpuMs: number;
}

/** The time from the start to the first response. */
export const start: Bench = {
  name: 'start',
  about: 'from the first import to the first answer',
  async run(database, { rounds }) {
    const url = await database.freshDatabase();
    await seed(url, { contracts: 10, milestones: 3, history: false, people: 2 });
    const folder = mkdtempSync(join(tmpdir(), 'workroom-start-'));
    try {
      const cold = await firstAnswer(folder);
      const warm: Start[] = [];
      const postgres: Start[] = [];
      for (let round = 0; round < rounds + 2; round += 1) {
        postgres.push(await firstAnswer(url));
        warm.push(await firstAnswer(folder));
      }
      const middle = (starts: readonly Start[], of: keyof Start = 'firstAnswerMs') =>
        median(starts.map((each) => each[of]));
      return {
        bench: 'start',
        figures: [
          { name: 'import and first answer on Postgres', value: middle(postgres), unit: 'ms', target: { atMost: 200 } },
          { name: 'embedded database, first start', value: cold.firstAnswerMs, unit: 'ms', target: { atMost: 3_000 } },
          { name: 'embedded database, started again', value: middle(warm), unit: 'ms', target: { atMost: 1_000 } },
          { name: 'of it the import alone', value: middle(postgres, 'importMs'), unit: 'ms' },
          { name: 'its CPU time, import and first answer on Postgres', value: middle(postgres, 'cpuMs'), unit: 'ms' },
          { name: 'CPU time of the embedded database’s first start', value: cold.cpuMs, unit: 'ms' },
          { name: 'CPU time of the embedded database started again', value: middle(warm, 'cpuMs'), unit: 'ms' },
        ],
        measured: [],
      };
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  },
};

function firstAnswer(database: string): Promise<Start> {
  return new Promise((resolve, reject) => {
    const file = join(import.meta.dirname, '../hosts/first-request.ts');
    const child = fork(file, [JSON.stringify({ database })], { execArgv: process.execArgv, stdio: 'inherit' });
    let answer: Start | undefined;
    child.once('message', (message) => {
      answer = message as Start;
    });
    child.once('exit', () => (answer ? resolve(answer) : reject(new Error('The host ended without an answer.'))));
  });
}
