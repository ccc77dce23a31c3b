import { once } from 'node:events';
import { createServer, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { submitted } from '../src/milestone-workroom/samples.ts';
import { dana } from '../src/testing/states.ts';

export interface ServedPage {
  readonly html: string;
  readonly csp?: string;
}

export interface PageServer {
  readonly url: string;
  readonly contractId: string;
  /** The number of open event streams, now and at most. */
  readonly streams: () => number;
  readonly mostStreams: () => number;
  readonly close: () => Promise<void>;
}

/** A marketplace with one contract: its pages and scripts, its session route, and Workroom's API under /workroom. */
export async function servePages(
  pages: (contractId: string) => Readonly<Record<string, ServedPage>>,
  scripts: Readonly<Record<string, string>>,
): Promise<PageServer> {
  const { backend, contractId } = submitted();
  backend.hasStreams = true;
  const served = pages(contractId);
  let streams = 0;
  let mostStreams = 0;
  const server: Server = createServer(async (request, response) => {
    const { pathname } = new URL(request.url ?? '/', 'http://localhost');
    const page = served[pathname];
    const script = scripts[pathname.slice(1)];
    if (page !== undefined) {
      const csp = page.csp === undefined ? {} : { 'content-security-policy': page.csp };
      response.writeHead(200, { 'content-type': 'text/html; charset=utf-8', ...csp }).end(page.html);
    } else if (script !== undefined) {
      response.writeHead(200, { 'content-type': 'text/javascript; charset=utf-8' }).end(script);
    } else if (pathname === '/session') {
      response.writeHead(200, { 'content-type': 'application/json' });
      response.end(JSON.stringify({ token: await backend.sessionOf(dana)() }));
    } else if (pathname.startsWith('/workroom/')) {
      const { method = 'GET', headers } = request;
      const body = method === 'GET' ? undefined : await textOf(request);
      const answer = await backend.fetch(
        new Request(new URL(request.url ?? '/', backend.baseUrl), {
          method,
          headers: headers as Record<string, string>,
          ...(body === undefined || body === '' ? {} : { body }),
        }),
      );
      response.writeHead(answer.status, Object.fromEntries(answer.headers));
      if (answer.headers.get('content-type') === 'text/event-stream') {
        streams += 1;
        mostStreams = Math.max(mostStreams, streams);
        response.on('close', () => {
          streams -= 1;
        });
        response.flushHeaders();
      }
      // A stream continues as long as the page is open.
      for await (const chunk of answer.body ?? []) response.write(chunk);
      response.end();
    } else {
      // Browsers request an icon automatically.
      response.writeHead(pathname === '/favicon.ico' ? 204 : 404).end();
    }
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    contractId,
    streams: () => streams,
    mostStreams: () => mostStreams,
    close: async () => {
      server.closeAllConnections();
      server.close();
    },
  };
}

async function textOf(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString('utf8');
}
