import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { answerParent } from './answer-parent.ts';

// The cost of an open response in plain Node: socket, parser, request and response.

const server = createServer(({ url }, response) => {
  if (url?.endsWith('/stream') !== true) return void response.end('{}');
  response.writeHead(200, { 'content-type': 'text/event-stream' }).write('retry: 1000\n\n');
}).listen(0, '127.0.0.1', () => {
  answerParent(
    (server.address() as AddressInfo).port,
    async () => null,
    async () => server.closeAllConnections(),
  );
});
