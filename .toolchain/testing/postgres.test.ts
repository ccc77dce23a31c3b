import { existsSync } from 'node:fs';
import { connect } from 'node:net';
import sql from 'postgres';
import { describe, expect, test } from 'vitest';
import { hasPostgres, startPostgres } from './postgres.mjs';

describe.each([15, 18] as const)('PostgreSQL %i', (version) => {
  test.skipIf(!hasPostgres(version))('starts, creates empty databases and leaves nothing behind', async () => {
    const server = await startPostgres({ version, settings: { fsync: 'off' } });
    const connection = sql(await server.freshDatabase(), { max: 1 });
    const [row] = await connection`select current_setting('server_version') as version,
      current_setting('data_directory') as folder, (select count(*)::int from pg_tables where schemaname = 'public') as tables`;
    await connection.end();
    expect(row?.version).toMatch(new RegExp(`^${version}\\.`));
    expect(row?.tables).toBe(0);

    await server.stop();
    expect(existsSync(row?.folder)).toBe(false);
    expect(await answers(Number(new URL(server.url).port))).toBe(false);
  });
});

test('test files share the server that the set-up started', async () => {
  const [first, second] = await Promise.all([startPostgres({ version: 18 }), startPostgres({ version: 18 })]);
  expect(first.url).toBe(second.url);
});

function answers(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1');
    socket.once('connect', () => resolve(true)).once('error', () => resolve(false));
    socket.once('connect', () => socket.destroy());
  });
}
