import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { cdnFile, launch } from './browser.ts';
import { type PageServer, servePages } from './page-server.ts';

// Review and pay for a screen reader, from the browser's own accessibility tree: the sum, its parts and the effects
// are read before *Pay now*, and the result after it.

const html = (contractId: string) => `<!doctype html><html lang="en"><meta name="viewport" content="width=device-width">
  <title>Pay</title><script type="module" src="/workroom.js"></script>
  <review-and-pay contract-id="${contractId}" base-url="/workroom" session-endpoint="/session"></review-and-pay></html>`;

const phone = { viewport: { width: 320, height: 640 }, hasTouch: true, isMobile: true };

let script: string;
let browser: Browser;
let server: PageServer;

beforeAll(async () => {
  script = await cdnFile('src/define/index.ts');
  browser = await launch();
});
afterAll(() => browser?.close());

/** A page with a new contract. */
async function opened(options: BrowserContextOptions = {}): Promise<Page> {
  server = await servePages((contractId) => ({ '/pay': { html: html(contractId) } }), { 'workroom.js': script });
  const page = await browser.newPage({ locale: 'en-US', ...options });
  await page.goto(`${server.url}/pay`);
  await page.getByRole('cell', { name: '$0.00' }).waitFor();
  return page;
}

async function left(page: Page): Promise<void> {
  await page.context().close();
  await server.close();
}

const tree = (page: Page) => page.locator('review-and-pay').ariaSnapshot();

/** The position of each text in reading order. */
function places(text: string, wanted: readonly string[]): readonly number[] {
  let from = 0;
  return wanted.map((each) => {
    const at = text.indexOf(each, from);
    from = at < 0 ? from : at + each.length;
    return at;
  });
}

describe('rule 57: the effects of Pay now are read before it', () => {
  test('in the accessibility tree, with the sum as the button’s description', async () => {
    const page = await opened();
    const read = await tree(page);
    const found = places(read, [
      'heading "Moodboard and directions"',
      '$500.00',
      'If you do nothing, $500.00 is released to Lee Okafor automatically.',
      'heading "Submitted work"',
      'textbox "Amount to release"',
      'table "What will happen"',
      '“Moodboard and directions”',
      '$500.00',
      'Charged today',
      '$0.00',
      'Released to Lee Okafor',
      '$500.00',
      '$500.00 released now',
      'button "Pay now"',
    ]);
    expect(found, read).not.toContain(-1);
    const described = await page.getByRole('button', { name: 'Pay now' }).evaluate((button) => {
      const root = button.getRootNode() as ShadowRoot;
      return root.getElementById(button.getAttribute('aria-describedby') ?? '')?.textContent?.trim();
    });
    expect(described).toBe('$500.00 released now');
    await left(page);
  });

  test('with the keyboard alone, where the focus moves to the result', async () => {
    const page = await opened();
    const pay = page.getByRole('button', { name: 'Pay now' });
    for (let stops = 0; stops < 40; stops += 1) {
      await page.keyboard.press('Tab');
      if (await pay.evaluate((button) => button.matches(':focus'))) break;
    }
    await page.keyboard.press('Enter');
    await page.getByText('You released $500.00 to Lee Okafor.').waitFor();
    const focused = await page.locator('review-and-pay').evaluate((element) => {
      return element.shadowRoot?.activeElement?.textContent?.trim();
    });
    expect(focused).toBe('You released $500.00 to Lee Okafor.');
    expect(await tree(page)).toContain('table "What happened"');
    await left(page);
  });

  test('on a touch screen 320 px wide, where nothing overflows', async () => {
    const page = await opened(phone);
    await page.getByRole('button', { name: 'Pay now' }).tap();
    await page.getByText('You released $500.00 to Lee Okafor.').waitFor();
    await page.getByRole('button', { name: 'Fund next milestone' }).waitFor();
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(320);
    await left(page);
  });
});
