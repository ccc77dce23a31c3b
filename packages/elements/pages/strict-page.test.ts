import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { cdnFile, launch, pageScript, watchedPage } from './browser.ts';
import { type PageServer, servePages } from './page-server.ts';

/** Exactly what docs/embedding.md requires of a page's policy. */
const csp = [
  "default-src 'none'",
  "script-src 'self'",
  "connect-src 'self'",
  "require-trusted-types-for 'script'",
  'trusted-types workroom-lit lit-html',
].join('; ');

const html = (contractId: string) => `<!doctype html><html lang="en"><title>Strict</title>
  <script type="module" src="/other-lit.js"></script>
  <script type="module" src="/workroom.js"></script>
  <script type="module" src="/de.js"></script>
  <own-greeting></own-greeting>
  <workroom-provider base-url="/workroom" session-endpoint="/session">
    <milestone-workroom contract-id="${contractId}"></milestone-workroom>
    <review-and-pay contract-id="${contractId}"></review-and-pay>
    <activity-timeline contract-id="${contractId}"></activity-timeline>
    <contract-list></contract-list>
  </workroom-provider></html>`;

let browser: Browser;
let server: PageServer;

beforeAll(async () => {
  const [workroom, german, otherLit] = await Promise.all([
    cdnFile('src/define/index.ts'),
    cdnFile('src/locales/de.ts'),
    pageScript('pages/other-lit.ts'),
  ]);
  server = await servePages((contractId) => ({ '/strict': { html: html(contractId), csp } }), {
    'workroom.js': workroom,
    'de.js': german,
    'other-lit.js': otherLit,
  });
  browser = await launch();
});
afterAll(async () => {
  await browser?.close();
  await server?.close();
});

test('all five elements work under the strictest policy, beside another copy of Lit, without a violation', async () => {
  const { page, violations, errors } = await watchedPage(browser);
  await page.goto(`${server.url}/strict`);
  await page.getByText('Hello from another Lit').waitFor();
  await page.locator('milestone-workroom').getByRole('heading', { name: 'Brand identity' }).first().waitFor();
  await page.locator('review-and-pay').getByRole('button', { name: 'Pay now' }).waitFor();
  await page.locator('activity-timeline').getByText('submitted work on').first().waitFor();
  await page.locator('contract-list').getByRole('link', { name: 'Brand identity' }).waitFor();

  // A dialog, a popover and money: parts that are rendered later must follow the policy too.
  await page
    .locator('contract-list')
    .getByRole('button', { name: /^Notifications/ })
    .click();
  await page.keyboard.press('Escape');
  const room = page.locator('milestone-workroom');
  await room.getByRole('button', { name: 'Add new milestone' }).first().click();
  await room.getByLabel('Title').fill('Stationery');
  await room.getByRole('textbox', { name: /^Amount/ }).fill('120');
  await room.locator('dialog').getByRole('button', { name: 'Add milestone' }).click();
  await room.getByText('Stationery').first().waitFor();
  await room.locator('dialog').waitFor({ state: 'hidden' });
  // Every job, with everything that is loaded when it opens.
  const jobs = room.locator('[data-action]:not([aria-disabled=true])');
  const nameEach = (all: Element[]) => all.map((each) => each.getAttribute('data-action') ?? '');
  const names = new Set(await jobs.evaluateAll(nameEach));
  const leave = async () => {
    await room.locator('dialog h2').waitFor();
    await page.keyboard.press('Escape');
    await room.locator('dialog').waitFor({ state: 'hidden' });
  };
  for (const name of names) {
    await room.locator(`[data-action=${name}]:not([aria-disabled=true])`).first().click();
    await leave();
  }
  await room.locator('button.more').first().waitFor();
  for (const menu of await room.locator('button.more').all()) {
    await menu.click();
    const items = room.locator('[role=menuitem]:not([aria-disabled=true]):not([data-action^=move])');
    await items.first().waitFor();
    const inMenu = await items.evaluateAll(nameEach);
    await page.keyboard.press('Escape');
    for (const name of inMenu.filter((each) => !names.has(each))) {
      names.add(name);
      await menu.click();
      await room.locator(`[role=menuitem][data-action=${name}]`).click();
      await leave();
    }
  }
  expect([...names]).toEqual(
    expect.arrayContaining(['release', 'request_changes', 'propose_edit', 'edit_milestone', 'end']),
  );
  expect(await room.locator('[part~=bar-part]').first().isVisible()).toBe(true);
  await page.locator('review-and-pay').getByRole('button', { name: 'Pay now' }).click();
  await page.locator('review-and-pay').getByText('You released').first().waitFor();
  // Another language, from a separate file.
  await page.locator('contract-list').evaluate((list) => list.setAttribute('locale', 'de'));
  await page.locator('contract-list').getByText('Alle Verträge').first().waitFor();
  expect({ violations, errors }).toEqual({ violations: [], errors: [] });
});
