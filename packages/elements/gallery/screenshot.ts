// Contact sheets of every state, and of every dialog: npm run gallery:pictures [folder] [element]
// With a state's name as third argument, only that state, in full size.
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { chromiumArgs, chromiumPath } from '@workroom/toolchain/chromium';
import { type BrowserContextOptions, chromium, type Page } from 'playwright-core';
import { createServer } from 'vite';

const { positionals } = parseArgs({ allowPositionals: true });
const sheets = join(import.meta.dirname, '..', '..', '..', 'docs', 'images', 'gallery');
const elements = ['review-and-pay', 'milestone-workroom', 'activity-timeline', 'contract-list', 'workroom-operations'];
const [folder = sheets, only, state] = positionals;
const jpeg = { type: 'jpeg', quality: 62, animations: 'disabled' } as const;
const sizes = [
  { name: 'phone', width: 2_800, column: 320, scale: 0.36 },
  { name: 'wide', width: 3_000, column: 700, scale: 0.34 },
] as const;
/** The size of the screenshot around a dialog, which is in the middle of the window. */
const dialogWindow = { width: 720, height: 760 };
const dialogsInARow = 4;

const server = await createServer({ configFile: join(import.meta.dirname, 'vite.config.ts'), server: { port: 0 } });
await server.listen();
const browser = await chromium.launch({ executablePath: chromiumPath(), args: chromiumArgs });

async function shown<Made>(
  query: Readonly<Record<string, string>>,
  options: BrowserContextOptions,
  make: (page: Page) => Promise<Made>,
): Promise<Made> {
  const page = await browser.newPage(options);
  try {
    page.on('pageerror', (error) => console.error(error));
    await page.goto(`${server.resolvedUrls?.local[0]}?${new URLSearchParams(query)}`);
    await page.waitForSelector('html[data-ready]', { state: 'attached' });
    return await make(page);
  } finally {
    await page.close();
  }
}

/** All states that fit on one page. */
async function sheet(element: string, scheme: string, { name, width, column, scale }: (typeof sizes)[number]) {
  const path = join(folder, `${element}-${scheme}-${name}.jpg`);
  await shown(
    { element, scheme, column: String(column) },
    { viewport: { width, height: 900 }, deviceScaleFactor: scale },
    async (page) => {
      await page.addStyleTag({ content: 'nav { display: none !important }' });
      await page.screenshot({ path, ...jpeg, fullPage: true });
    },
  );
  console.log(path);
}

/** Overlays: each on a separate page, then all screenshots on one sheet. */
async function dialogSheet(element: string, scheme: string) {
  const names = await shown({ element }, {}, (page) =>
    page.locator('nav a[data-alone]').evaluateAll((links) => links.map((link) => link.textContent ?? '')),
  );
  const pictures: string[] = [];
  for (const name of names) {
    const picture = await shown(
      { element, scheme, state: name, column: '680' },
      { viewport: dialogWindow, deviceScaleFactor: 0.6 },
      (page) => page.screenshot(jpeg),
    );
    pictures.push(
      `<figure><img src="data:image/jpeg;base64,${picture.toString('base64')}"><figcaption>${name}</figcaption></figure>`,
    );
  }
  const path = join(folder, `${element}-${scheme}-dialogs.jpg`);
  const page = await browser.newPage({ viewport: { width: dialogsInARow * 450, height: 900 } });
  await page.setContent(`<style>
      body { margin: 0; padding: 12px; display: grid; grid-template-columns: repeat(${dialogsInARow}, 1fr); gap: 12px; background: #888; font: 15px sans-serif }
      figure { margin: 0 } img { display: block; width: 100% } figcaption { padding: 4px 0; color: #fff }
    </style>${pictures.join('')}`);
  await page.screenshot({ path, ...jpeg, fullPage: true });
  await page.close();
  console.log(path);
}

async function alone(element: string, name: string, scheme: string, column: number, size: string) {
  const path = join(folder, `${element}-${name.replaceAll(/\W+/g, '-')}-${scheme}-${size}.jpg`);
  await shown(
    { element, scheme, column: String(column), state: name },
    { viewport: { width: column + 32, height: 900 } },
    (page) => page.screenshot({ path, ...jpeg, fullPage: true }),
  );
  console.log(path);
}

try {
  mkdirSync(folder, { recursive: true });
  for (const element of only === undefined ? elements : [only]) {
    for (const scheme of ['light', 'dark']) {
      for (const size of sizes) {
        if (state === undefined) await sheet(element, scheme, size);
        else await alone(element, state, scheme, size.column, size.name);
      }
      if (state === undefined) await dialogSheet(element, scheme);
    }
  }
} finally {
  await browser.close();
  await server.close();
}
