import { connect, createServer, type Socket } from 'node:net';
import { type Frame, frameReader, statementWatch } from './wire-frames.ts';

/**
 * When a connection is cut:
 *
 * - `before`: a commit was sent and does not arrive
 * - `during`: it arrives, and nobody waits for the result
 * - `after`: it succeeds, and the answer does not arrive
 * - `elsewhere`: in the middle of anything else
 */
export type Moment = 'before' | 'during' | 'after' | 'elsewhere';

export interface CuttingProxy {
  /** The database's URL through the proxy. */
  readonly url: string;
  readonly cuts: Readonly<Record<Moment, number>>;
  /** Stops all cuts. */
  calm(): void;
  close(): Promise<void>;
}

export interface CuttingProxyOptions {
  /** URL of the database. */
  readonly target: string;
  readonly isCommit: (sql: string) => boolean;
  /** When to cut the connection of a statement; `null` for never. */
  readonly fate: (isCommit: boolean) => Moment | null;
}

/** A proxy in front of PostgreSQL that cuts connections at critical moments. */
export async function startCuttingProxy({ target, isCommit, fate }: CuttingProxyOptions): Promise<CuttingProxy> {
  const { hostname, port } = new URL(target);
  const cuts = { before: 0, during: 0, after: 0, elsewhere: 0 };
  const open = new Set<Socket>();
  let isCalm = false;

  function serve(client: Socket): void {
    const database = connect(Number(port), hostname);
    const cut = (moment: Moment) => {
      cuts[moment] += 1;
      end();
    };
    const end = () => {
      for (const socket of [client, database]) socket.destroy();
    };
    for (const socket of [client, database]) {
      socket.setNoDelay(true);
      open.add(socket);
      socket.on('close', () => {
        open.delete(socket);
        end();
      });
      // A failed connection is just closed.
      socket.on('error', end);
    }

    const readSent = frameReader('client');
    const readAnswer = frameReader('server');
    const runsCommit = statementWatch(isCommit);
    let withholds = false;

    client.on('data', (chunk) => {
      const frames = readSent(asBuffer(chunk));
      // Every message is inspected, because several messages can come together.
      const commits = frames.map(runsCommit).includes(true);
      const moment = isCalm || withholds || !frames.some(isRun) ? null : fate(commits);
      if (moment === 'before' || moment === 'elsewhere') return cut(moment);
      if (moment === 'during') return void database.write(chunk, () => cut('during'));
      withholds ||= moment === 'after';
      database.write(chunk);
    });
    database.on('data', (chunk) => {
      const frames = readAnswer(asBuffer(chunk));
      if (!withholds) return void client.write(chunk);
      // ReadyForQuery comes once what was sent is committed.
      if (frames.some(({ type }) => type === 'Z')) cut('after');
    });
  }

  const server = createServer(serve);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('The proxy has no port.');
  const url = new URL(target);
  url.hostname = '127.0.0.1';
  url.port = String(address.port);
  return {
    url: url.href,
    cuts,
    calm() {
      isCalm = true;
    },
    async close() {
      for (const socket of open) socket.destroy();
      await new Promise<void>((resolve) => server.close(() => resolve()));
    },
  };
}

/** Bind comes with every run of a prepared statement. */
function isRun({ type }: Frame): boolean {
  return type === 'B';
}

function asBuffer(chunk: Buffer | string): Buffer {
  return typeof chunk === 'string' ? Buffer.from(chunk) : chunk;
}
