import { findChromium, howToGetChromium } from '../testing/chromium.mjs';
import { aptInstall, canAptInstall } from './apt.mjs';
import { pnpm, StepFailed } from './process.mjs';

/** Makes sure that Chromium is installed for the browser tests. */
export async function ensureChromium() {
  if (findChromium()) return;
  console.log('The browser tests need Chromium; installing it …');
  if (canAptInstall() && (await aptInstall(['chromium'])) && findChromium()) return;
  await pnpm(['--filter', '@workroom/toolchain', 'exec', 'playwright-core', 'install', 'chromium']);
  if (!findChromium()) throw new StepFailed(howToGetChromium);
}
