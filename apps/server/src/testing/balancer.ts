import { type AddressInfo, connect, createServer, type Socket } from 'node:net';

export interface Balancer {
  readonly url: string;
  /** The number of connections of each server. */
  readonly counts: () => readonly number[];
  close(): Promise<void>;
}

/** One address for several servers: connections go to them in turn, and to the next if one refuses. */
export async function startBalancer(urls: readonly string[]): Promise<Balancer> {
  const ports = urls.map((url) => Number(new URL(url).port));
  const counts = ports.map(() => 0);
  const open = new Set<Socket>();
  let turn = 0;

  function onward(client: Socket, left: number): void {
    const place = turn % ports.length;
    turn += 1;
    const server = connect({ port: ports[place] ?? 0, host: '127.0.0.1' });
    open.add(server);
    server.once('close', () => open.delete(server));
    server.once('error', () => {
      if (left > 0) onward(client, left - 1);
      else client.destroy();
    });
    server.once('connect', () => {
      counts[place] = (counts[place] ?? 0) + 1;
      server.removeAllListeners('error');
      for (const [from, to] of [
        [client, server],
        [server, client],
      ] as const) {
        from.on('error', () => to.destroy());
        from.once('close', () => to.destroy());
      }
      client.pipe(server).pipe(client);
    });
  }

  const balancer = createServer((client) => {
    open.add(client);
    client.once('close', () => open.delete(client));
    client.on('error', () => {});
    onward(client, ports.length - 1);
  });
  await new Promise<void>((ready) => balancer.listen(0, '127.0.0.1', ready));
  return {
    url: `http://127.0.0.1:${(balancer.address() as AddressInfo).port}`,
    counts: () => counts,
    async close() {
      for (const socket of open) socket.destroy();
      await new Promise((closed) => balancer.close(closed));
    },
  };
}
