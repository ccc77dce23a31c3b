import type { AddressInfo } from 'node:net';
import { createAdaptorServer } from '@hono/node-server';
import { StartProblem } from './start-problem.ts';

export interface Listening {
  readonly port: number;
  /** Lets running requests finish, for a while. */
  close(): Promise<void>;
}

const graceMs = 3_000;

/**
 * Binds the port at once and answers once `app` is ready, so that a used port is detected before anything is opened.
 */
export function listen(
  { port, host }: { readonly port: number; readonly host: string },
  app: Promise<{ fetch(request: Request): Response | Promise<Response> }>,
): Promise<Listening> {
  const server = createAdaptorServer({ fetch: async (request) => (await app).fetch(request) });
  return new Promise((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) => reject(startProblem(error, host, port)));
    server.listen(port, host, () => {
      const close = () =>
        new Promise<void>((closed) => {
          const cutOff = setTimeout(() => 'closeAllConnections' in server && server.closeAllConnections(), graceMs);
          server.close(() => {
            clearTimeout(cutOff);
            closed();
          });
          if ('closeIdleConnections' in server) server.closeIdleConnections();
        });
      resolve({ port: (server.address() as AddressInfo).port, close });
    });
  });
}

function startProblem(error: NodeJS.ErrnoException, host: string, port: number): Error {
  switch (error.code) {
    case 'EADDRINUSE':
      return new StartProblem(
        `Port ${port} is in use. Stop the program that uses it, or set PORT to another port (0 for any free one).`,
      );
    case 'EACCES':
      return new StartProblem(`This user may not use port ${port}. Set PORT to a port above 1023.`);
    case 'EADDRNOTAVAIL':
    case 'ENOTFOUND':
      return new StartProblem(`HOST is "${host}", which is not an address of this machine. Correct it or unset it.`);
    default:
      return error;
  }
}
