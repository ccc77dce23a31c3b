import type { AnswerOf } from '@workroom/core/api';
import { WorkroomError, WorkroomNetworkError } from './problem.ts';

/** A file that is kept now, to be named in a submission or a statement. */
export interface UploadedFile {
  readonly uploadId: AnswerOf<'createUpload'>['uploadId'];
  readonly name: string;
  /** In bytes. */
  readonly size: number;
}

/** Announces a file and returns where to send it. */
export type AnnounceFile = (file: {
  readonly name: string;
  readonly size: number;
  readonly contentType: string;
  readonly sha256: string;
}) => Promise<AnswerOf<'createUpload'>>;

/** The storage refused the file. */
export class WorkroomUploadError extends WorkroomError {
  override readonly name = 'WorkroomUploadError';
}

/**
 * Announces a file by its hash, then sends it straight to where it is kept.
 *
 * @throws WorkroomUploadError when it was not taken
 */
export async function uploadFile(
  announce: AnnounceFile,
  {
    file,
    base,
    send,
    signal,
  }: {
    readonly file: File;
    /** What addresses of the server's own are relative to. */
    readonly base: URL;
    readonly send: typeof fetch;
    readonly signal: AbortSignal | undefined;
  },
): Promise<UploadedFile> {
  // Browsers have it on secure pages alone.
  if (crypto.subtle === undefined) throw new WorkroomUploadError('Files can be sent from pages with https only.');
  const bytes = await file.arrayBuffer();
  const { uploadId, method, url, headers } = await announce({
    name: file.name,
    size: file.size,
    contentType: file.type.split(';')[0] || 'application/octet-stream',
    sha256: hex(await crypto.subtle.digest('SHA-256', bytes)),
  });
  const target = new URL(url, base);
  let response: Response;
  try {
    // The address is signed: it needs no token, and the storage must not get one.
    response = await send(target, { method, headers, body: bytes, credentials: 'omit', signal: signal ?? null });
  } catch (cause) {
    signal?.throwIfAborted();
    throw new WorkroomNetworkError(target, cause);
  }
  if (!response.ok) throw new WorkroomUploadError(`“${file.name}” could not be stored. Send it again.`);
  return { uploadId, name: file.name, size: file.size };
}

function hex(bytes: ArrayBuffer): string {
  return Array.from(new Uint8Array(bytes), (byte) => byte.toString(16).padStart(2, '0')).join('');
}
