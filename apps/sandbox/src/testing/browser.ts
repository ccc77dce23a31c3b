import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import type { PersonId } from '../people.ts';

/** A signed-in browser context, with the errors of its console. */
export async function signInAs(
  browser: Browser,
  url: string,
  person: PersonId,
  options: BrowserContextOptions = {},
): Promise<{ page: Page; errors: string[] }> {
  const context = await browser.newContext({ viewport: { width: 1280, height: 900 }, ...options });
  const page = await context.newPage();
  const errors: string[] = [];
  page.on('pageerror', (error) => errors.push(String(error)));
  page.on('console', (message) => {
    if (message.type() === 'error' || message.type() === 'warning') errors.push(message.text());
  });
  await page.goto(url);
  await page.locator(`button[value=${person}]`).click();
  await page.waitForURL(/\/(contracts|operations)$/);
  return { page, errors };
}
