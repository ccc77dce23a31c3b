import { join } from 'node:path';
import { createWorkroom, type Workroom } from '@workroom/server';
import { simulatedFileStorage } from '@workroom/server/node';
import { type SimulatedProvider, simulatedProvider } from '@workroom/server/payments';
import type { SandboxClock } from './sandbox-clock.ts';
import type { Secrets } from './secrets.ts';
import type { Settings } from './settings.ts';

/** The server kit as the sandbox runs it, and the payment provider whose test cards it takes. */
export async function openWorkroom(
  settings: Settings,
  secrets: Secrets,
  clock: SandboxClock,
): Promise<{ workroom: Workroom; provider: SimulatedProvider }> {
  const provider = simulatedProvider({
    now: clock.now,
    storage: simulatedFileStorage(join(settings.dataFolder, 'payments')),
  });
  const workroom = createWorkroom({
    database: settings.databaseUrl ?? { directory: join(settings.dataFolder, 'database') },
    payments: provider,
    clock,
    secretKey: settings.secretKey,
    sessionSecret: secrets.sessions,
    basePath: '/workroom',
  });
  await workroom.migrate();
  return { workroom, provider };
}
