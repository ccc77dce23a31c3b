import { launchChromium } from '@workroom/toolchain/launch-chromium';
import { ownDatabaseUrl } from '@workroom/toolchain/postgres';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startExample } from './start-example.ts';

let browser: Browser;
beforeAll(async () => {
  browser = await launchChromium();
});
afterAll(() => browser.close());

describe('each page starts with one command, shows its contract and takes a payment', () => {
  test.each(['html', 'react', 'vue', 'nextjs'])('%s', { timeout: 240_000 }, async (name) => {
    const example = await startExample(name, { database: await ownDatabaseUrl() });
    const context = await browser.newContext();
    try {
      const page = await context.newPage();
      const faults: string[] = [];
      page.on('pageerror', (error) => faults.push(String(error)));
      page.on('console', (message) => {
        // The pages have no icon.
        if (message.type() === 'error' && !message.location().url.endsWith('/favicon.ico')) faults.push(message.text());
      });
      await page.goto(example.url);
      const room = page.locator('milestone-workroom');
      await room.getByRole('heading', { name: 'Brand identity' }).waitFor();
      expect(await room.evaluate((element) => element.shadowRoot?.textContent)).toContain('Logo');

      await room.getByRole('button', { name: 'Fund milestone' }).first().click();
      await room.getByRole('dialog').getByRole('button', { name: 'Fund milestone' }).click();
      await room.getByText('Active & funded').first().waitFor();
      expect(faults).toEqual([]);
      if (name === 'html') await refusesAnAlteredFile(example.url);
    } finally {
      await context.close();
      await example.stop();
    }
  });
});

/** The page contains the hash of the file, and the browser checks it. */
async function refusesAnAlteredFile(url: string): Promise<void> {
  const context = await browser.newContext();
  const page = await context.newPage();
  await page.route('**/cdn/*.js', async (route) => {
    const answer = await route.fetch();
    await route.fulfill({ response: answer, body: `${await answer.text()}\n//` });
  });
  const refused = page.waitForEvent('console', (message) => message.text().includes('integrity'));
  await page.goto(url);
  await refused;
  expect(await page.evaluate(() => customElements.get('milestone-workroom'))).toBeUndefined();
  await context.close();
}
