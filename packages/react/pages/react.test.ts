import type { Browser } from 'playwright-core';
import { createElement } from 'react';
import { renderToString } from 'react-dom/server';
import type { Plugin } from 'rolldown';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { bundle } from '../../elements/build/bundle.ts';
import { launch, watchedPage } from '../../elements/pages/browser.ts';
import { servePages } from '../../elements/pages/page-server.ts';
import { Decision } from './decision.tsx';

let browser: Browser;
beforeAll(async () => {
  browser = await launch();
});
afterAll(() => browser?.close());

/** The page's script with the React version that is installed under another name. */
const react18: Plugin = {
  name: 'react-18',
  resolveId(source) {
    if (!/^react(-dom)?(\/|$)/.test(source)) return null;
    const installed = source.replace(/^react(-dom)?/, (name) => `${name}-18`);
    // Resolved from here, also when react-dom imports react.
    return this.resolve(installed, import.meta.filename, { skipSelf: true });
  },
};

describe.each([
  ['React 19 in StrictMode', [], false],
  ['React 19 over what a server drew, as Next.js does', [], true],
  ['React 18 in StrictMode', [react18], false],
] as const)('%s', (_which, plugins, isDrawn) => {
  test('the component receives its properties, sends its event once, and pays once', async () => {
    const [script] = await bundle({
      entries: { page: '../react/pages/client.tsx' },
      inOneFile: true,
      mode: 'development',
      plugins,
    });
    const server = await servePages(
      (contractId) => {
        const drawn = isDrawn ? renderToString(createElement(Decision, { contractId })) : '';
        return {
          '/': {
            html: `<!doctype html><html lang="en"><title>Page</title><div id="root" data-contract="${contractId}">${drawn}</div>
              <script type="module" src="/page.js"></script></html>`,
          },
        };
      },
      { 'page.js': script?.code ?? '' },
    );
    try {
      const { page, errors } = await watchedPage(browser);
      await page.goto(server.url);
      await page.getByRole('button', { name: 'Pay now' }).click();
      await page.getByText('Released: Brand identity, asked 1 times').waitFor();
      expect(errors).toEqual([]);
    } finally {
      await server.close();
    }
  });
});
