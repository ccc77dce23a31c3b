import { once } from 'node:events';
import { createServer, request as httpRequest } from 'node:http';
import { connect } from 'node:net';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { client, contractBody, openMarket, secretKey } from '../testing/market.test.support.ts';
import { toNodeHandler } from './to-node-handler.ts';

const market = openMarket();
const server = createServer(toNodeHandler(market.workroom));
let port = 0;
beforeAll(async () => {
  await market.workroom.ready;
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  if (typeof address === 'object' && address !== null) port = address.port;
}, 240_000);
afterAll(async () => {
  server.close();
  await market.workroom.close();
});

const headers = { authorization: `Bearer ${secretKey}`, 'content-type': 'application/json' };

/** Chunked where no length is given. */
function send(body: string | Buffer, more: Record<string, string> = {}): Promise<{ status: number; text: string }> {
  return new Promise((resolve, reject) => {
    const request = httpRequest({
      port,
      host: '127.0.0.1',
      method: 'POST',
      path: '/workroom/contracts',
      headers: { ...headers, ...more },
    });
    request.on('error', reject);
    request.on('response', (response) => {
      let text = '';
      response.on('data', (chunk) => {
        text += chunk;
      });
      response.on('end', () => resolve({ status: response.statusCode ?? 0, text }));
    });
    // In two pieces, so that Node cannot know the length.
    request.write(body.slice(0, 1));
    request.end(body.slice(1));
  });
}

test('a contract is created over a real connection, with and without content-length', async () => {
  const body = JSON.stringify(contractBody(10_000));
  expect((await send(body)).status).toBe(201);
  expect((await send(body, { 'content-length': String(Buffer.byteLength(body)) })).status).toBe(201);
});

test('a body that is too large is a 413, with and without content-length', async () => {
  const body = Buffer.alloc(300_000, ' ');
  expect((await send(body, { 'content-length': '300000' })).status).toBe(413);
  expect((await send(body)).status).toBe(413);
});

test('a connection that breaks midway has no other effect', async () => {
  const socket = connect(port, '127.0.0.1');
  await once(socket, 'connect');
  socket.write(
    `POST /workroom/contracts HTTP/1.1\r\nhost: x\r\nauthorization: ${headers.authorization}\r\ncontent-type: application/json\r\ncontent-length: 100\r\n\r\n{"title`,
  );
  socket.destroy();
  await once(socket, 'close');
  const response = await fetch(`http://127.0.0.1:${port}/workroom/health`);
  expect([response.status, await response.json()]).toMatchObject([200, { status: 'ok' }]);
  expect(response.headers.get('x-request-id')).toMatch(/^req_/);
});

test('a stream is written to the connection, and ends when the reader disconnects', async () => {
  const { contractId } = await market.create(10_000);
  const stream = httpRequest({ port, host: '127.0.0.1', headers, path: `/workroom/contracts/${contractId}/stream` });
  const [answer] = await once(stream.end(), 'response');
  expect(answer.statusCode).toBe(200);
  expect(answer.headers).toMatchObject({
    'content-type': 'text/event-stream',
    'cache-control': 'no-store, no-transform',
  });
  let text = '';
  answer.setEncoding('utf8').on('data', (more: string) => {
    text += more;
  });
  await market.contract('postMessage', client, { params: { contractId }, body: { text: 'Over the wire' } });
  await expect.poll(() => text).toMatch(/^retry: 1000\n\nid: 3\ndata: .*Over the wire.*\n\n$/);
  const closed = new Promise((resolve) => answer.on('error', () => {}).on('close', resolve));
  stream.destroy();
  await closed;
  // Nothing is written to a closed connection.
  const said = { params: { contractId }, body: { text: 'To nobody' } };
  expect(await market.contract('postMessage', client, said)).toMatchObject({ id: contractId });
});

test('an HTTP/1.0 probe without a host is answered', async () => {
  const socket = connect(port, '127.0.0.1');
  socket.setEncoding('utf8').write('GET /workroom/health HTTP/1.0\r\n\r\n');
  let text = '';
  for await (const part of socket) text += part;
  expect(text).toMatch(/^HTTP\/1\.1 200 OK\r\n/);
});

test('a problem names the requested path, with the prefix that a router removed', async () => {
  const handle = toNodeHandler(market.workroom);
  const mounted = createServer((request, response) => {
    // As in Express, Connect and Fastify.
    Object.assign(request, { originalUrl: request.url, url: request.url?.replace('/api/deals', '') });
    void handle(request, response);
  }).listen(0, '127.0.0.1');
  await once(mounted, 'listening');
  const address = mounted.address();
  const at = typeof address === 'object' && address !== null ? address.port : 0;
  const path = '/api/deals/contracts/ctr_none/timeline';
  const response = await fetch(`http://127.0.0.1:${at}${path}?limit=1`, { headers });
  expect(await response.json()).toMatchObject({ status: 404, instance: path });
  expect(market.lines).toContainEqual(expect.objectContaining({ path, status: 404 }));
  mounted.close();
});
