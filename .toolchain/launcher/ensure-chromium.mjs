import { existsSync } from 'node:fs';
import { findChromium, headlessShell, howToGetChromium } from '../testing/chromium.mjs';
import { aptInstall, canAptInstall } from './apt.mjs';
import { pnpm, StepFailed } from './process.mjs';

/** Makes sure that Chromium is installed for the browser tests; in CI on Debian, the one without windows. */
export async function ensureChromium() {
  const isDebianPackage = findChromium()?.endsWith('/bin/chromium') && existsSync('/usr/lib/chromium');
  if (process.env.CI && isDebianPackage && canAptInstall()) await aptInstall([headlessShell]);
  if (findChromium()) return;
  console.log('The browser tests need Chromium; installing it …');
  if (canAptInstall() && (await aptInstall(['chromium'])) && findChromium()) return;
  await pnpm(['--filter', '@workroom/toolchain', 'exec', 'playwright-core', 'install', 'chromium']);
  if (!findChromium()) throw new StepFailed(howToGetChromium);
}
