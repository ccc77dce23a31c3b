import { hasPostgres, type Postgres, startPostgres } from '@workroom/toolchain/postgres';
import postgres from 'postgres';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createWorkroom } from './create-workroom.ts';
import type { LogLine } from './logger.ts';
import { simulatedProvider } from './payments/simulated/index.ts';
import { openStore } from './store/open-store.ts';

const usual = {
  payments: simulatedProvider(),
  sweep: false as const,
  sessionSecrets: ['a secret for tests of at least 32 bytes'],
};

test('without tables and with `autoMigrate: false`, it is not ready, and health names the fix', async () => {
  const store = openStore({ database: { dataDir: 'memory://' } });
  const workroom = createWorkroom({ ...usual, database: store, autoMigrate: false, logger: () => {} });
  await expect(workroom.ready).rejects.toThrow(
    'The tables are missing, and `autoMigrate` is off. Run "npx workroom migrate"',
  );
  const health = () => workroom.fetch(new Request('http://market.example/workroom/health'));
  const refused = await health();
  expect(refused.status).toBe(503);
  expect(refused.headers.get('retry-after')).toBe('30');
  expect(await refused.json()).toMatchObject({
    code: 'unavailable',
    detail: expect.stringContaining('workroom migrate'),
  });
  // Once the tables exist, the same process continues.
  await workroom.migrate();
  await workroom.ready;
  expect((await health()).status).toBe(200);
  await workroom.close();
  await store.close();
}, 240_000);

const version = hasPostgres(18) ? 18 : 15;

describe.skipIf(!hasPostgres(version))('on PostgreSQL', () => {
  let server: Postgres;
  beforeAll(async () => {
    server = await startPostgres({ version });
  }, 240_000);
  afterAll(() => server.stop());

  test('a user who may not create tables gets an error that names who may', async () => {
    const url = await server.freshDatabase();
    const admin = postgres(url, { max: 1, onnotice: () => {} });
    const user = `reader_${new URL(url).pathname.slice(1, 20)}`;
    await admin.unsafe(`create role ${user} login password 'reads'`);
    const own = Object.assign(new URL(url), { username: user, password: 'reads' }).href;
    const workroom = createWorkroom({ ...usual, database: own, logger: () => {} });
    await expect(workroom.ready).rejects.toThrow('may not make the tables. Run "npx workroom migrate" as one that may');
    const health = await workroom.fetch(new Request('http://market.example/workroom/health'));
    expect(health.status).toBe(503);
    await workroom.close();
    await admin.unsafe(`drop role ${user}`);
    await admin.end();
  });

  test('URL parameters without effect are logged, unusable ones are rejected at once', async () => {
    const url = await server.freshDatabase();
    const lines: LogLine[] = [];
    const logger = (line: LogLine) => void lines.push(line);
    const workroom = createWorkroom({ ...usual, database: `${url}?schema=public&pgbouncer=true`, logger });
    await workroom.ready;
    expect(lines).toContainEqual(expect.objectContaining({ level: 'info', parameters: ['schema'] }));
    await workroom.close();
    for (const database of [`${url}?nonsense=1`, { url: `${url}?nonsense=1` }]) {
      expect(() => createWorkroom({ ...usual, database, logger })).toThrow('"nonsense"');
    }
  });
});
