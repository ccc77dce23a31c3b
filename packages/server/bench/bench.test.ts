import { hasPostgres } from '@workroom/toolchain/postgres';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { benches } from './benches/index.ts';
import { type BenchDatabase, startDatabase } from './measure/database.ts';

// A short run of each benchmark, to check that it works and prints figures. `npm run chaos` runs all of them; seeding
// and starting processes for each takes minutes.
const always = ['release'];
const chosen = process.env.WORKROOM_EVERY_BENCH ? benches : benches.filter(({ name }) => always.includes(name));

describe.skipIf(!hasPostgres(15) && !hasPostgres(18))('every benchmark runs', () => {
  let database: BenchDatabase;
  beforeAll(async () => {
    database = await startDatabase();
  }, 240_000);
  afterAll(() => database.stop());

  test.each(chosen.map((bench) => [bench.name, bench] as const))('%s', { timeout: 300_000 }, async (_, bench) => {
    const scale = {
      moment: true,
      seconds: 0.3,
      rounds: 1,
      contracts: process.env.WORKROOM_EVERY_BENCH ? 500 : 100,
      say: () => {},
    };
    const report = await bench.run(database, scale);
    expect(report.figures.length + report.measured.length).toBeGreaterThan(0);
    // In such a short run a sweep may have nothing left to do.
    for (const { value } of report.figures) expect(value).toBeGreaterThanOrEqual(0);
  });
});
