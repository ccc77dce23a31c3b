import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createWorkroom } from '@workroom/server';
import { toNodeHandler } from '@workroom/server/node';
import { answerParent } from './answer-parent.ts';
import { instantProvider } from './instant-provider.ts';
import { secretKey, sessionSecret } from './secrets.ts';

export interface WorkroomHostSettings {
  readonly database: string;
  /** Off behind poolers that keep no prepared statements. */
  readonly prepare?: boolean;
  /** Whether the response to a release waits for the payout. */
  readonly paysAtOnce?: boolean;
  readonly groupCommit?: boolean;
  /** The offset of the contracts' clock. */
  readonly aheadMs?: number;
}

const settings: WorkroomHostSettings = JSON.parse(process.argv[2] ?? '{}');
const workroom = createWorkroom({
  database: settings.prepare === undefined ? settings.database : { url: settings.database, prepare: settings.prepare },
  payments: instantProvider,
  paymentTiming: { tryAtOnce: settings.paysAtOnce ?? false },
  secretKeys: [secretKey],
  sessionSecrets: [sessionSecret],
  clock: { now: () => new Date(Date.now() + (settings.aheadMs ?? 0)) },
  rateLimit: false,
  sweep: false,
  // Like the default logger: successful responses are not logged.
  logger: (line) => line.level === 'error' && console.error(line),
  ...(settings.groupCommit === undefined ? {} : { groupCommit: settings.groupCommit }),
});
await workroom.ready;
const server = createServer(toNodeHandler(workroom)).listen(0, '127.0.0.1', () => {
  answerParent(
    (server.address() as AddressInfo).port,
    async ({ sweep }) => {
      if (typeof sweep !== 'number') throw new Error('not a question for this host');
      let deadlines = 0;
      // Payments may be left when no deadlines are.
      for (let applied = 1; applied > 0 && deadlines < sweep; deadlines += applied) {
        applied = (await workroom.sweep()).deadlines;
      }
      return deadlines;
    },
    async () => {
      server.closeAllConnections();
      await workroom.close();
    },
  );
});
