import { hasPostgres } from '@workroom/toolchain/postgres';
import connect, { type Sql } from 'postgres';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { runCli } from '../../src/node/cli/run.ts';
import { type ReplicatedPostgres, startReplicatedPostgres } from './replicated-postgres.ts';

// A primary and its streaming replica; the doctor gets only their addresses.
describe.skipIf(!hasPostgres(15))('the doctor, for a PostgreSQL with a streaming replica', () => {
  let replicated: ReplicatedPostgres;
  let primary: Sql;
  beforeAll(async () => {
    replicated = await startReplicatedPostgres();
    primary = connect(replicated.url, { max: 1, onnotice: () => {} });
  }, 240_000);
  afterAll(async () => {
    await primary?.end();
    replicated?.stop();
  });

  /** Waits until the replica is connected and the primary uses its settings. */
  const follows = (how: 'sync' | 'async') =>
    expect
      .poll(async () => (await primary`select sync_state from pg_stat_replication`)[0]?.sync_state, { timeout: 30_000 })
      .toBe(how);

  async function found(check: string, database: string) {
    const lines: string[] = [];
    const out = (line: string) => lines.push(line);
    const terminal = { env: {}, out, flushed: async () => true, note: () => {}, nowMs: Date.now, fetch };
    await runCli(['doctor', '--json', '--database', database], terminal);
    const { findings } = JSON.parse(lines.join('')) as { findings: { check: string }[] };
    return findings.find((each) => each.check === check);
  }

  test('finds nothing wrong if commits wait for the replica', async () => {
    await follows('sync');
    expect(await found('replication', replicated.url)).toMatchObject({
      level: 'well',
      found: 'a commit waits for 1 of 1 standbys',
    });
  });

  test('cannot tell with a role that lacks the permission, and names one that has it', async () => {
    await primary.unsafe('create role market login');
    const asMarket = Object.assign(new URL(replicated.url), { username: 'market' }).href;
    expect(await found('replication', asMarket)).toMatchObject({
      level: 'doubtful',
      fix: expect.stringContaining('pg_monitor'),
    });
  });

  test('sends a user who asks the replica to the primary', async () => {
    expect(await found('database', replicated.replicaUrl)).toMatchObject({
      level: 'wrong',
      found: expect.stringContaining('standby'),
      fix: expect.stringContaining('primary'),
    });
  });

  test('reports an asynchronous replica, from the settings of the committing sessions and of the server', async () => {
    await primary.unsafe('alter role postgres set synchronous_commit = local');
    expect(await found('replication', replicated.url)).toMatchObject({ level: 'wrong' });
    await primary.unsafe('alter role postgres reset synchronous_commit');
    expect(await found('replication', replicated.url)).toMatchObject({ level: 'well' });

    await primary.unsafe(`alter system set synchronous_standby_names = ''`);
    await primary.unsafe('select pg_reload_conf()');
    await follows('async');
    expect(await found('replication', replicated.url)).toMatchObject({
      level: 'wrong',
      found: expect.stringContaining('1 standbys are asynchronous'),
      fix: expect.stringContaining('synchronous_standby_names'),
    });
  });
});
