import { expect, test } from 'vitest';
import { startMarketplace } from '../testing/marketplace.ts';

const marketplace = startMarketplace();

test('the API reference lists the operations, and makes no request to another host', { timeout: 240_000 }, async () => {
  const page = await marketplace.browser.newPage({ viewport: { width: 1280, height: 900 } });
  const asked: string[] = [];
  const errors: string[] = [];
  page.on('request', (request) => asked.push(request.url()));
  page.on('pageerror', (error) => errors.push(String(error)));
  page.on('console', (message) => {
    if (message.type() === 'error') errors.push(message.text());
  });
  await page.goto(`${marketplace.url}/workroom/docs`);
  await page.getByText('Release all or part of the held funds').first().waitFor();
  await page.getByText('Fund a milestone or an agreed increase; carried funds are us').first().waitFor();
  expect(asked.filter((url) => !url.startsWith(`${marketplace.url}/workroom/`) && !url.startsWith('data:'))).toEqual(
    [],
  );
  expect(errors).toEqual([]);
});
