import { join } from 'node:path';
import { createWorkroom, type Workroom } from '@workroom/server';
import { apiReference, diskUploads, simulatedFileStorage } from '@workroom/server/node';
import { type SimulatedProvider, simulatedProvider } from '@workroom/server/payments';
import { type MailOutbox, openMailOutbox } from './mail-outbox.ts';
import type { SandboxClock } from './sandbox-clock.ts';
import type { Secrets } from './secrets.ts';
import type { Settings } from './settings.ts';
import { StartProblem } from './start-problem.ts';

/** The sandbox's server kit, and the payment provider with its test cards. */
export async function openWorkroom(
  { databaseUrl, dataFolder, secretKey }: Settings,
  secrets: Secrets,
  clock: SandboxClock,
  /** The public address, without a trailing slash. */
  url: string,
): Promise<{ workroom: Workroom; provider: SimulatedProvider; mails: MailOutbox }> {
  const provider = simulatedProvider({
    clock: { now: () => new Date(clock.now()) },
    storage: simulatedFileStorage(join(dataFolder, 'payments')),
    // Sender and receiver are this process, and nothing is sent again after a restart.
    webhooks: {
      secret: crypto.randomUUID(),
      deliver: ({ headers, body }) =>
        workroom.fetch(
          new Request('http://sandbox.internal/workroom/payments/simulated/webhook', {
            method: 'POST',
            headers,
            body: new Uint8Array(body),
          }),
        ),
    },
  });
  const mails = openMailOutbox(join(dataFolder, 'mails.jsonl'), clock.now);
  // An error before that is reported by the caller that starts it.
  let isReady = false;
  const workroom = createWorkroom({
    database: databaseUrl ?? join(dataFolder, 'database'),
    payments: provider,
    uploads: { storage: diskUploads({ directory: join(dataFolder, 'uploads'), secret: secrets.sessions }) },
    // People who try it out have webhook receivers on their own machine.
    webhooks: { allowPrivateNetworks: true },
    mail: {
      send: mails.send,
      addressOf: ({ id }) => `${encodeURIComponent(id)}@quillmoor.example`,
      events: 'all',
      links: ({ to, contractId, milestoneId }) =>
        to === 'review-and-pay' && milestoneId !== null
          ? `${url}/contracts/${contractId}/review?milestone=${milestoneId}`
          : `${url}/contracts/${contractId}`,
      sender: 'Quillmoor',
    },
    reference: apiReference(),
    secretKeys: [secretKey],
    sessionSecrets: [secrets.sessions],
    clock: { now: () => new Date(clock.now()) },
    // The provider is in this process, so polling is cheap.
    sweep: { everyMs: 1_000 },
    paymentTiming: { poll: { firstMs: 0, mostMs: 0 } },
    logger: ({ level, message, ...fields }) => {
      // Its warnings are for production: the key is short, the database is embedded.
      if (level === 'error' && isReady) console.error(message, fields);
    },
  });
  try {
    await workroom.ready;
    isReady = true;
  } catch (error) {
    await workroom.close().catch(() => {});
    const where = databaseUrl === null ? dataFolder : withoutPassword(databaseUrl);
    throw new StartProblem(`The database (${where}) cannot be used. ${error instanceof Error ? error.message : error}`);
  }
  return { workroom, provider, mails };
}

function withoutPassword(databaseUrl: string): string {
  const { host, pathname } = new URL(databaseUrl);
  return host + pathname;
}
