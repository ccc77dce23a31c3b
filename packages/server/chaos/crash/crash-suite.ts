import { limits } from '@workroom/toolchain/limits';
import { startPostgres } from '@workroom/toolchain/postgres';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openStore } from '../../src/store/open-store.ts';
import { readReckonings, rowsWith } from '../market/read-reckoning.ts';
import { differences } from '../market/reckoning.ts';
import { type JobName, jobNamed, jobNames } from './jobs.ts';
import { killAtBoundaries } from './killed-server.ts';
import { schemaOf } from './messages.ts';
import { type Outside, outsides } from './outside.ts';
import { wordsOn } from './preparations.ts';
import type { Prepared } from './site.ts';
import { type Step, steps } from './steps.ts';

/**
 * Like the shared test servers, with enough connections for every job's pool while those of the killed process remain.
 */
const settings = { fsync: 'off', synchronous_commit: 'off', full_page_writes: 'off', max_connections: '300' };
const rounds = Math.max(...Object.values(steps).map((each) => each.length));
/** The number of boundaries per round. */
const stride = process.env.WORKROOM_EVERY_CRASH ? 1 : 3;

/**
 * Kills a server at every boundary (in the short form, at every third one) between two steps of every operation that
 * moves money or erases. In each round, all jobs run up to one boundary, each on its own tables, and wait there. The
 * process is killed with SIGKILL. The next process sweeps, gets the unanswered requests again, and then continues to
 * the next boundary.
 */
export function testCrashes(kind: keyof typeof outsides): void {
  let server: Awaited<ReturnType<typeof startPostgres>>;
  let outside: Outside;
  let url = '';
  let left: readonly { readonly name: JobName; readonly prepared: Prepared }[] = [];
  const hits = new Map<JobName, readonly Step[]>();
  const stores = new Map<JobName, ReturnType<typeof openStore>>();

  beforeAll(async () => {
    server = await startPostgres({ version: 18, settings });
    url = await server.freshDatabase();
    outside = await outsides[kind]();
    for (const name of jobNames) {
      const store = openStore({ database: { url, maxConnections: 1 }, schema: schemaOf(name) });
      stores.set(name, store);
      await store.migrate();
    }
  });
  afterAll(async () => {
    await Promise.all([...stores.values()].map((store) => store.close()));
    await outside?.close();
    await server?.stop();
  });

  async function assertRecovered(): Promise<void> {
    for (const { name, prepared } of left) await assertDoneOnce(name, prepared);
  }

  async function assertDoneOnce(name: JobName, { contractId: id }: Prepared): Promise<void> {
    const store = stores.get(name);
    if (store === undefined) throw new Error(`There is no store for "${name}".`);
    const [reckoning] = await readReckonings(url, store, outside, [id], schemaOf(name));
    if (reckoning === undefined) throw new Error(`${id} is not there.`);
    const { moved, eventTypes, erases } = jobNamed(name);
    if (erases) expect(await rowsWith(url, schemaOf(name), wordsOn({ contractId: id })), name).toEqual([]);
    expect(differences(reckoning), name).toEqual([]);
    expect(reckoning.books, name).toMatchObject(moved);
    const events = await store.timeline(id, 0, 1_000);
    expect(events.map(({ event }) => event.seq)).toEqual(events.map((_, place) => place + 1));
    for (const type of eventTypes)
      expect(
        events.filter(({ event }) => event.type === type),
        `${name}: ${type}`,
      ).toHaveLength(1);
  }

  // The last process only recovers the state of the last boundary.
  const boundaries = [...Array.from({ length: Math.ceil(rounds / stride) }, (_, round) => round * stride), null];
  test.each(boundaries)(
    'killed at boundary %s, after recovery from the previous one',
    { timeout: limits.hookMs },
    async (boundary) => {
      const jobs = boundary === null ? [] : jobNames.filter((name) => boundary < steps[name].length);
      const order = { url, provider: outside.address, round: boundary ?? rounds, jobs, left, boundary };
      const { stops, signal } = await killAtBoundaries(order, assertRecovered);
      expect(signal).toBe(boundary === null ? null : 'SIGKILL');
      left = stops.map(({ name, prepared }) => ({ name, prepared }));
      for (const { name, trail } of stops) {
        expect(trail, name).toEqual(steps[name].slice(0, trail.length));
        const before = hits.get(name) ?? [];
        hits.set(name, [...before, ...trail.slice(before.length)]);
      }
    },
  );

  test('every listed boundary was reached, in order', () => {
    const reached = (all: readonly Step[]) => all.slice(0, all.length - ((all.length - 1) % stride));
    expect(Object.fromEntries(hits)).toEqual(Object.fromEntries(jobNames.map((name) => [name, reached(steps[name])])));
  });
}
