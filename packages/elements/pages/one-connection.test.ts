import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { cdnFile, launch, watchedPage } from './browser.ts';
import { type PageServer, servePages } from './page-server.ts';

/** Seven elements with as many sessions as a page can show, and a second copy of the package beside the first. */
const html = (contractId: string) => `<!doctype html><html lang="en"><title>Seven</title>
  <script type="module" src="/workroom.js"></script>
  <script type="module" src="/room.js"></script>
  <workroom-provider base-url="/workroom" session-endpoint="/session">
    <milestone-workroom contract-id="${contractId}"></milestone-workroom>
    <review-and-pay contract-id="${contractId}"></review-and-pay>
    <activity-timeline contract-id="${contractId}"></activity-timeline>
    <contract-list></contract-list>
  </workroom-provider>
  <milestone-workroom base-url="/workroom" session-endpoint="/session?second" contract-id="${contractId}"></milestone-workroom>
  <activity-timeline base-url="/workroom" session-endpoint="/session?third" contract-id="${contractId}"></activity-timeline>
  <activity-timeline base-url="/workroom" session-endpoint="/session?fourth" contract-id="${contractId}"></activity-timeline>
  <review-and-pay base-url="/workroom" session-endpoint="/session?fifth" contract-id="${contractId}"></review-and-pay>
  <milestone-workroom base-url="/workroom" session-endpoint="/session?sixth" contract-id="${contractId}"></milestone-workroom>
  <milestone-workroom base-url="/workroom" session-endpoint="/session?seventh" contract-id="${contractId}"></milestone-workroom></html>`;

let browser: Browser;
let server: PageServer;

beforeAll(async () => {
  const [workroom, room] = await Promise.all([
    cdnFile('src/define/index.ts'),
    cdnFile('src/define/milestone-workroom.ts'),
  ]);
  server = await servePages((contractId) => ({ '/seven': { html: html(contractId) } }), {
    'workroom.js': workroom,
    'room.js': room,
  });
  browser = await launch();
});
afterAll(async () => {
  await browser?.close();
  await server?.close();
});

test('seven elements over HTTP/1.1, each with a different session, leave a connection for Pay now', async () => {
  const { page, errors } = await watchedPage(browser);
  await page.goto(`${server.url}/seven`);
  const decision = page.locator('review-and-pay').first();
  await decision.getByRole('button', { name: 'Pay now' }).waitFor();
  await page.locator('milestone-workroom').last().getByRole('heading', { name: 'Brand identity' }).first().waitFor();
  // Every stream has been opened by now.
  await expect.poll(() => server.streams()).toBe(2);
  await decision.getByRole('button', { name: 'Pay now' }).click();
  await decision.getByText('You released').first().waitFor();
  expect(server.streams()).toBe(2);
  expect(server.mostStreams()).toBe(2);
  expect(errors).toEqual([]);
});
