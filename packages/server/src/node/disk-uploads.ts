import { createHash, createHmac, randomBytes, timingSafeEqual } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { mkdir, open, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import type { StoredFile, UploadStorage } from '../uploads/upload-storage.ts';

export interface DiskUploadsOptions {
  readonly directory: string;
  /** Signs the addresses given out; the same in every process that shares the directory. @default made up by this process */
  readonly secret?: string | undefined;
  /** System time. @default Date.now */
  readonly nowMs?: (() => number) | undefined;
}

/** What an address stands for: one method on one file until a time. */
interface Grant {
  readonly method: 'PUT' | 'GET';
  readonly file: StoredFile;
  readonly untilMs: number;
}

/** Files in a directory of this machine, served by the handler itself: for development, and for one machine with a backup. */
export function diskUploads({ directory, secret, nowMs = Date.now }: DiskUploadsOptions): UploadStorage {
  const key = secret ?? randomBytes(32).toString('hex');
  const placeOf = ({ contractId, uploadId }: Pick<StoredFile, 'contractId' | 'uploadId'>) =>
    join(directory, contractId, uploadId);

  function signed(grant: Grant): string {
    const text = Buffer.from(JSON.stringify(grant)).toString('base64url');
    return `files/${text}.${createHmac('sha256', key).update(text).digest('base64url')}`;
  }
  function granted(request: Request): Grant | null {
    const [text = '', signature = ''] = new URL(request.url).pathname.split('/').at(-1)?.split('.') ?? [];
    const expected = createHmac('sha256', key).update(text).digest();
    const given = Buffer.from(signature, 'base64url');
    if (given.length !== expected.length || !timingSafeEqual(given, expected)) return null;
    const grant: Grant = JSON.parse(Buffer.from(text, 'base64url').toString());
    return grant.method === request.method && grant.untilMs > nowMs() ? grant : null;
  }

  async function take({ body }: Request, file: StoredFile): Promise<Response> {
    const place = placeOf(file);
    await mkdir(join(directory, file.contractId), { recursive: true });
    const part = `${place}.${randomBytes(6).toString('hex')}.part`;
    const hash = createHash('sha256');
    let size = 0;
    try {
      const handle = await open(part, 'wx');
      try {
        for await (const chunk of body ?? []) {
          size += chunk.length;
          if (size > file.size) return refused(422, 'The file is larger than was announced. Announce it again.');
          hash.update(chunk);
          await handle.write(chunk);
        }
        await handle.sync();
      } finally {
        await handle.close();
      }
      if (size !== file.size || hash.digest('hex') !== file.sha256)
        return refused(422, 'This is not the file that was announced. Announce it again, then send it whole.');
      // What the file is stands there before it does: whoever finds one finds both.
      await writeFile(`${place}.json`, JSON.stringify(file));
      await rename(part, place);
      return new Response(null, { status: 204 });
    } finally {
      await rm(part, { force: true });
    }
  }

  async function find({
    contractId,
    uploadId,
  }: Pick<StoredFile, 'contractId' | 'uploadId'>): Promise<StoredFile | null> {
    const place = placeOf({ contractId, uploadId });
    try {
      await (await open(place)).close();
      return JSON.parse(await readFile(`${place}.json`, 'utf8'));
    } catch (error) {
      if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return null;
      throw error;
    }
  }

  return {
    target: async (file, until) => ({
      method: 'PUT',
      url: signed({ method: 'PUT', file, untilMs: until.getTime() }),
      headers: { 'content-type': file.contentType },
    }),
    find: (contractId, uploadId) => find({ contractId, uploadId }),
    link: async (file, until) => signed({ method: 'GET', file, untilMs: until.getTime() }),
    async serve(request) {
      const grant = granted(request);
      if (grant === null) return refused(403, 'This address is not valid, or not any more. Ask for a new one.');
      if (grant.method === 'PUT') return take(request, grant.file);
      const file = await find(grant.file);
      if (file === null) return refused(404, 'This file is not here any more.');
      return new Response(Readable.toWeb(createReadStream(placeOf(file))) as ReadableStream, {
        headers: {
          'content-type': file.contentType,
          'content-length': String(file.size),
          // Never shown in place: what people upload runs nowhere.
          'content-disposition': `attachment; filename*=UTF-8''${encodeURIComponent(file.name)}`,
          'content-security-policy': "default-src 'none'; sandbox",
        },
      });
    },
  };
}

function refused(status: number, detail: string): Response {
  return Response.json(
    { type: 'about:blank', title: 'File not transferred', status, detail },
    { status, headers: { 'content-type': 'application/problem+json' } },
  );
}
