import { join } from 'node:path';
import { chromiumArgs, chromiumPath } from '@workroom/toolchain/chromium';
import { chromium } from 'playwright-core';
import { createServer } from 'vite';
const server = await createServer({ configFile: join(import.meta.dirname, 'vite.config.ts'), server: { port: 0, hmr: false }, logLevel: 'error' });
await server.listen();
const browser = await chromium.launch({ executablePath: chromiumPath(), args: chromiumArgs });
const page = await browser.newPage({ viewport: { width: 1180, height: 900 } });
await page.goto(`${server.resolvedUrls?.local[0]}?element=milestone-workroom&column=1148&state=payment+declined`);
await page.waitForSelector('html[data-ready]', { state: 'attached' });
console.log(await page.evaluate(() => {
  const root = document.querySelector('milestone-workroom')!.shadowRoot!;
  return [...root.querySelectorAll('.milestone-actions')].map((a) => { const b = a.querySelector('button')!; const c = getComputedStyle(b); return [a.getBoundingClientRect().x, getComputedStyle(a).marginInlineStart, b.getBoundingClientRect().x, c.paddingInlineStart, c.marginInlineStart, b.className, a.parentElement!.getBoundingClientRect().x]; });
}));
await browser.close(); await server.close();
