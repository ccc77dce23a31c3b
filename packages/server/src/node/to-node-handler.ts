import { type IncomingMessage, ServerResponse } from 'node:http';
import { getRequestListener } from '@hono/node-server';
import { RESPONSE_ALREADY_SENT } from '@hono/node-server/utils/response';
import type { Workroom } from '../create-workroom.ts';
import { noteMountedPath } from '../http/mounted-path.ts';
import type { EventLine } from '../stream/event-lines.ts';
import { lineOf } from '../stream/line-response.ts';

export type NodeHandler = (request: IncomingMessage, response: ServerResponse) => Promise<void>;

/**
 * The handler for `node:http` and what is built on it, such as Express. Mount it before anything that
 * parses bodies: a provider's webhook is signed over the very bytes that were sent.
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
    // The host's own Request and Response stay as they are. HTTP/1.0, which probes of load balancers speak, names no host.
    { overrideGlobalObjects: false, hostname: 'localhost' },
  );
}

/** Writes to Node's response directly, because web streams take several times the memory per open connection. */
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

/** Express's `compression` gathers what is written until it is asked to send it on. */
function flush(outgoing: ServerResponse & { readonly flush?: unknown }): void {
  if (typeof outgoing.flush === 'function') outgoing.flush();
}

/** The path before a router took its prefix off, as Express, Connect and Fastify keep it. */
function originalPath(incoming: object): string | null {
  const { originalUrl, url } = incoming as IncomingMessage & { readonly originalUrl?: unknown };
  if (typeof originalUrl !== 'string' || originalUrl === url || !originalUrl.startsWith('/')) return null;
  return originalUrl.replace(/[?#].*$/, '');
}

/** Whether somebody has read the body and kept no bytes of it, as body parsers do. */
function wasRead(incoming: object): boolean {
  const { readableDidRead, rawBody } = incoming as IncomingMessage & { readonly rawBody?: unknown };
  return readableDidRead && !(rawBody instanceof Uint8Array);
}

/** The same request with a body that was read, where waiting for one would be waiting for ever. */
async function spent({ url, method, headers }: Request): Promise<Request> {
  if (method === 'GET' || method === 'HEAD') return new Request(url, { method, headers });
  const request = new Request(url, { method, headers, body: ' ' });
  await request.text();
  return request;
}
