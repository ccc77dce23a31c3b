import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { cdnFile, launch, watchedPage } from './browser.ts';
import { type PageServer, servePages } from './page-server.ts';

const review = (contractId: string) =>
  `<review-and-pay base-url="/workroom" session-endpoint="/session" contract-id="${contractId}"><p>Your browser is too old for this.</p></review-and-pay>`;
const script = (file: string) => `<script type="module" src="/${file}"></script>`;
const html = (...parts: string[]) => ({
  html: `<!doctype html><html lang="en"><title>Page</title>${parts.join('\n')}`,
});

let browser: Browser;
let server: PageServer;

beforeAll(async () => {
  const [one, another] = await Promise.all([
    cdnFile('src/define/index.ts', '1.0.0'),
    cdnFile('src/define/index.ts', '1.1.0'),
  ]);
  server = await servePages(
    (contractId) => ({
      '/before': html(script('one.js'), review(contractId)),
      '/after': html(review(contractId), script('one.js')),
      '/never': html(review(contractId)),
      '/twice': html(script('one.js'), script('one.js?again'), review(contractId)),
      '/two-versions': html(script('one.js'), script('another.js'), review(contractId)),
      '/late-provider': html(
        script('review.js'),
        `<workroom-provider base-url="/workroom" session-endpoint="/session"><review-and-pay contract-id="${contractId}"></review-and-pay></workroom-provider>`,
      ),
    }),
    {
      'one.js': one,
      'another.js': another,
      'review.js': await cdnFile('pages/review-alone.ts', '1.0.0'),
      'provider.js': await cdnFile('src/define/workroom-provider.ts', '1.0.0'),
    },
  );
  browser = await launch();
});
afterAll(async () => {
  await browser?.close();
  await server?.close();
});

test.each(['/before', '/after', '/twice'])('%s: the element works without a warning', async (path) => {
  const { page, errors } = await watchedPage(browser);
  await page.goto(server.url + path);
  await page.getByRole('button', { name: 'Pay now' }).waitFor();
  expect(errors).toEqual([]);
});

test('the page’s fallback content shows only until the element is defined', async () => {
  const { page } = await watchedPage(browser);
  await page.goto(`${server.url}/never`);
  expect(await page.getByText('Your browser is too old').isVisible()).toBe(true);
  await page.addScriptTag({ type: 'module', url: '/one.js' });
  await page.getByRole('button', { name: 'Pay now' }).waitFor();
  expect(await page.getByText('Your browser is too old').isVisible()).toBe(false);
});

test('the first of two versions stays and works, and one error names both', async () => {
  const { page, errors } = await watchedPage(browser);
  await page.goto(`${server.url}/two-versions`);
  await page.getByRole('button', { name: 'Pay now' }).waitFor();
  expect(errors).toHaveLength(1);
  expect(errors[0]).toMatch(/1\.0\.0.*1\.1\.0/);
});

test('a provider that is defined after the elements inside it still works', async () => {
  const { page, errors } = await watchedPage(browser);
  await page.goto(`${server.url}/late-provider`);
  await page.locator('review-and-pay:state(loading), review-and-pay:state(error), review-and-pay').first().waitFor();
  await page.addScriptTag({ type: 'module', url: '/provider.js' });
  await page.getByRole('button', { name: 'Pay now' }).waitFor();
  expect(errors).toEqual([]);
});
