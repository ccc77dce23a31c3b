import { DAY_MS, instant, later } from '@workroom/core';
import { storyDays } from '../demo/contracts.ts';
import { seedDemo } from '../demo/seed.ts';
import { createApp } from './app.ts';
import { openDataFolder } from './data-folder.ts';
import { listen } from './listen.ts';
import { openWorkroom } from './open-workroom.ts';
import { openSandboxClock } from './sandbox-clock.ts';
import { openSecrets } from './secrets.ts';
import type { Settings } from './settings.ts';

export interface Sandbox {
  readonly url: string;
  close(): Promise<void>;
}

export interface StartOptions {
  readonly settings: Settings;
  readonly log: (line: string) => void;
}

/** @throws StartProblem for what the person who starts it can mend */
export async function startSandbox({ settings, log }: StartOptions): Promise<Sandbox> {
  const folder = openDataFolder(settings.dataFolder);
  const opening: (() => Promise<void> | void)[] = [folder.unlock];
  const closeAll = async (): Promise<void> => {
    for (const close of opening.toReversed()) await close();
  };
  try {
    const app = Promise.withResolvers<ReturnType<typeof createApp>>();
    app.promise.catch(() => {});
    const listening = await listen(settings, app.promise);
    opening.push(listening.close);
    try {
      const systemNow = () => instant(Date.now());
      const secrets = openSecrets(folder);
      // The demo's story starts in the past, so that it ends today.
      const begin = settings.isEmpty ? systemNow() : later(systemNow(), -storyDays * DAY_MS);
      const clock = openSandboxClock({ folder, systemNow, begin });
      const { workroom, provider } = await openWorkroom(settings, secrets, clock);
      opening.splice(1, 0, () => workroom.close());
      if (!settings.isEmpty)
        await seedDemo({ workroom, clock, secretKey: settings.secretKey, today: systemNow(), log });
      clock.moveTo(systemNow());
      app.resolve(createApp({ workroom, provider, clock, cookieSecret: secrets.cookie }));
    } catch (error) {
      app.reject(error);
      throw error;
    }
    return {
      url: `http://${settings.host.includes(':') ? `[${settings.host}]` : hostOf(settings.host)}:${listening.port}`,
      close: closeAll,
    };
  } catch (error) {
    await closeAll();
    throw error;
  }
}

function hostOf(host: string): string {
  return host === '127.0.0.1' || host === '0.0.0.0' ? 'localhost' : host;
}
