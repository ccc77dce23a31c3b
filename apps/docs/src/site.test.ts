import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { join } from 'node:path';
import { launchChromium } from '@workroom/toolchain/launch-chromium';
import type { Browser, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { addresses, dist, pageAt } from './built-site.ts';

const types = {
  html: 'text/html',
  js: 'text/javascript',
  css: 'text/css',
  svg: 'image/svg+xml',
  json: 'application/json',
};

const server = createServer((request, response) => {
  const { pathname } = new URL(request.url ?? '/', 'http://localhost');
  const file = join(dist, pathname.endsWith('/') ? `${pathname}index.html` : pathname);
  try {
    const type = types[file.split('.').at(-1) as keyof typeof types] ?? 'application/octet-stream';
    const body = readFileSync(file);
    response.writeHead(200, { 'content-type': type }).end(body);
  } catch {
    response.writeHead(404).end();
  }
});

/** One page of each kind: pages with the same scripts and live elements differ only in their text. */
const kinds = [...new Map(addresses.map((address) => [kindOf(pageAt(address)), address])).values()];

let browser: Browser;
let origin: string;
let page: Page;
let faults: string[];

beforeAll(async () => {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  origin = `http://127.0.0.1:${typeof address === 'object' ? address?.port : ''}`;
  browser = await launchChromium();
});

afterAll(async () => {
  await browser.close();
  server.close();
});

beforeEach(async () => {
  faults = [];
  page = await browser.newPage({ viewport: { width: 1440, height: 900 } });
  page.on('console', (message) => {
    if (message.type() === 'error') faults.push(message.text());
  });
  page.on('pageerror', (error) => faults.push(String(error)));
  page.on('response', (response) => {
    if (response.status() >= 400) faults.push(`${response.status()} ${response.url()}`);
  });
  page.on('request', (request) => {
    if (!/^(data|blob):/.test(request.url()) && !request.url().startsWith(origin)) faults.push(`asks ${request.url()}`);
  });
});

afterEach(async () => {
  await page.close();
});

function kindOf(html: string): string {
  return [...html.matchAll(/<script\b[^>]*>|\sdata-live="[^"]*"/g)].map(([found]) => found).join();
}

describe('the site', () => {
  test.each(kinds)('%s opens without an error', async (address) => {
    await page.goto(`${origin}${address}`, { waitUntil: 'load' });
    await page.waitForFunction(() =>
      [...document.querySelectorAll('[data-live]')].every((place) => place.querySelector('label')),
    );
    expect(faults).toEqual([]);
  });

  test('a live element uses the real rules', async () => {
    await page.goto(`${origin}/elements/milestone-workroom/`);
    await page.getByLabel('State').selectOption('not funded');
    await page.getByRole('button', { name: 'Fund milestone' }).first().click();
    await page.getByRole('dialog').getByRole('button', { name: 'Fund milestone' }).click();
    await page.getByText('Active & funded').first().waitFor();
    expect(faults).toEqual([]);
  });

  test('a state selected while another one loads replaces it', async () => {
    await page.goto(`${origin}/elements/milestone-workroom/`);
    await page.getByLabel('State').evaluate((select) => {
      for (const name of ['overdue', 'not funded']) {
        (select as HTMLSelectElement).value = name;
        select.dispatchEvent(new Event('change'));
      }
    });
    await page.getByRole('button', { name: 'Fund milestone' }).first().waitFor();
    expect(await page.locator('milestone-workroom').count()).toBe(1);
  });
});

describe('the evidence page', () => {
  /** One event without personal texts or movements. The members are in RFC 8785 order. */
  function evidence(change: object = {}): string {
    const event = { contractId: 'ctr_1', data: { seconds: 1 }, id: 'evt_1', seq: 1 };
    const document = { event, format: 2, movements: [], previous: '0'.repeat(64) };
    const hash = createHash('sha256').update(JSON.stringify(document)).digest('hex');
    const events = [{ ...event, ...change, format: 2, hash }];
    return JSON.stringify({
      format: 'workroom-evidence/2',
      contract: { id: 'ctr_1' },
      events,
      movements: [],
      head: hash,
    });
  }
  const choose = async (text: string) => {
    await page.goto(`${origin}/verify/`);
    const buffer = Buffer.from(text);
    await page.getByLabel('Evidence file').setInputFiles({ name: 'e.json', mimeType: 'application/json', buffer });
  };

  test('reports a valid file without uploading it', async () => {
    await choose(evidence());
    await page.getByText('Nothing was changed: 1 event,').waitFor();
    expect(faults).toEqual([]);
  });

  test.each([
    ['a changed amount', evidence({ data: { seconds: 2 } }), 'Event 1: it does not fit its hash'],
    ['another kind of file', '{}', 'This is not an evidence file.'],
    ['no JSON', 'no JSON', 'It is not JSON.'],
  ])('reports the error in %s', async (_, text, reason) => {
    await choose(text);
    await page.getByText('This file was changed, or is damaged.').waitFor();
    await page.getByText(reason).waitFor();
    expect(faults).toEqual([]);
  });
});

describe('the theme studio', () => {
  const stage = () => page.frameLocator('#stage');
  const painted = (part: string) =>
    stage()
      .locator('milestone-workroom')
      .evaluate((element, name) => {
        const found = element.shadowRoot?.querySelector(`[part~="${name}"]`);
        return found ? getComputedStyle(found).backgroundColor : null;
      }, part);

  beforeEach(async () => {
    await page.context().grantPermissions(['clipboard-read', 'clipboard-write'], { origin });
    await page.goto(`${origin}/studio/`);
    await stage().locator('html[data-ready]').waitFor({ state: 'attached' });
  });

  test('a preset is applied, and Copy copies its CSS', async () => {
    await page.getByRole('button', { name: 'Ledger' }).click();
    await expect.poll(() => painted('room')).toBe('rgb(253, 250, 243)');
    await page.getByRole('button', { name: 'Copy' }).click();
    await page.getByRole('button', { name: 'Copied' }).waitFor();
    const copied = await page.evaluate(() => navigator.clipboard.readText());
    expect(copied).toContain('--workroom-surface: light-dark(#fdfaf3, #1b1a17);');
    expect(copied).toBe(await page.locator('#css').inputValue());
    expect(faults).toEqual([]);
  });

  test('three brand colours make a theme that can be shared as a link and saved as a file', async () => {
    await page.getByLabel('Main colour').fill('#0a7d4f');
    await page.getByLabel('Background colour').fill('#fff6e5');
    await page.getByLabel('Text colour').fill('#2a1e17');
    await expect.poll(() => painted('room')).toBe('rgb(255, 246, 229)');
    await page.locator('#contrast.fine').waitFor();
    await page.getByRole('button', { name: 'Share link' }).click();
    const link = await page.evaluate(() => navigator.clipboard.readText());
    const downloading = page.waitForEvent('download');
    await page.getByRole('button', { name: 'Download CSS' }).click();
    const css = readFileSync(await (await downloading).path(), 'utf8');
    expect(css).toMatch(/--workroom-accent: light-dark\(#0a7d4f, #[0-9a-f]{6}\);/);

    await page.goto('about:blank');
    await page.goto(`${link}&evil=red&radius=${encodeURIComponent('0; } body { display: none')}`);
    await expect.poll(() => painted('room')).toBe('rgb(255, 246, 229)');
    expect(await page.locator('#css').inputValue()).toBe(css);
    expect(faults).toEqual([]);
  });

  test('warns about weak contrast until it is fixed', async () => {
    await page.getByLabel('Muted, light').fill('#d0d0d0');
    await page.locator('#contrast.weak').waitFor();
    expect(await page.locator('#contrast').textContent()).toContain('In light: muted on surface');
    await page.getByLabel('Muted, light').fill('#4a4a4a');
    await page.locator('#contrast.fine').waitFor();
    expect(faults).toEqual([]);
  });

  test('shows dark, narrow, right-to-left, compact and dialog previews', async () => {
    await page.getByRole('radio', { name: 'Dark' }).check({ force: true });
    await page.getByRole('radio', { name: '320' }).check({ force: true });
    await page.locator('#language').selectOption('ar');
    await page.getByRole('radio', { name: 'Compact' }).check({ force: true });
    await page.locator('#state').selectOption('request changes');
    await stage().getByRole('dialog').waitFor();
    await expect.poll(() => painted('room')).toBe('rgb(24, 25, 29)');
    const shown = await stage()
      .locator('html')
      .evaluate((root) => [
        root.getAttribute('dir'),
        innerWidth,
        root.querySelector('milestone-workroom')?.getAttribute('density'),
      ]);
    await stage().getByText('طلب تعديلات').first().waitFor();
    expect(shown).toEqual(['rtl', 320, 'compact']);
    expect(faults).toEqual([]);
  });

  test.each(['review-and-pay', 'milestone-workroom', 'activity-timeline', 'contract-list'])(
    'shows all of %s',
    async (tag) => {
      await page.locator('#element').selectOption(tag);
      await page.locator('#state').selectOption('all');
      await stage().locator('html[data-ready]').waitFor({ state: 'attached' });
      await expect.poll(() => stage().locator(tag).count()).toBeGreaterThan(8);
      expect(faults.filter((fault) => !fault.includes('404'))).toEqual([]);
    },
  );
});
