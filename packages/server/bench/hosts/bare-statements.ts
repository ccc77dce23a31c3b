import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import postgres from 'postgres';
import { answerParent } from './answer-parent.ts';

// The cost of a request with two empty statements, one after another, like a command's load and commit. It is the
// machine's own part of a release over one connection.

const { database }: { database: string } = JSON.parse(process.argv[2] ?? '{}');
const sql = postgres(database, { fetch_types: false, onnotice: () => {} });
const ask = () => sql.unsafe("select 'nothing' as row", [], { prepare: true });

const server = createServer((request, response) => {
  request.resume().once('end', async () => {
    await ask();
    await ask();
    response.writeHead(204).end();
  });
}).listen(0, '127.0.0.1', () => {
  answerParent(
    (server.address() as AddressInfo).port,
    async () => null,
    async () => {
      server.closeAllConnections();
      await sql.end();
    },
  );
});
