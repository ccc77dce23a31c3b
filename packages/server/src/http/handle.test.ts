import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { gzipSync } from 'node:zlib';
import { Hono } from 'hono';
import { describe, expect, test } from 'vitest';
import type { LogLine } from '../logger.ts';
import { createHandler } from './handle.ts';

/** A handler whose file requests are answered by the host's code. */
function handler(serve: (request: Request) => Promise<Response> | Response) {
  const lines: LogLine[] = [];
  const reported: string[] = [];
  const app = new Hono()
    .all('*', ({ req }) => serve(req.raw))
    .onError((error) => {
      throw error;
    });
  const handle = createHandler({
    app,
    assertOpen: () => {},
    cors: { origins: new Set(), allowedHeaders: [], credentials: false },
    logger: (line) => void lines.push(line),
    onError: (_, about) => void reported.push(about.doing),
    newRequestId: () => 'req_1',
    systemNowMs: () => 0,
  });
  return { lines, reported, get: (path: string) => handle(new Request(`https://api.test${path}`)) };
}

describe('responses from the host’s own code', () => {
  test('a `fetch` response with immutable headers is passed on', async () => {
    const answered = await handler(() => fetch('data:text/plain,sketches')).get('/files/a');
    expect([answered.status, await answered.text()]).toEqual([200, 'sketches']);
    expect(answered.headers.get('x-request-id')).toBe('req_1');
    expect(answered.headers.get('content-type')).toBe('text/plain');
  });

  test('a response that `fetch` decompressed has no content-encoding', async () => {
    const packed = gzipSync('sketches');
    const server = createServer((_, response) => {
      response.writeHead(200, { 'content-encoding': 'gzip', 'content-length': packed.length }).end(packed);
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const { port } = server.address() as AddressInfo;
    const { headers, ...answered } = await handler(() => fetch(`http://127.0.0.1:${port}/`))
      .get('/files/a')
      .then(async (response) => ({ headers: response.headers, text: await response.text() }));
    server.close();
    expect(answered.text).toBe('sketches');
    expect([headers.get('content-encoding'), headers.get('content-length')]).toEqual([null, null]);
  });

  test('a redirect is passed on', async () => {
    const answered = await handler(() => Response.redirect('https://cdn.example/a')).get('/files/a');
    expect([answered.status, answered.headers.get('location')]).toEqual([302, 'https://cdn.example/a']);
  });

  test.each<[string, () => Promise<Response>]>([
    ['throws', () => Promise.reject(new Error('the disk is gone'))],
    ['answers an error of the network', async () => Response.error()],
    [
      'answers a request whose body it has read itself',
      async () => {
        const response = await fetch('data:text/plain,sketches');
        await response.text();
        return response;
      },
    ],
  ])('when it %s there is a problem, and no rejection', async (_, serve) => {
    const { get, reported } = handler(serve);
    const answered = await get('/files/a');
    expect([answered.status, answered.headers.get('content-type')]).toEqual([500, 'application/problem+json']);
    expect(reported).toEqual(['answering GET /files/…']);
  });
});

describe('the signed address of a file', () => {
  const address = `eyJmaWxlIjp7Im5hbWUiOiJzZWNyZXQucGRmIn19.${'c2ln'.repeat(10)}`;

  test.each<[string, () => Promise<Response>]>([
    ['is served', async () => new Response('sketches')],
    ['is refused', async () => new Response(null, { status: 403 })],
    ['cannot be served', () => Promise.reject(new Error(`open files/${address}: the disk is gone`))],
    ['cannot be served, in its words', async () => new Response(null, { status: 507 })],
  ])('is in no line of the log when it %s, nor in a problem', async (_, serve) => {
    const { get, lines, reported } = handler(serve);
    const answered = await get(`/workroom/files/${address}`);
    const said = JSON.stringify([lines, reported, await answered.text()]);
    expect(said).not.toContain('eyJ');
    expect(said).not.toContain('c2ln');
    expect(lines).toContainEqual(expect.objectContaining({ message: 'answered', path: '/workroom/files/…' }));
  });

  test('the path of a contract’s file stays readable', async () => {
    const { get, lines } = handler(async () => new Response());
    await get('/workroom/contracts/ctr_1/files/upl_1');
    expect(lines[0]?.path).toBe('/workroom/contracts/ctr_1/files/upl_1');
  });
});
