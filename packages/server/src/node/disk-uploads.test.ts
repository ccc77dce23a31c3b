import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
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

test('what was refused leaves nothing behind', async () => {
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

test('processes that share a secret take each other’s addresses, others do not', async () => {
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
