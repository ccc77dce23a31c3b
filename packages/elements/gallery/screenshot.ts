// Contact sheets of every state: npm run gallery:pictures [folder] [element]
// With a state's name as third argument, only that one, in full size.
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { chromiumArgs, chromiumPath } from '@workroom/toolchain/chromium';
import { chromium } from 'playwright-core';
import { createServer } from 'vite';

const { positionals } = parseArgs({ allowPositionals: true });
const sheets = join(import.meta.dirname, '..', '..', '..', 'docs', 'images', 'gallery');
const elements = ['review-and-pay', 'milestone-workroom', 'activity-timeline', 'contract-list'];
const [folder = sheets, only, state] = positionals;
const sizes = [
  { name: 'phone', width: 2_800, column: 320, scale: 0.36 },
  { name: 'wide', width: 3_000, column: 700, scale: 0.34 },
] as const;

const server = await createServer({ configFile: join(import.meta.dirname, 'vite.config.ts'), server: { port: 0 } });
await server.listen();
const browser = await chromium.launch({ executablePath: chromiumPath(), args: chromiumArgs });
try {
  mkdirSync(folder, { recursive: true });
  for (const element of only === undefined ? elements : [only]) {
    for (const scheme of ['light', 'dark']) {
      for (const { name, width, column, scale } of sizes) {
        const alone = state !== undefined;
        const page = await browser.newPage({
          viewport: { width: alone ? column + 32 : width, height: 900 },
          deviceScaleFactor: alone ? 1 : scale,
        });
        page.on('pageerror', (error) => console.error(error));
        const query = new URLSearchParams({ element, scheme, column: String(column), ...(alone ? { state } : {}) });
        await page.goto(`${server.resolvedUrls?.local[0]}?${query}`);
        await page.waitForSelector('html[data-ready]', { state: 'attached' });
        const what = alone ? `-${state.replaceAll(/\W+/g, '-')}` : '';
        const file = join(folder, `${element}${what}-${scheme}-${name}.jpg`);
        await page.screenshot({ path: file, type: 'jpeg', quality: 62, fullPage: true, animations: 'disabled' });
        console.log(file);
        await page.close();
      }
    }
  }
} finally {
  await browser.close();
  await server.close();
}
