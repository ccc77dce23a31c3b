import { spawnSync } from 'node:child_process';
import { mkdir, mkdtemp, readdir, rm, utimes, writeFile } from 'node:fs/promises';
import { hostname, tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { openStore } from '../store/open-store.ts';
import { pgliteDirectory } from './pglite-directory.ts';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'workroom-directory-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

const lock = (directory = folder) => (pgliteDirectory(directory).lock ?? Promise.reject)();
const locks = async () => (await readdir(folder)).filter((name) => name.startsWith('lock-'));
const left = (holder: object, name = 'lock-left') => writeFile(join(folder, name), JSON.stringify(holder));

test('a directory has one lock holder at a time, named in one line', async () => {
  const unlock = await lock(join(folder, 'made', 'on', 'the', 'way'));
  const refused = lock(join(folder, 'made', 'on', 'the', 'way'));
  await expect(refused).rejects.toThrow(
    `The data directory ${join(folder, 'made', 'on', 'the', 'way')} is in use by process ${process.pid} on ${hostname()}. Stop it, or choose another directory.`,
  );
  await unlock();
  await (await lock(join(folder, 'made', 'on', 'the', 'way')))();
});

test('committed data is there when the directory is opened again', async () => {
  const first = openStore({ database: pgliteDirectory(folder) });
  await first.migrate();
  await expect(openStore({ database: pgliteDirectory(folder) }).ping()).rejects.toThrow('is in use by');
  await first.close();
  const second = openStore({ database: pgliteDirectory(folder) });
  await second.migrate();
  expect(await second.listContracts({ personId: null, sort: 'newest', limit: 1 })).toEqual({
    data: [],
    nextCursor: null,
  });
  await second.close();
  expect(await locks()).toEqual([]);
}, 240_000);

test('the lock of a process that ended is taken over', async () => {
  const { pid } = spawnSync(process.execPath, ['--version']);
  await left({ pid, host: hostname(), run: null });
  await (await lock())();
  expect(await locks()).toEqual([]);
});

test.skipIf(process.platform !== 'linux')(
  'the lock of an earlier process with the same pid is taken over',
  async () => {
    await left({ pid: process.pid, host: hostname(), run: 'another boot/1' });
    await (await lock())();
  },
);

test('a holder on another host is alive as long as it updates its file', async () => {
  await left({ pid: 1, host: 'elsewhere.example', run: null });
  await expect(lock()).rejects.toThrow('process 1 on elsewhere.example');
  const longAgo = new Date(Date.now() - 60_000);
  await utimes(join(folder, 'lock-left'), longAgo, longAgo);
  await (await lock())();
});

test('a lock that is being written counts as held', async () => {
  await writeFile(join(folder, 'lock-left'), '{"pid":');
  await expect(lock()).rejects.toThrow('another process');
});

test('other files in the directory are left alone', async () => {
  await mkdir(join(folder, 'uploads'));
  await (await lock())();
  expect(await readdir(folder)).toEqual(['uploads']);
});

test('of ten parallel attempts at most one gets the lock', async () => {
  const outcomes = await Promise.allSettled(Array.from({ length: 10 }, () => lock()));
  const held = outcomes.filter((outcome) => outcome.status === 'fulfilled');
  expect(held.length).toBeLessThanOrEqual(1);
  for (const outcome of held) await outcome.value();
  expect(await locks()).toEqual([]);
});
