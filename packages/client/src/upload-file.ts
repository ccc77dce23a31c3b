import type { AnswerOf } from '@workroom/core/api';
import { WorkroomError, WorkroomNetworkError } from './problem.ts';

/** An uploaded file, for use in a submission or a statement. */
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
 * Announces a file by its hash, then sends it directly to the storage.
 *
 * @throws WorkroomUploadError if it was refused
 */
export async function uploadFile(
  announce: AnnounceFile,
  {
    file,
    base,
    send,
    signal,
    progress,
  }: {
    readonly file: File;
    /** The base of the server's relative addresses. */
    readonly base: URL;
    readonly send: typeof fetch;
    readonly signal: AbortSignal | undefined;
    /** Called with the share that was sent, 0 to 1, if the browser reports it. */
    readonly progress?: ((share: number) => void) | undefined;
  },
): Promise<UploadedFile> {
  // Browsers have it only on secure pages.
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
    // The address is signed, so it needs no token, and the storage must not get one.
    const request = { method, headers, body: bytes, credentials: 'omit', signal: signal ?? null } as const;
    const isBrowsers = send === globalThis.fetch && typeof XMLHttpRequest !== 'undefined';
    response = await (progress && isBrowsers ? sendWithProgress(target, request, progress) : send(target, request));
  } catch (cause) {
    signal?.throwIfAborted();
    throw new WorkroomNetworkError(target, cause);
  }
  if (!response.ok) throw new WorkroomUploadError(`“${file.name}” could not be stored. Send it again.`);
  return { uploadId, name: file.name, size: file.size };
}

/** `fetch` does not report progress. */
function sendWithProgress(
  target: URL,
  {
    method,
    headers,
    body,
    signal,
  }: {
    readonly method: string;
    readonly headers: Readonly<Record<string, string>>;
    readonly body: ArrayBuffer;
    readonly signal: AbortSignal | null;
  },
  progress: (share: number) => void,
): Promise<Response> {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    request.open(method, target);
    for (const [name, value] of Object.entries(headers)) request.setRequestHeader(name, value);
    request.upload.onprogress = ({ loaded, total }) => progress(total > 0 ? loaded / total : 0);
    request.onload = () => resolve(new Response(null, { status: request.status }));
    request.onerror = () => reject(new TypeError('Failed to send'));
    request.onabort = () => reject(new DOMException('The upload was cancelled.', 'AbortError'));
    signal?.addEventListener('abort', () => request.abort(), { once: true });
    request.send(body);
  });
}

function hex(bytes: ArrayBuffer): string {
  return Array.from(new Uint8Array(bytes), (byte) => byte.toString(16).padStart(2, '0')).join('');
}
