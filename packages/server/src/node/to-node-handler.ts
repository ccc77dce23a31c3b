import { type IncomingMessage, ServerResponse } from 'node:http';
import { getRequestListener } from '@hono/node-server';
import { RESPONSE_ALREADY_SENT } from '@hono/node-server/utils/response';
import { noteMountedPath } from '../http/mounted-path.ts';
import type { EventLine } from '../stream/event-lines.ts';
import { lineOf } from '../stream/line-response.ts';
import type { Workroom } from '../workroom.ts';

export type NodeHandler = (request: IncomingMessage, response: ServerResponse) => Promise<void>;

/**
 * The handler for `node:http` and frameworks on top of it, such as Express. Mount it before body parsers: a provider's
 * webhook is signed over the raw bytes.
 *
 * @example
 * createServer(toNodeHandler(workroom)).listen(4400);
 * @example
 * express().use('/workroom', toNodeHandler(workroom));
 */
export function toNodeHandler({ fetch }: Pick<Workroom, 'fetch'>): NodeHandler {
  return getRequestListener(
    async (request, { incoming, outgoing }) => {
      const asked = wasRead(incoming) ? await spent(request) : request;
      const path = originalPath(incoming);
      if (path !== null) noteMountedPath(asked, path);
      const response = await fetch(asked);
      const line = lineOf(response);
      if (line === null || !(outgoing instanceof ServerResponse)) return response;
      writeLine(line, response, outgoing);
      return RESPONSE_ALREADY_SENT;
    },
    // Does not replace the global Request and Response. HTTP/1.0, used by load balancer probes, has no host.
    { overrideGlobalObjects: false, hostname: 'localhost' },
  );
}

/** Writes to Node's response directly, because web streams use several times the memory per connection. */
function writeLine(line: EventLine, { status, headers }: Response, outgoing: ServerResponse): void {
  if (outgoing.destroyed) return;
  outgoing.writeHead(status, Object.fromEntries(headers));
  const end = line.open({
    write(bytes) {
      outgoing.write(bytes);
      flush(outgoing);
    },
    unreadBytes: () => outgoing.writableLength,
    end: () => outgoing.end(),
  });
  outgoing.once('close', end);
}

/** Express's `compression` buffers writes until they are flushed. */
function flush(outgoing: ServerResponse & { readonly flush?: unknown }): void {
  if (typeof outgoing.flush === 'function') outgoing.flush();
}

/** The original path before a router removed its prefix, as kept by Express, Connect and Fastify. */
function originalPath(incoming: object): string | null {
  const { originalUrl, url } = incoming as IncomingMessage & { readonly originalUrl?: unknown };
  if (typeof originalUrl !== 'string' || originalUrl === url || !originalUrl.startsWith('/')) return null;
  return originalUrl.replace(/[?#].*$/, '');
}

/** Whether the body was read and its bytes were not kept, as by body parsers. */
function wasRead(incoming: object): boolean {
  const { readableDidRead, rawBody } = incoming as IncomingMessage & { readonly rawBody?: unknown };
  return readableDidRead && !(rawBody instanceof Uint8Array);
}

/** The same request with an already read body, because waiting for the body would never end. */
async function spent({ url, method, headers }: Request): Promise<Request> {
  if (method === 'GET' || method === 'HEAD') return new Request(url, { method, headers });
  const request = new Request(url, { method, headers, body: ' ' });
  await request.text();
  return request;
}
