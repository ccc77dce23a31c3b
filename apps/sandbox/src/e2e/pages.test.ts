import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { signInAs } from '../testing/browser.ts';
import { startMarketplace } from '../testing/marketplace.ts';

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const marketplace = startMarketplace({ contracts: 'demo' });

const rules = {
  light: ['wcag2a', 'wcag2aa', 'wcag21aa', 'wcag22aa', 'best-practice'],
  // The other checks do not depend on the colour scheme.
  dark: ['color-contrast', 'link-in-text-block'],
};

/** Waits until colours have changed: buttons do so over a moment, in which axe would measure a mixture. */
const atRest = (page: Page) =>
  page.evaluate(async () => {
    const ending = document
      .getAnimations()
      .filter(({ effect }) => effect?.getComputedTiming().iterations !== Number.POSITIVE_INFINITY);
    await Promise.allSettled(ending.map(({ finished }) => finished));
  });

/** The findings of axe, as "rule: element". */
async function violations(page: Page, runOnly: readonly string[]): Promise<string[]> {
  const found = await page.evaluate(`${axe}; axe.run({ runOnly: ${JSON.stringify(runOnly)} })`);
  const { violations } = found as { violations: { id: string; nodes: { html: string }[] }[] };
  return violations.flatMap(({ id, nodes }) => nodes.map(({ html }) => `${id}: ${html}`));
}

const overflow = (page: Page) => page.evaluate(() => document.documentElement.scrollWidth - innerWidth);

test('every page passes axe in light and dark, and fits 320 px', { timeout: 240_000 }, async () => {
  // Axe is injected as a script of the test, past the pages' content security policy.
  const { page } = await signInAs(marketplace.browser, marketplace.url, 'dana', {
    colorScheme: 'light',
    bypassCSP: true,
  });
  const hold = async (what: string, expected = /^$/): Promise<void> => {
    for (const colorScheme of ['light', 'dark'] as const) {
      await page.emulateMedia({ colorScheme });
      await atRest(page);
      const found = await violations(page, rules[colorScheme]);
      expect(
        found.filter((violation) => !expected.test(violation)),
        `${what}, ${colorScheme}`,
      ).toEqual([]);
    }
    await page.emulateMedia({ colorScheme: 'light' });
    await page.setViewportSize({ width: 320, height: 800 });
    expect(await overflow(page), what).toBeLessThanOrEqual(0);
    await page.setViewportSize({ width: 1280, height: 900 });
  };
  await page.getByRole('link', { name: 'Brand identity' }).waitFor();
  await hold('All contracts');
  await page.goto(`${marketplace.url}/messages`);
  await page.getByRole('link', { name: 'Brand identity' }).click();
  await page.getByRole('link', { name: 'Review and pay' }).last().waitFor();
  await hold('messages');
  await page.getByRole('link', { name: 'Review and pay' }).last().click();
  await page.getByRole('button', { name: 'Pay now' }).waitFor();
  await hold('Review and pay');
  await page.getByRole('link', { name: 'Brand identity' }).click();
  await page.getByRole('heading', { name: 'Activity' }).waitFor();
  await hold('contract');
  await page.getByRole('link', { name: 'Show both sides' }).click();
  await page.getByRole('heading', { name: 'Activity' }).nth(1).waitFor();
  // The page has the same element twice, so its landmarks occur twice.
  await hold('both sides', /^landmark-unique: .* part=/);
  await page.goto(`${marketplace.url}/contracts`);
  await page.getByRole('button', { name: 'New contract' }).click();
  await hold('new contract');
  await page.goto(`${marketplace.url}/mails`);
  await page.locator('#mails li').first().waitFor();
  await hold('mails');
  await page.locator('#mails a').first().click();
  await page.getByRole('heading', { level: 1 }).waitFor();
  await hold('a mail');
  await page.goto(`${marketplace.url}/`);
  await page.locator('button[value=dana]').waitFor();
  await hold('sign-in');
  await page.goto(`${marketplace.url}/nothing/here`);
  await hold('not found');
});

test('a card that needs the bank’s confirmation funds the milestone once it is confirmed', {
  timeout: 240_000,
}, async () => {
  const { page, errors } = await signInAs(marketplace.browser, marketplace.url, 'dana', { bypassCSP: true });
  await page.getByRole('link', { name: 'Booking page' }).click();
  await page.getByRole('button', { name: 'Fund milestone' }).first().click();
  const room = page.locator('milestone-workroom');
  await room.getByRole('dialog').getByRole('button', { name: 'Fund milestone' }).click();
  const picker = page.getByRole('dialog', { name: 'Choose how to pay' });
  await picker.getByRole('radio', { name: 'Card ending 3155' }).check();
  expect(await violations(page, rules.light)).toEqual([]);
  await picker.getByRole('button', { name: 'Use this card' }).click();
  const bank = page.getByRole('dialog', { name: 'Your bank asks' });
  await bank.getByText('$450.00').waitFor();
  await bank.getByRole('button', { name: 'Yes, confirm' }).click();
  await room.getByText('Active & funded').first().waitFor();
  expect(errors).toEqual([]);
});

test('closing the card picker changes nothing', { timeout: 240_000 }, async () => {
  const { page } = await signInAs(marketplace.browser, marketplace.url, 'dana');
  await page.getByRole('link', { name: 'Photographs' }).click();
  await page.getByRole('button', { name: 'Fund milestone' }).first().click();
  const dialog = page.locator('milestone-workroom').getByRole('dialog');
  await dialog.getByRole('button', { name: 'Fund milestone' }).click();
  const picker = page.getByRole('dialog', { name: 'Choose how to pay' });
  await picker.getByText('$150.00').waitFor();
  await page.keyboard.press('Escape');
  await picker.waitFor({ state: 'detached' });
  // The button can be pressed again at once.
  await dialog.getByRole('button', { name: 'Fund milestone' }).click();
  await picker.waitFor();
});

test('the theme switch overrides the system and is remembered', async () => {
  const { page } = await signInAs(marketplace.browser, marketplace.url, 'lee', { colorScheme: 'light' });
  const theme = page.getByRole('button', { name: 'Dark colours' });
  await theme.click();
  await page.reload();
  expect(await theme.getAttribute('aria-pressed')).toBe('true');
  expect(await page.evaluate(() => getComputedStyle(document.body).colorScheme)).toBe('dark');
});

test('a contract’s address leads to the sign-in first, and then to the contract', {
  timeout: 30_000,
}, async () => {
  const page = await marketplace.browser.newPage();
  await page.goto(`${marketplace.url}/contracts/ctr_1/review?milestone=mst_1`);
  await page.locator('button[value=lee]').click();
  await page.waitForURL('**/contracts/ctr_1/review?milestone=mst_1');
});
