import { execFile } from 'node:child_process';
import { cp, mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { balances } from '@workroom/core';
import { hasPostgres, startPostgres } from '@workroom/toolchain/postgres';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openStore } from '../store/open-store.ts';
import type { Job, Order, Point, Recovered } from './payment-crash.test.support.ts';
import { pgliteDirectory } from './pglite-directory.ts';

// `kill -9` between the commit and the provider's answer, and between the answer and its recording:
// after the restart there is exactly one effect, and the books balance.

const everyPoint: readonly Point[] = ['before the provider', 'after the provider'];
/** What the provider has moved at the end, including fees of 3 % and 10 %. */
const effects: Readonly<Record<Job, ReturnType<typeof moved>>> = {
  fund: moved(10_300, 0, 0),
  release: moved(10_300, 9_000, 0),
  refund: moved(10_300, 0, 10_300),
  bonus: moved(2_060, 1_800, 0),
  return: moved(10_300, 9_000, 10_300, 9_000),
};

describe('PGlite in a directory', () => {
  let folder = '';
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'crash-'));
    const store = openStore({ database: pgliteDirectory(join(folder, 'empty')) });
    await store.migrate();
    await store.close();
  });
  afterAll(() => rm(folder, { recursive: true, force: true }));

  // The other jobs and points differ only in the requests to the provider, not in those to the database.
  const [jobs, points]: [readonly Job[], readonly Point[]] = process.env.WORKROOM_EVERY_CRASH
    ? [['release', 'return'], everyPoint]
    : [['release'], ['after the provider']];
  crashes(jobs, points, async (name) => {
    const directory = join(folder, name);
    // Creating an empty database takes long.
    await cp(join(folder, 'empty'), directory, { recursive: true });
    return { directory };
  });
});

// The crash tests of packages/server/chaos kill a server on PostgreSQL at these points and at all others.
describe.skipIf(!hasPostgres(18) || !process.env.WORKROOM_EVERY_CRASH)('PostgreSQL 18', () => {
  let server: Awaited<ReturnType<typeof startPostgres>>;
  beforeAll(async () => {
    server = await startPostgres({ version: 18 });
  });
  afterAll(() => server.stop());

  crashes(['fund', 'release', 'refund', 'bonus', 'return'], everyPoint, async () => ({
    url: await server.freshDatabase(),
  }));
});

function crashes(
  jobs: readonly Job[],
  points: readonly Point[],
  place: (name: string) => Promise<Order['database']>,
): void {
  const hits = new Map<Point, number>();

  test.each(points.flatMap((point) => jobs.map((job) => ({ job, point }))))(
    '$job, killed $point: exactly one effect after the restart',
    { timeout: 240_000 },
    async ({ job, point }) => {
      const folder = await mkdtemp(join(tmpdir(), 'crash-'));
      try {
        const database = await place(`${job}-${points.indexOf(point)}`);
        const books = join(folder, 'books');
        const hitFile = join(folder, 'hit');
        const worked = await inProcess({ database, books, errand: { does: 'work', job, point, hitFile } });
        expect(worked).toMatchObject({ signal: 'SIGKILL' });
        expect(await readFile(hitFile, 'utf8')).toBe(point);
        hits.set(point, (hits.get(point) ?? 0) + 1);

        const restarted = await inProcess({ database, books, errand: { does: 'recover' } });
        expect(restarted).toMatchObject({ signal: null, stderr: '' });
        const recovered = JSON.parse(restarted.stdout) as Recovered;
        expect(recovered).toMatchObject({ errors: [], early: 0, swept: 1, again: 0, books: effects[job] });
        // An unknown outcome is looked up first, and the payment is repeated only if it was not executed.
        expect(recovered.asked[0]).toBe('lookup');
        expect(recovered.asked.filter((each) => each === kindOf(job))).toHaveLength(
          point === 'before the provider' ? 1 : 0,
        );
        balanced(recovered);
      } finally {
        await rm(folder, { recursive: true, force: true });
      }
    },
  );

  test('every crash point was hit once for every task', () => {
    expect(points.map((point) => hits.get(point))).toEqual(points.map(() => jobs.length));
  });
}

function balanced({ contract, movements, books }: Recovered): void {
  const ledger = balances(movements);
  expect(0 - (ledger.get('processor') ?? 0)).toBe(books.charged - books.transferred - books.refunded + books.reversed);
  expect(ledger.get('payable:freelancer') ?? 0).toBe(0);
  expect(ledger.get('payable:client') ?? 0).toBe(0);
  expect(contract.payments.map(({ status }) => status)).toEqual(books.operations.map(() => 'succeeded'));
  expect(books.operations.map(({ key, status }) => [key, status])).toEqual(
    contract.payments.map(({ id }) => [id, 'succeeded']),
  );
}

function kindOf(job: Job): string {
  return { fund: 'charge', release: 'transfer', refund: 'refund', bonus: 'charge', return: 'reversal' }[job];
}

function moved(charged: number, transferred: number, refunded: number, reversed = 0) {
  return { charged, transferred, refunded, reversed };
}

function inProcess(order: Order): Promise<{ stdout: string; stderr: string; signal: string | null }> {
  const script = join(import.meta.dirname, 'payment-crash.test.support.ts');
  return new Promise((resolve) => {
    execFile(
      process.execPath,
      ['--conditions=@workroom/source', script, JSON.stringify(order)],
      (error, stdout, stderr) => resolve({ stdout, stderr, signal: error?.signal ?? null }),
    );
  });
}
