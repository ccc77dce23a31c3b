import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { chromiumArgs, chromiumPath } from '@workroom/toolchain/chromium';
import { chromium } from 'playwright-core';
import { createServer } from 'vite';

const [folder = '/tmp/shots', scheme = 'light', width = '1180', full = 'full', ...states] = process.argv.slice(2);
const server = await createServer({
  configFile: join(import.meta.dirname, 'vite.config.ts'),
  server: { port: 0, hmr: false },
  logLevel: 'error',
});
await server.listen();
const browser = await chromium.launch({ executablePath: chromiumPath(), args: chromiumArgs });
mkdirSync(folder, { recursive: true });
try {
  for (const state of states) {
    const page = await browser.newPage({ viewport: { width: Number(width), height: full === 'full' ? 700 : 900 } });
    page.on('pageerror', (error) => console.error('PAGE', error));
    page.on('console', (m) => m.type() === 'error' && console.error('CONSOLE', m.text()));
    const query = new URLSearchParams({
      element: 'milestone-workroom',
      scheme,
      column: String(Number(width) - 32),
      state,
    });
    await page.goto(`${server.resolvedUrls?.local[0]}?${query}`);
    await page
      .waitForSelector('html[data-ready]', { state: 'attached', timeout: 8000 })
      .catch((e) => console.error('not ready', state));
    await page.addStyleTag({ content: 'nav{display:none!important}body{padding-block:8px 24px!important}' });
    await page.waitForTimeout(200);
    await page.screenshot({
      path: join(folder, `${state.replaceAll(/[ ,]+/g, '-')}-${scheme}-${width}.png`),
      fullPage: full === 'full',
      animations: 'disabled',
    });
    await page.close();
  }
} finally {
  await browser.close();
  await server.close();
}
