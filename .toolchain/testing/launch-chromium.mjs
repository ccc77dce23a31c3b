import { chromium } from 'playwright-core';
import { chromiumArgs, chromiumPath } from './chromium.mjs';
import { limits } from './limits.mjs';

/** A Chromium whose page timeouts are the tests' limits. */
export async function launchChromium() {
  const browser = await chromium.launch({ executablePath: chromiumPath(), args: chromiumArgs });
  browser.on('context', (context) => {
    context.setDefaultTimeout(limits.waitMs);
  });
  return browser;
}
