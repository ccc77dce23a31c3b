import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { launch, pageScript, watchedPage } from './browser.ts';
import { type PageServer, type ServedPage, servePages } from './page-server.ts';

let browser: Browser;
let scripts: Readonly<Record<string, string>>;

const page = (script: string, contractId: string): ServedPage => ({
  html: `<!doctype html><html lang="en"><title>Page</title><div id="root" data-contract="${contractId}"></div>
    <script type="module" src="/${script}"></script></html>`,
});

beforeAll(async () => {
  const [react, vue] = await Promise.all([
    pageScript('pages/apps/react-client.tsx'),
    pageScript('pages/apps/vue-app.ts'),
  ]);
  scripts = { 'react.js': react, 'vue.js': vue };
  browser = await launch();
});
afterAll(() => browser?.close());

describe.each([
  ['React 19 in StrictMode', (id: string) => page('react.js', id), 'Released: Brand identity, asked 1 times'],
  ['Vue 3', (id: string) => page('vue.js', id), 'Released: Brand identity'],
])('%s', (_framework, pageOf, outcome) => {
  let server: PageServer;
  beforeAll(async () => {
    server = await servePages((contractId) => ({ '/': pageOf(contractId) }), scripts);
  });
  afterAll(() => server?.close());

  test('the element receives its properties, sends its event once, and pays once', async () => {
    const { page: tab, errors } = await watchedPage(browser);
    await tab.goto(server.url);
    await tab.getByRole('button', { name: 'Pay now' }).click();
    await tab.getByText(outcome).waitFor();
    expect(errors).toEqual([]);
  });
});
