import { type ServerType, serve } from '@hono/node-server';
import type { OfflineStripe } from './offline/index.ts';

/** Serves an offline Stripe on a free port for the real SDK. */
export async function onFreePort(offline: Pick<OfflineStripe, 'fetch'>) {
  const server = await new Promise<{ server: ServerType; port: number }>((resolve) => {
    const made = serve({ fetch: offline.fetch, port: 0, hostname: '127.0.0.1' }, ({ port }) =>
      resolve({ server: made, port }),
    );
  });
  return {
    api: { host: '127.0.0.1', port: server.port, protocol: 'http' },
    close: () =>
      new Promise<void>((resolve) => {
        server.server.close(() => resolve());
        if ('closeAllConnections' in server.server) server.server.closeAllConnections();
      }),
  } as const;
}
