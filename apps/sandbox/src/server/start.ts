import { DAY_MS, instant, later } from '@workroom/core';
import type { Workroom } from '@workroom/server';
import { demoAgeDays } from '../demo/contracts.ts';
import { seedDemo } from '../demo/seed.ts';
import { createApp } from './app.ts';
import { openDataFolder } from './data-folder.ts';
import { type Listening, listen } from './listen.ts';
import { openWorkroom } from './open-workroom.ts';
import { readPages } from './pages.ts';
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

/** @throws StartProblem for mistakes that the user can fix */
export async function startSandbox({ settings, log }: StartOptions): Promise<Sandbox> {
  const pages = readPages();
  const folder = openDataFolder(settings.dataFolder);
  const app = Promise.withResolvers<ReturnType<typeof createApp>>();
  app.promise.catch(() => {});
  let listening: Listening | undefined;
  let opened: Workroom | undefined;
  const close = async (): Promise<void> => {
    const stopped = listening?.close();
    await opened?.close();
    await stopped;
    folder.unlock();
  };
  try {
    listening = await listen(settings, app.promise);
    const systemNow = () => instant(Date.now());
    const secrets = openSecrets(folder);
    // The demo's history starts in the past, so that it ends today.
    const begin = settings.isEmpty ? systemNow() : later(systemNow(), -demoAgeDays * DAY_MS);
    const clock = openSandboxClock({ folder, systemNow, begin });
    const url = `http://${nameOf(settings.host)}:${listening.port}`;
    const { workroom, provider, mails } = await openWorkroom(settings, secrets, clock, url);
    opened = workroom;
    if (!settings.isEmpty) await seedDemo({ workroom, clock, secretKey: settings.secretKey, today: systemNow(), log });
    clock.moveTo(systemNow());
    app.resolve(
      createApp({ workroom, provider, clock, cookieSecret: secrets.cookie, hosts: settings.hosts, pages, mails }),
    );
    return { url, close };
  } catch (error) {
    app.reject(error);
    await close();
    throw error;
  }
}

function nameOf(host: string): string {
  if (host === '127.0.0.1' || host === '0.0.0.0') return 'localhost';
  return host.includes(':') ? `[${host}]` : host;
}
