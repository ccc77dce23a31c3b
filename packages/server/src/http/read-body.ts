import { Problem } from '../operations/problem.ts';

/**
 * The body as JSON; `undefined` when there is none. Too large is noticed by `content-length` before
 * anything is read, and by counting where that is missing or lies.
 *
 * @throws Problem 400, 413 or 415
 */
export async function readBody(request: Request, limitBytes: number): Promise<unknown> {
  const declared = request.headers.get('content-length');
  if (declared !== null && Number(declared) > limitBytes) throw new Problem('body_too_large');
  if (request.body === null) return undefined;
  const bytes = await readBytes(request, declared !== null, limitBytes);
  if (bytes.length === 0) return undefined;
  if (!isJson(request.headers.get('content-type'))) throw new Problem('unsupported_media_type');
  try {
    // `fatal`: text that is no UTF-8 is refused, not repaired in silence.
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
  } catch {
    throw new Problem('malformed_json');
  }
}

async function readBytes(request: Request, isDeclared: boolean, limitBytes: number): Promise<Uint8Array> {
  if (isDeclared) {
    // The way that hosts have made fast; a length that lied is found out all the same.
    const bytes = new Uint8Array(await readOrProblem(request.arrayBuffer()));
    if (bytes.length > limitBytes) throw new Problem('body_too_large');
    return bytes;
  }
  return readCounting(request, limitBytes);
}

async function readCounting({ body }: Request, limitBytes: number): Promise<Uint8Array> {
  if (body === null) return new Uint8Array();
  const chunks: Uint8Array[] = [];
  let length = 0;
  const reader = body.getReader();
  for (;;) {
    const { done, value } = await readOrProblem(reader.read());
    if (done) break;
    length += value.length;
    if (length > limitBytes) {
      // Not awaited: what the sender still sends is nobody's concern any more.
      reader.cancel().catch(() => {});
      throw new Problem('body_too_large');
    }
    chunks.push(value);
  }
  const whole = new Uint8Array(length);
  let at = 0;
  for (const chunk of chunks) {
    whole.set(chunk, at);
    at += chunk.length;
  }
  return whole;
}

/** A body that breaks off is the sender's doing. */
async function readOrProblem<Value>(reading: Promise<Value>): Promise<Value> {
  try {
    return await reading;
  } catch {
    throw new Problem('malformed_json', { detail: 'The body ended before it was complete. Send it again.' });
  }
}

/** `application/json`, or another type with the suffix (RFC 6839). */
function isJson(contentType: string | null): boolean {
  return contentType !== null && /^application\/([\w.-]+\+)?json\s*(;|$)/i.test(contentType.trim());
}
