import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { open, readdir, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { backgroundTimer, type Timer } from '../timer.ts';
import type { StoredFile, UploadStorage } from '../uploads/upload-storage.ts';
import { takeUpload } from './take-upload.ts';

export interface DiskUploadsOptions {
  readonly directory: string;
  /** Signs addresses. Use the same in every process that shares the directory. @default random for this process */
  readonly secret?: string | undefined;
  /** Time limit for sending one file. @default 600_000 */
  readonly sentWithinMs?: number | undefined;
  /** System time. @default Date.now */
  readonly nowMs?: (() => number) | undefined;
  /** @default setTimeout */
  readonly timer?: Timer | undefined;
}

/** The content of an address: one method on one file until a time. */
interface Grant {
  readonly method: 'PUT' | 'GET';
  readonly file: StoredFile;
  readonly untilMs: number;
}

/**
 * Stores files in a directory of this machine, served by the handler. For development, and for a single machine with a
 * backup.
 */
export function diskUploads(options: DiskUploadsOptions): UploadStorage {
  const { directory, secret, sentWithinMs = 600_000, nowMs = Date.now, timer = backgroundTimer } = options;
  const key = secret ?? randomBytes(32).toString('hex');
  /** Files that are being sent now, because an address may be used more than once. */
  const underWay = new Set<string>();
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
    if (underWay.has(place)) return refused(409, 'This file is being sent already. Wait until that has ended.');
    underWay.add(place);
    try {
      const outcome = await takeUpload(body, { place, file, timer, withinMs: sentWithinMs });
      if (outcome === 'taken') return new Response(null, { status: 204 });
      const [status, detail] = refusals[outcome];
      return refused(status, detail);
    } finally {
      underWay.delete(place);
    }
  }

  async function find(file: Pick<StoredFile, 'contractId' | 'uploadId'>): Promise<StoredFile | null> {
    const place = placeOf(file);
    try {
      await (await open(place)).close();
      return JSON.parse(await readFile(`${place}.json`, 'utf8'));
    } catch (error) {
      // If the description is incomplete, the file must be sent again.
      if (error instanceof SyntaxError || isMissing(error)) return null;
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
    async delete(contractId, uploadId) {
      const folder = join(directory, contractId);
      const names = await readdir(folder).catch((error: unknown) => {
        if (isMissing(error)) return [];
        throw error;
      });
      const own = names.filter((name) => name === uploadId || name.startsWith(`${uploadId}.`));
      await Promise.all(own.map((name) => rm(join(folder, name), { force: true })));
    },
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
          // Always downloaded, so that uploads cannot run as a page.
          'content-disposition': `attachment; filename*=UTF-8''${encodeURIComponent(file.name)}`,
          'content-security-policy': "default-src 'none'; sandbox",
        },
      });
    },
  };
}

const refusals = {
  'too large': [422, 'The file is larger than was announced. Announce it again.'],
  different: [422, 'This is not the file that was announced. Announce it again, then send it whole.'],
  'too slow': [408, 'The file did not arrive in time. Send it again, over a faster connection or in smaller parts.'],
  'no room': [507, 'There is no room for the file now. Try again later, or put it elsewhere and add a link.'],
} as const;

function isMissing(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'ENOENT';
}

function refused(status: number, detail: string): Response {
  return Response.json(
    { type: 'about:blank', title: 'File not transferred', status, detail },
    { status, headers: { 'content-type': 'application/problem+json' } },
  );
}
