import { launchChromium } from '@workroom/toolchain/launch-chromium';
import { hasPostgres, startPostgres } from '@workroom/toolchain/postgres';
import type { Browser } from 'playwright-core';
import { afterAll, afterEach, beforeAll } from 'vitest';
import { readSettings } from '../server/settings.ts';
import { type Sandbox, startSandbox } from '../server/start.ts';
import { temporaryFolder } from './sandbox-process.ts';

/** A sandbox with its own folder, and a browser, for all tests of a file. */
export interface Marketplace {
  readonly url: string;
  readonly browser: Browser;
}

/**
 * Starts the sandbox in this process, which has loaded the kit already. `process.test.ts` starts it as a process.
 *
 * @param contracts whether to create its demo contracts
 */
export function startMarketplace({ contracts = 'none' }: { contracts?: 'none' | 'demo' } = {}): Marketplace {
  const data = temporaryFolder();
  let sandbox: Sandbox | undefined;
  let browser: Browser | undefined;

  beforeAll(async () => {
    const empty = contracts === 'none' ? { WORKROOM_EMPTY: '1' } : {};
    // The embedded database takes seconds to start, and has its own tests.
    const postgres = hasPostgres(18)
      ? { DATABASE_URL: await (await startPostgres({ version: 18 })).freshDatabase() }
      : {};
    const settings = readSettings({ PORT: '0', WORKROOM_DATA_DIR: data.path, ...postgres, ...empty });
    sandbox = await startSandbox({ settings, log: () => {} });
    browser = await launchChromium();
  });

  // An open page would keep its streams and its frames through the next tests.
  afterEach(async () => {
    await Promise.all((browser?.contexts() ?? []).map((context) => context.close()));
  });

  afterAll(async () => {
    await browser?.close();
    await sandbox?.close();
    data[Symbol.dispose]();
  });

  const started = <Part>(part: Part | undefined): Part => {
    if (part === undefined) throw new Error('It is started before the first test: ask for it in one.');
    return part;
  };
  return {
    get url() {
      return started(sandbox).url;
    },
    get browser() {
      return started(browser);
    },
  };
}
