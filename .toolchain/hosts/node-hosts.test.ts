import { once } from 'node:events';
import { createServer, type RequestListener, type Server } from 'node:http';
import { serve } from '@hono/node-server';
import { createWorkroom } from '@workroom/server';
import { toFastifyPlugin, toNodeHandler } from '@workroom/server/node';
import { ownDatabaseUrl } from '@workroom/toolchain/postgres';
import compression from 'compression';
import express from 'express';
import fastify from 'fastify';
import { Hono } from 'hono';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { observed, stripped } from './fixtures/observed.ts';
import { hostOptions, setup } from './fixtures/setup.ts';
import { asClient, asServer, type Host, makeContract } from './suite/client.ts';
import { testHost } from './suite/test-host.ts';

const workroom = createWorkroom(hostOptions(await ownDatabaseUrl()));
const handler = { fetch: observed(workroom.fetch) };
const { basePath, strippedPath } = setup;
beforeAll(() => workroom.ready, 240_000);
afterAll(() => workroom.close());

testHost('node:http', () => {
  const handle = toNodeHandler(handler);
  return listening((request, response) => {
    if (request.url?.startsWith(`${strippedPath}/`)) request.url = request.url.slice(strippedPath.length);
    void handle(request, response);
  });
});

testHost('Express 5', () => {
  const app = express();
  app.use((request, response, next) =>
    request.headers['x-read-before'] === undefined ? next() : express.json()(request, response, next),
  );
  app.all(`${basePath}/{*path}`, toNodeHandler(handler));
  app.use(strippedPath, toNodeHandler(handler));
  return listening(app);
});

testHost('Fastify 5', async () => {
  const app = fastify({
    rewriteUrl: ({ url = '/' }) => (url.startsWith(`${strippedPath}/`) ? url.slice(strippedPath.length) : url),
  });
  await app.register(toFastifyPlugin(handler), { prefix: basePath });
  await app.register(toFastifyPlugin(handler));
  const url = await app.listen({ port: 0, host: '127.0.0.1' });
  return { url, stop: () => app.close() };
});

testHost('Hono on Node', async () => {
  const app = new Hono();
  app.all(`${basePath}/*`, (context) => handler.fetch(context.req.raw));
  app.all(`${strippedPath}/*`, (context) => handler.fetch(stripped(context.req.raw)));
  const server = serve({ fetch: app.fetch, port: 0, hostname: '127.0.0.1' }) as Server;
  if (!server.listening) await once(server, 'listening');
  return running(server);
});

async function listening(listener: RequestListener): Promise<Host> {
  const server = createServer(listener);
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return running(server);
}

function running(server: Server): Host {
  const address = server.address();
  if (typeof address !== 'object' || address === null) throw new Error('The server has no port.');
  return {
    url: `http://127.0.0.1:${address.port}`,
    async stop() {
      server.closeAllConnections();
      server.close();
    },
  };
}

describe('Express 5 with compression', () => {
  let host: Host | undefined;
  beforeAll(async () => {
    const app = express();
    app.use(compression());
    app.use('/api/deals', toNodeHandler(workroom));
    host = await listening(app);
  });
  afterAll(() => host?.stop());

  test('events arrive at once, and other answers are compressed', async () => {
    const { id } = await makeContract(`${host?.url}/api/deals`);
    const headers = { ...asClient, 'accept-encoding': 'gzip' };
    const stream = await fetch(`${host?.url}/api/deals/contracts/${id}/stream`, { headers });
    expect(stream.headers.get('content-encoding')).toBeNull();
    const { value } = await (stream.body ?? new ReadableStream()).getReader().read();
    expect(new TextDecoder().decode(value)).toBe('retry: 1000\n\n');
    const contract = await fetch(`${host?.url}/api/deals/contracts/${id}`, { headers });
    expect(contract.headers.get('content-encoding')).toBe('gzip');
  });

  test('a problem contains the whole path', async () => {
    const response = await fetch(`${host?.url}/api/deals/contracts/ctr_none`, { headers: asServer });
    expect(await response.json()).toMatchObject({ status: 404, instance: '/api/deals/contracts/ctr_none' });
  });
});
