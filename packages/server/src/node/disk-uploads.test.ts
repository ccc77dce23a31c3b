import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdir, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { testUploadStorage } from '../uploads/storage-suite.ts';
import { diskUploads } from './disk-uploads.ts';

let directory: string;
beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), 'workroom-uploads-'));
});
afterAll(() => rm(directory, { recursive: true }));

function open(nowMs = { ms: 1_000_000 }) {
  const storage = diskUploads({ directory, secret: 'a secret of this test', nowMs: () => nowMs.ms });
  return {
    storage,
    send: async ({ url, ...init }: { url: string; method: string; body?: Uint8Array<ArrayBuffer> }) =>
      (await storage.serve?.(new Request(`https://api.test/workroom/${url}`, init))) ?? Response.error(),
    until: () => new Date(nowMs.ms + 60_000),
    expire: () => {
      nowMs.ms += 60_000;
    },
  };
}

testUploadStorage('a directory', open as Parameters<typeof testUploadStorage>[1]);

test('a refused file leaves nothing behind', async () => {
  const { storage, send, until } = open();
  const file = {
    contractId: 'ctr_x',
    uploadId: 'upl_x',
    name: 'a',
    size: 1,
    contentType: 'text/plain',
    sha256: '0',
  } as const;
  const { url, method } = await storage.target(file, until());
  expect((await send({ url, method, body: new Uint8Array(5) })).status).toBe(422);
  expect(await readdir(join(directory, 'ctr_x'))).toEqual([]);
});

test('processes with the same secret accept each other’s upload URLs, others do not', async () => {
  const file = {
    contractId: 'ctr_y',
    uploadId: 'upl_y',
    name: 'a',
    size: 0,
    contentType: 'text/plain',
    sha256: '0',
  } as const;
  const until = new Date(Date.now() + 60_000);
  const url = await diskUploads({ directory, secret: 'one' }).link(file, until);
  const asked = (secret: string) => diskUploads({ directory, secret }).serve?.(new Request(`https://api.test/${url}`));
  expect((await asked('one'))?.status).toBe(404);
  expect((await asked('two'))?.status).toBe(403);
});

const tiny = { name: 'a', size: 5, contentType: 'text/plain' } as const;

test('a slow upload times out, and leaves nothing behind', async () => {
  let late = () => {};
  const timer = (run: () => void) => {
    late = run;
    return () => {};
  };
  const storage = diskUploads({ directory, secret: 's', timer });
  const file = { ...tiny, contractId: 'ctr_slow', uploadId: 'upl_slow', sha256: '0' } as const;
  const { url } = await storage.target(file, new Date(Date.now() + 60_000));
  let isCancelled = false;
  const trickle = new ReadableStream<Uint8Array>({
    start: (controller) => controller.enqueue(new Uint8Array(1)),
    pull: () => new Promise(() => late()),
    cancel() {
      isCancelled = true;
    },
  });
  const init = { method: 'PUT', body: trickle, duplex: 'half' } as RequestInit;
  const answered = await storage.serve?.(new Request(`https://api.test/${url}`, init));
  expect([answered?.status, isCancelled]).toEqual([408, true]);
  expect(await readdir(join(directory, 'ctr_slow'))).toEqual([]);
});

test('an upload URL does not accept two parallel uploads', async () => {
  const storage = diskUploads({ directory, secret: 's' });
  const bytes = new TextEncoder().encode('hello');
  const sha256 = createHash('sha256').update(bytes).digest('hex');
  const file = { ...tiny, contractId: 'ctr_twice', uploadId: 'upl_twice', sha256 } as const;
  const { url } = await storage.target(file, new Date(Date.now() + 60_000));
  const put = () => storage.serve?.(new Request(`https://api.test/${url}`, { method: 'PUT', body: bytes }));
  const statuses = await Promise.all([put(), put(), put()].map(async (sent) => (await sent)?.status));
  expect(statuses).toEqual([204, 409, 409]);
  expect((await put())?.status).toBe(204);
  expect((await readdir(join(directory, 'ctr_twice'))).toSorted()).toEqual(['upl_twice', 'upl_twice.json']);
});

test('a file whose metadata a full disk left empty has to be sent again', async () => {
  const storage = diskUploads({ directory, secret: 's' });
  const bytes = new TextEncoder().encode('hello');
  const sha256 = createHash('sha256').update(bytes).digest('hex');
  const file = { ...tiny, contractId: 'ctr_empty', uploadId: 'upl_empty', sha256 } as const;
  await mkdir(join(directory, file.contractId));
  for (const name of [file.uploadId, `${file.uploadId}.json`])
    await writeFile(join(directory, file.contractId, name), '');
  expect(await storage.find(file.contractId, file.uploadId)).toBeNull();
  const { url } = await storage.target(file, new Date(Date.now() + 60_000));
  await storage.serve?.(new Request(`https://api.test/${url}`, { method: 'PUT', body: bytes }));
  expect(await storage.find(file.contractId, file.uploadId)).toEqual(file);
});

test('a full disk does not store a partial file as complete', { timeout: 120_000 }, async () => {
  // Files of that process are limited to 4 KiB: the last write is truncated without an error.
  const script = join(import.meta.dirname, 'full-disk.test.support.ts');
  const command = `ulimit -f 4; exec "$0" --conditions=@workroom/source "$1" "$2"`;
  const { stdout } = await promisify(execFile)('bash', ['-c', command, process.execPath, script, directory]);
  expect(JSON.parse(stdout)).toEqual({ small: 204, large: 507, found: null, left: ['upl_small', 'upl_small.json'] });
});
