import { fork } from 'node:child_process';
import { join } from 'node:path';
import type { FromServer, Order } from './messages.ts';

/** The messages of a server process before it was killed. */
export interface Killed {
  readonly stops: readonly Exclude<FromServer, { says: 'recovered' }>[];
  readonly signal: NodeJS.Signals | null;
}

/**
 * Starts a server process, lets the test inspect what it recovered, and sends SIGKILL once every job has reached its
 * boundary.
 *
 * @throws if it exits by itself
 */
export async function killAtBoundaries(order: Order, onRecovered: () => Promise<void>): Promise<Killed> {
  const server = fork(join(import.meta.dirname, 'server.ts'), [JSON.stringify(order)], {
    execArgv: ['--conditions=@workroom/source'],
    stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
  });
  let stderr = '';
  server.stderr?.on('data', (text: Buffer) => {
    stderr += text.toString();
  });
  const ended = new Promise<NodeJS.Signals | null>((resolve) =>
    server.once('close', (_code, signal) => resolve(signal)),
  );
  const stops: Killed['stops'][number][] = [];
  const allStopped = new Promise<void>((resolve, reject) => {
    server.on('message', (message: FromServer) => {
      if (message.says === 'recovered') {
        onRecovered().then(() => server.send('go on'), reject);
        if (order.boundary === null) resolve();
        return;
      }
      stops.push(message);
      if (stops.length === order.jobs.length) resolve();
    });
    void ended.then(() => reject(new Error(`The server died by itself:\n${stderr}`)));
  });
  try {
    await allStopped;
    if (order.boundary !== null) server.kill('SIGKILL');
    const signal = await ended;
    if (stderr !== '') throw new Error(`The server complained:\n${stderr}`);
    return { stops, signal };
  } finally {
    server.kill('SIGKILL');
  }
}
