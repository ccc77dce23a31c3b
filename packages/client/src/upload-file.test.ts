import { Hono } from 'hono';
import { expect, test, vi } from 'vitest';
import { createClient } from './create-client.ts';
import { uploadFile, WorkroomUploadError } from './upload-file.ts';

const file = new File(['The first three sketches.'], 'sketches.txt', { type: 'text/plain;charset=utf-8' });

/** A server that accepts a file at a separate address. */
function opened(status = 204) {
  const seen: { path: string; authorization: string | null; body: string }[] = [];
  const app = new Hono();
  app.all('*', async ({ req }) => {
    const body = await req.text();
    seen.push({ path: new URL(req.url).pathname, authorization: req.header('authorization') ?? null, body });
    if (req.path.endsWith('/uploads')) {
      return Response.json(
        { uploadId: 'upl_1', method: 'PUT', url: '/workroom/files/abc.def', headers: {}, expiresAt: '' },
        { status: 201 },
      );
    }
    if (req.path.includes('/files/upl_1')) return Response.json({ url: '/workroom/files/ghi.jkl', expiresAt: '' });
    return new Response(null, { status });
  });
  const client = createClient({
    baseUrl: 'https://api.test/workroom',
    session: async () => 'token',
    fetch: async (input, init) => app.fetch(new Request(input, init)),
  });
  return { client, seen };
}

test('a file is announced with its hash, then sent to its signed address without the token', async () => {
  const { client, seen } = opened();
  const uploaded = await client.uploadFile({ contractId: 'ctr_1', file });
  expect(uploaded).toEqual({ uploadId: 'upl_1', name: 'sketches.txt', size: 25 });
  expect(JSON.parse(seen[0]?.body ?? '')).toEqual({
    name: 'sketches.txt',
    size: 25,
    contentType: 'text/plain',
    sha256: expect.stringMatching(/^[0-9a-f]{64}$/),
  });
  expect(seen[0]?.authorization).toBe('Bearer token');
  expect(seen[1]).toEqual({ path: '/workroom/files/abc.def', authorization: null, body: 'The first three sketches.' });
});

test('a refused file is an error that says what to do', async () => {
  const { client } = opened(422);
  const error = await client.uploadFile({ contractId: 'ctr_1', file }).catch((thrown: unknown) => thrown);
  expect(error).toBeInstanceOf(WorkroomUploadError);
  expect(String(error)).toContain('“sketches.txt” could not be stored. Send it again.');
});

test('a link to a file is absolute', async () => {
  const { client } = opened();
  expect(await client.fileUrl({ contractId: 'ctr_1', uploadId: 'upl_1' })).toBe(
    'https://api.test/workroom/files/ghi.jkl',
  );
});

test('progress is reported during the upload, and cancelling stops it', async () => {
  const announce = async () =>
    ({ uploadId: 'upl_1', method: 'PUT', url: '/f', headers: { a: 'b' }, expiresAt: '' }) as const;
  const sent: BrowserRequest[] = [];
  class BrowserRequest {
    readonly upload: { onprogress?: (event: { loaded: number; total: number }) => void } = {};
    readonly headers: string[][] = [];
    status = 204;
    onload?: () => void;
    onabort?: () => void;
    open() {}
    setRequestHeader(...header: string[]) {
      this.headers.push(header);
    }
    abort() {
      this.onabort?.();
    }
    send() {
      sent.push(this);
    }
  }
  vi.stubGlobal('XMLHttpRequest', BrowserRequest);
  try {
    const shares: number[] = [];
    const controller = new AbortController();
    const options = {
      file,
      base: new URL('https://api.test/'),
      send: globalThis.fetch,
      progress: (share: number) => void shares.push(share),
    };
    const uploading = uploadFile(announce, { ...options, signal: undefined });
    await vi.waitUntil(() => sent.length === 1);
    sent[0]?.upload.onprogress?.({ loaded: 5, total: 20 });
    sent[0]?.onload?.();
    expect((await uploading).uploadId).toBe('upl_1');
    expect([shares, sent[0]?.headers]).toEqual([[0.25], [['a', 'b']]]);
    const cancelled = uploadFile(announce, { ...options, signal: controller.signal });
    await vi.waitUntil(() => sent.length === 2);
    controller.abort();
    await expect(cancelled).rejects.toThrow('aborted');
  } finally {
    vi.unstubAllGlobals();
  }
});
