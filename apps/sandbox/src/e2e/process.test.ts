import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { startPostgres } from '@workroom/toolchain/postgres';
import { describe, expect, test } from 'vitest';
import { runSandboxToItsEnd, startSandboxProcess, temporaryFolder } from '../testing/sandbox-process.ts';

const server = { authorization: 'Bearer wk_sandbox', 'content-type': 'application/json' };

async function contractTitles(url: string): Promise<string[]> {
  const answer = await fetch(`${url}/workroom/contracts`, { headers: server });
  const { data } = (await answer.json()) as { data: { title: string }[] };
  return data.map(({ title }) => title).sort();
}

async function createContract(url: string, title: string): Promise<void> {
  const answer = await fetch(`${url}/workroom/contracts`, {
    method: 'POST',
    headers: { ...server, 'idempotency-key': title },
    body: JSON.stringify({
      title,
      currency: 'USD',
      status: 'active',
      client: { id: 'dana', name: 'Dana Whitlock' },
      freelancer: { id: 'lee', name: 'Lee Okafor' },
      milestones: [{ title: 'First', amount: 50_000 }],
    }),
  });
  expect(answer.status).toBe(201);
}

async function advance(url: string, days: number): Promise<string> {
  const answer = await fetch(`${url}/sandbox/clock`, { method: 'POST', body: JSON.stringify({ advanceDays: days }) });
  return ((await answer.json()) as { now: string }).now;
}

async function now(url: string): Promise<string> {
  return ((await (await fetch(`${url}/sandbox/clock`)).json()) as { now: string }).now;
}

const demo = [
  'Booking page for baking courses',
  'Brand identity for Juniper Bakery',
  'Photographs for the autumn range',
];

const oneLine = /^[^\n]+\n$/;

describe('data', { timeout: 240_000 }, () => {
  test('data and clock survive SIGTERM and SIGKILL, and the demo is not created twice', async () => {
    using folder = temporaryFolder();
    const env = { WORKROOM_DATA_DIR: folder.path };
    let sandbox = await startSandboxProcess(env);
    const titles = [...demo];
    for (const signal of ['SIGTERM', 'SIGKILL'] as const) {
      await createContract(sandbox.url, `before-${signal}`);
      titles.push(`before-${signal}`);
      const moved = await advance(sandbox.url, 30);
      expect(await sandbox.stop(signal)).toBe(signal === 'SIGTERM' ? 0 : null);

      sandbox = await startSandboxProcess(env);
      expect(await contractTitles(sandbox.url)).toEqual(titles.toSorted());
      expect((await now(sandbox.url)) >= moved).toBe(true);
    }
    await sandbox.stop();
  });

  test('WORKROOM_EMPTY starts without the demo, and a second start is refused with the reason while the first continues', async () => {
    using folder = temporaryFolder();
    // The embedded database takes seconds to start, and this is about the folder.
    const DATABASE_URL = await (await startPostgres({ version: 18 })).freshDatabase();
    const env = { WORKROOM_DATA_DIR: folder.path, WORKROOM_EMPTY: '1', DATABASE_URL };
    const sandbox = await startSandboxProcess(env);
    expect(Math.abs(Date.parse(await now(sandbox.url)) - Date.now())).toBeLessThan(60_000);

    const { code, stderr } = await runSandboxToItsEnd(env);
    expect(code).toBe(1);
    expect(stderr).toMatch(oneLine);
    expect(stderr).toContain(`${folder.path} is in use`);
    expect(await contractTitles(sandbox.url)).toEqual([]);
    await sandbox.stop();
  });

  test('DATABASE_URL stores the data in PostgreSQL', async () => {
    using folder = temporaryFolder();
    const postgres = await startPostgres({ version: 18 });
    const env = { WORKROOM_DATA_DIR: folder.path, DATABASE_URL: await postgres.freshDatabase() };
    const first = await startSandboxProcess(env);
    await createContract(first.url, 'Mine');
    await first.stop();
    expect(existsSync(join(folder.path, 'database'))).toBe(false);
    const second = await startSandboxProcess(env);
    expect(await contractTitles(second.url)).toEqual([...demo, 'Mine'].sort());
    await second.stop();
    await postgres.stop();
  });
});

describe('a failed start prints the reason in one line, and exits with 1', { timeout: 240_000 }, () => {
  test('for a port in use', async () => {
    using folder = temporaryFolder();
    const other = createServer().listen(0, '127.0.0.1');
    await once(other, 'listening');
    const address = other.address();
    const port = String(typeof address === 'object' ? address?.port : '');
    const { code, stderr } = await runSandboxToItsEnd({ WORKROOM_DATA_DIR: folder.path, PORT: port });
    other.close();
    expect(code).toBe(1);
    expect(stderr).toMatch(oneLine);
    expect(stderr).toContain(`Port ${port} is in use`);
  });

  test('for a database that does not answer, without its password', async () => {
    using folder = temporaryFolder();
    const DATABASE_URL = 'postgres://somebody:secret-word@127.0.0.1:1/market';
    const { code, stderr } = await runSandboxToItsEnd({ WORKROOM_DATA_DIR: folder.path, DATABASE_URL });
    expect(code).toBe(1);
    expect(stderr).toMatch(oneLine);
    expect(stderr).toContain('127.0.0.1:1/market');
    expect(stderr).not.toContain('secret-word');
  });

  test('for an invalid PORT', async () => {
    const { code, stderr } = await runSandboxToItsEnd({ PORT: 'http' });
    expect([code, stderr]).toEqual([1, expect.stringMatching(oneLine)]);
  });
});
