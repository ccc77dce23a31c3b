import { once } from 'node:events';
import { connect } from 'node:net';
import { expect, test } from 'vitest';
import { ask, asServer, contractBody, json, oneConnection } from './client.ts';

const tooLarge = Buffer.alloc(300_000, ' ');

/** Tests of the wire level: lengths, chunks, kept and broken connections. */
export function wire(base: () => string): void {
  test('HEAD is answered like GET without the body, and OPTIONS lists the allowed methods', async () => {
    const head = await ask(`${base()}/health`, { method: 'HEAD' });
    expect([head.status, head.text, head.headers.get('content-type')]).toEqual([200, '', 'application/json']);
    const refused = await ask(`${base()}/contracts`, { method: 'HEAD' });
    expect([refused.status, refused.text]).toEqual([401, '']);
    const options = await ask(`${base()}/contracts`, { method: 'OPTIONS' });
    expect([options.status, options.headers.get('allow')]).toEqual([204, 'GET, POST, HEAD, OPTIONS']);
  });

  test('a body is accepted in chunks and without a length', async () => {
    const bytes = Buffer.from(JSON.stringify(contractBody()));
    const pieces = [bytes.subarray(0, 1), bytes.subarray(1, 60), bytes.subarray(60)];
    const reply = await ask(`${base()}/contracts`, { headers: asServer, body: pieces });
    expect(reply.status).toBe(201);
  });

  test('a body that is too large gets a 413, with and without a length', async () => {
    for (const body of [tooLarge, [tooLarge.subarray(0, 200_000), tooLarge.subarray(200_000)]]) {
      const reply = await ask(`${base()}/contracts`, { headers: asServer, body });
      expect([reply.status, reply.json.code]).toEqual([413, 'body_too_large']);
    }
  });

  test('one connection serves many requests, including refused ones', async () => {
    const agent = oneConnection();
    const statuses: number[] = [];
    for (const headers of [asServer, {}, asServer]) {
      statuses.push((await ask(`${base()}/contracts`, { headers, body: contractBody(), agent })).status);
      statuses.push((await ask(`${base()}/health`, { agent })).status);
    }
    expect(statuses).toEqual([201, 200, 401, 200, 201, 200]);
    agent.destroy();
  });

  test('a client that disconnects in the middle of a body affects no other request', async () => {
    const { hostname, port, pathname } = new URL(base());
    const socket = connect(Number(port), hostname);
    await once(socket, 'connect');
    const head = Object.entries({ host: 'x', ...asServer, ...json, 'content-length': '100' });
    const lines = [`POST ${pathname}/contracts HTTP/1.1`, ...head.map(([name, value]) => `${name}: ${value}`)];
    socket.write(`${lines.join('\r\n')}\r\n\r\n{"title`);
    socket.destroy();
    await once(socket, 'close');
    expect((await ask(`${base()}/health`)).status).toBe(200);
  });

  test('the request id of a proxy is kept, and a percent sign in a path does not crash the host', async () => {
    const reply = await ask(`${base()}/health`, { headers: { 'x-request-id': 'proxy-1.2' } });
    expect(reply.headers.get('x-request-id')).toBe('proxy-1.2');
    // Some hosts answer this request themselves, in different ways.
    expect((await ask(`${base()}/contracts/%E0%A4%A`, { headers: asServer })).status).toBeGreaterThanOrEqual(400);
    expect((await ask(`${base()}/health`)).status).toBe(200);
  });

  test('a body that the host has already read gets a problem that names the fix', async () => {
    const reply = await ask(`${base()}/contracts`, {
      headers: { ...asServer, 'x-read-before': 'yes' },
      body: contractBody(),
    });
    expect([reply.status, reply.json.code]).toEqual([500, 'body_already_read']);
    expect(reply.json.detail).toContain('before body parsers');
  });
}
