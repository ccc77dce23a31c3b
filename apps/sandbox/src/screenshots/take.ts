// Screenshots of every page of the built sandbox: node take.ts <folder>
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { launchChromium } from '@workroom/toolchain/launch-chromium';
import { signInAs } from '../testing/browser.ts';
import { startSandboxProcess, temporaryFolder } from '../testing/sandbox-process.ts';

const folder = process.argv[2] ?? join(import.meta.dirname, 'pictures');
mkdirSync(folder, { recursive: true });

using data = temporaryFolder();
const sandbox = await startSandboxProcess({ WORKROOM_DATA_DIR: data.path });
const browser = await launchChromium();
try {
  for (const colorScheme of ['light', 'dark'] as const) {
    for (const [name, width] of Object.entries({ narrow: 320, phone: 360, wide: 1280 })) {
      for (const person of ['dana', 'lee'] as const) {
        const { page, errors } = await signInAs(browser, sandbox.url, person, {
          colorScheme,
          viewport: { width, height: 850 },
        });
        const take = async (what: string): Promise<void> => {
          await page.waitForFunction(() => document.querySelector(':state(loading), [aria-busy=true]') === null);
          const overflow = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
          if (overflow > 0) console.error(`${what} ${name}: ${overflow}px wider than the window`);
          const file = `${what}-${person}-${name}-${colorScheme}.png`;
          await page.screenshot({ path: join(folder, file), fullPage: true, animations: 'disabled' });
        };
        await take('contracts');
        for (const title of ['Photographs', 'Brand identity', 'Booking page']) {
          await page.goto(`${sandbox.url}/contracts`);
          await page.getByRole('link', { name: title }).click();
          await page.waitForURL('**/contracts/ctr_*');
          await take(title.toLowerCase().replace(' ', '-'));
          await page.goto(`${page.url()}/review`);
          await take(`${title.toLowerCase().replace(' ', '-')}-review`);
        }
        if (person === 'dana') {
          await page.goto(`${sandbox.url}/no/such/page`);
          await take('not-found');
          await page.goto(sandbox.url);
          await take('sign-in');
        }
        for (const error of errors) console.error(`${person} ${name} ${colorScheme}: ${error}`);
        await page.context().close();
      }
    }
  }
} finally {
  await browser.close();
  await sandbox.stop();
}
