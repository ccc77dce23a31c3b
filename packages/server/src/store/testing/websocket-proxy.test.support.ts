import type { AddressInfo } from 'node:net';
import { connect } from 'node:net';
import { createWebSocketStream, WebSocketServer } from 'ws';

/** PostgreSQL's protocol over WebSockets, as Neon serves it to hosts without TCP: `?address=host:port`. */
export async function startWebSocketProxy(): Promise<{
  readonly address: string;
  readonly close: () => Promise<void>;
}> {
  const server = new WebSocketServer({ port: 0, host: '127.0.0.1' });
  server.on('connection', (socket, { url = '' }) => {
    const [host = '', port = ''] = (new URL(url, 'ws://proxy').searchParams.get('address') ?? '').split(':');
    const stream = createWebSocketStream(socket);
    const database = connect(Number(port), host);
    stream.on('error', () => database.destroy());
    database.on('error', () => stream.destroy());
    stream.pipe(database).pipe(stream);
  });
  await new Promise<void>((ready) => server.once('listening', ready));
  return {
    address: `127.0.0.1:${(server.address() as AddressInfo).port}`,
    async close() {
      for (const client of server.clients) client.close();
      await new Promise<void>((closed) => server.close(() => closed()));
    },
  };
}
