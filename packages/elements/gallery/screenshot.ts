// Pictures of every state: node gallery/screenshot.ts <folder> [element] [state]
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { chromiumArgs, chromiumPath } from '@workroom/toolchain/chromium';
import { chromium } from 'playwright-core';
import { createServer } from 'vite';

const { positionals } = parseArgs({ allowPositionals: true });
const [folder = join(import.meta.dirname, 'pictures'), element = 'review-and-pay', state] = positionals;
const server = await createServer({ configFile: join(import.meta.dirname, 'vite.config.ts'), server: { port: 0 } });
await server.listen();
const browser = await chromium.launch({ executablePath: chromiumPath(), args: chromiumArgs });
try {
  mkdirSync(folder, { recursive: true });
  for (const scheme of ['light', 'dark']) {
    for (const [name, width, column] of [
      ['phone', 320, 288],
      ['wide', 1440, 640],
    ] as const) {
      const page = await browser.newPage({ viewport: { width, height: 900 } });
      page.on('pageerror', (error) => console.error(error));
      const query = new URLSearchParams({
        element,
        scheme,
        column: String(column),
        ...(state === undefined ? {} : { state }),
      });
      await page.goto(`${server.resolvedUrls?.local[0]}?${query}`);
      await page.waitForSelector('html[data-ready]', { state: 'attached' });
      const file = join(
        folder,
        `${element}${state === undefined ? '' : `-${state.replaceAll(' ', '-')}`}-${scheme}-${name}.png`,
      );
      await page.screenshot({ path: file, fullPage: true, animations: 'disabled' });
      console.log(file);
      await page.close();
    }
  }
} finally {
  await browser.close();
  await server.close();
}
