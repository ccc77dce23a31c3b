import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { delimiter, join } from 'node:path';

/** Without these options Chromium contacts its own hosts at every start and refuses to run as root. */
export const chromiumArgs = ['--no-sandbox', '--disable-quic', '--disable-background-networking'];

export const howToGetChromium =
  'No Chromium found for the browser tests. Install Chromium or Chrome, or set CHROME_PATH to one, and run again.';

/** @returns {string} the Chromium or Chrome for the tests */
export function chromiumPath() {
  const path = findChromium();
  if (!path) throw new Error(howToGetChromium);
  return path;
}

/** Debian's Chromium without windows, in which the pages of the tests take a third less CPU time. */
export const headlessShell = 'chromium-headless-shell';

/** @returns {string | undefined} */
export function findChromium() {
  const named = process.env.CHROME_PATH;
  if (named) {
    if (existsSync(named)) return named;
    throw new Error(`CHROME_PATH is ${named}, and no such file exists. Correct it or unset it.`);
  }
  return [...candidates(), ...playwrights()].find((path) => existsSync(path));
}

/** @returns {string[]} */
function candidates() {
  switch (process.platform) {
    case 'win32':
      return [process.env.PROGRAMFILES, process.env['PROGRAMFILES(X86)'], process.env.LOCALAPPDATA]
        .filter((folder) => folder !== undefined)
        .map((folder) => join(folder, 'Google', 'Chrome', 'Application', 'chrome.exe'));
    case 'darwin':
      return ['Chromium', 'Google Chrome'].map((name) => `/Applications/${name}.app/Contents/MacOS/${name}`);
    default:
      return (process.env.PATH ?? '')
        .split(delimiter)
        .concat('/usr/bin', '/snap/bin')
        .flatMap((folder) =>
          [headlessShell, 'chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'].map((name) =>
            join(folder, name),
          ),
        );
  }
}

/** @returns {string[]} */
function playwrights() {
  try {
    return [createRequire(import.meta.url)('playwright-core').chromium.executablePath()];
  } catch {
    return [];
  }
}
