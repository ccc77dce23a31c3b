import { once } from 'node:events';
import { createServer, type RequestListener, type Server } from 'node:http';
import { serve } from '@hono/node-server';
import { createWorkroom } from '@workroom/server';
import { toFastifyPlugin, toNodeHandler } from '@workroom/server/node';
import express from 'express';
import fastify from 'fastify';
import { Hono } from 'hono';
import { afterAll, beforeAll } from 'vitest';
import { observed, stripped } from './fixtures/observed.ts';
import { hostOptions, setup } from './fixtures/setup.ts';
import type { Host } from './suite/client.ts';
import { testHost } from './suite/test-host.ts';

const workroom = createWorkroom(hostOptions());
const handler = { fetch: observed(workroom.fetch) };
const { basePath, strippedPath } = setup;
beforeAll(() => workroom.ready, 60_000);
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
