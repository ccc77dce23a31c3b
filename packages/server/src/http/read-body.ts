import { Problem } from '../problem.ts';
import { TimedOut, type Timer, withTimeLimit } from '../timer.ts';

export interface BodyLimits {
  readonly bytes: number;
  /** Time limit for reading the whole body, against very slow senders. */
  readonly ms: number;
  readonly timer: Timer;
}

/**
 * The body as JSON; `undefined` if there is none. The size is checked by `content-length` before reading, and by
 * counting while reading.
 *
 * @throws Problem 400, 408, 413 or 415, or 500 if the host has already read the body
 */
export async function readBody(request: Request, limits: BodyLimits): Promise<unknown> {
  const bytes = await readBytes(request, limits);
  if (bytes.length === 0) return undefined;
  if (!isJson(request.headers.get('content-type'))) throw new Problem('unsupported_media_type');
  try {
    // `fatal`: invalid UTF-8 is refused, not silently repaired.
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
  } catch {
    throw new Problem('malformed_json');
  }
}

/** The raw bytes. @throws Problem 400, 408 or 413, or 500 if the host has already read the body */
export async function readBytes(request: Request, { bytes, ms, timer }: BodyLimits): Promise<Uint8Array> {
  const declared = declaredLength(request);
  if (declared !== null && declared > bytes) throw new Problem('body_too_large');
  if (request.bodyUsed) throw new Problem('body_already_read');
  if (declared === 0) return new Uint8Array();
  try {
    return await withTimeLimit(timer, ms, (signal) =>
      declared === null ? readCounting(request, bytes, signal) : readDeclared(request, bytes),
    );
  } catch (error) {
    if (error instanceof Problem) throw error;
    if (error instanceof TimedOut) throw new Problem('body_too_slow');
    // An incomplete body is the sender's error.
    throw new Problem('malformed_json', { detail: 'The body ended before it was complete. Send it again.' });
  }
}

/**
 * The fast path. It must not touch `request.body`: on Node that alone creates a web stream. A wrong `content-length` is
 * still detected.
 */
async function readDeclared(request: Request, limitBytes: number): Promise<Uint8Array> {
  const bytes = new Uint8Array(await request.arrayBuffer());
  if (bytes.length > limitBytes) throw new Problem('body_too_large');
  return bytes;
}

async function readCounting({ body }: Request, limitBytes: number, signal: AbortSignal): Promise<Uint8Array> {
  if (body === null) return new Uint8Array();
  const chunks: Uint8Array[] = [];
  let length = 0;
  const reader = body.getReader();
  // Not awaited: the rest of the body is ignored.
  const leave = () => void reader.cancel().catch(() => {});
  signal.addEventListener('abort', leave, { once: true });
  for (;;) {
    const { done, value } = await reader.read();
    if (done) break;
    length += value.length;
    if (length > limitBytes) {
      leave();
      throw new Problem('body_too_large');
    }
    chunks.push(value);
  }
  return joined(chunks, length);
}

function joined(chunks: readonly Uint8Array[], length: number): Uint8Array {
  const whole = new Uint8Array(length);
  let at = 0;
  for (const chunk of chunks) {
    whole.set(chunk, at);
    at += chunk.length;
  }
  return whole;
}

function declaredLength({ headers }: Request): number | null {
  const length = headers.get('content-length');
  return length !== null && /^\d{1,15}$/.test(length) ? Number(length) : null;
}

/** `application/json`, or another type with the suffix (RFC 6839). */
function isJson(contentType: string | null): boolean {
  return contentType !== null && /^application\/([\w.-]+\+)?json\s*(;|$)/i.test(contentType.trim());
}
