import { expect, test } from 'vitest';
import { signInAs } from '../testing/browser.ts';
import { startMarketplace } from '../testing/marketplace.ts';

const marketplace = startMarketplace();

test('a page lists the mails of a person, and they link to the contract', { timeout: 240_000 }, async () => {
  const created = await fetch(`${marketplace.url}/workroom/contracts`, {
    method: 'POST',
    headers: { authorization: 'Bearer wk_sandbox', 'content-type': 'application/json' },
    body: JSON.stringify({
      title: 'Brand <b>identity</b>',
      currency: 'USD',
      status: 'active',
      client: { id: 'dana', name: 'Dana Whitlock' },
      freelancer: { id: 'lee', name: 'Lee Okafor' },
      milestones: [{ title: 'Logo', amount: 50_000 }],
    }),
  });
  const { id } = (await created.json()) as { id: string };
  const { page, errors } = await signInAs(marketplace.browser, marketplace.url, 'lee');
  const mails = page.locator('#mails li', { hasText: 'to Lee Okafor' });
  // The mail is sent a moment after the commit.
  await expect
    .poll(async () => {
      await page.goto(`${marketplace.url}/mails`);
      await page.locator('#mails li, #no-mails:not([hidden])').first().waitFor();
      return mails.count();
    })
    .toBe(1);
  await mails.getByRole('link', { name: 'New contract: Brand <b>identity</b>' }).click();
  await page.getByRole('heading', { name: 'New contract: Brand <b>identity</b>' }).waitFor();
  expect(await page.locator('b').count()).toBe(0);
  await page.getByRole('link', { name: 'Read the contract' }).click();
  await page.waitForURL(`**/contracts/${id}`);
  expect(errors).toEqual([]);
});
