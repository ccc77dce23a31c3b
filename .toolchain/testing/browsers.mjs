import { existsSync, readdirSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { findChromium } from './chromium.mjs';

/**
 * @typedef {'chromium' | 'firefox' | 'webkit'} BrowserName
 * @typedef {object} WebKit
 * @property {string} driver WebKitGTK's WebDriver
 * @property {string} browser WebKitGTK's own small browser
 * @property {string} display the virtual screen it is shown on
 */

/** The display name of each browser, and its Debian packages. */
export const browserLabels = Object.freeze({ chromium: 'Chromium', firefox: 'Firefox', webkit: 'WebKitGTK' });
export const debianPackages = Object.freeze({
  chromium: ['chromium'],
  firefox: ['firefox-esr'],
  webkit: ['webkit2gtk-driver', 'xvfb'],
});

const all = /** @type {BrowserName[]} */ (Object.keys(browserLabels));

/**
 * The browsers to run tests in: those in `WORKROOM_BROWSERS` (`chromium,firefox`), or all.
 * @returns {readonly BrowserName[]}
 */
export function wantedBrowsers() {
  const named = process.env.WORKROOM_BROWSERS;
  if (!named) return all;
  const wanted = named.split(',').map((name) => name.trim());
  const unknown = wanted.filter((name) => !all.some((each) => each === name));
  if (unknown.length > 0) {
    throw new Error(`WORKROOM_BROWSERS names ${unknown.join(', ')}. Use some of ${all.join(',')}, or unset it.`);
  }
  return all.filter((name) => wanted.includes(name));
}

/** @param {BrowserName} name */
export function hasBrowser(name) {
  const find = { chromium: findChromium, firefox: findFirefox, webkit: findWebKit };
  return find[name]() !== undefined;
}

/** @returns {string | undefined} */
export function findFirefox() {
  const named = process.env.FIREFOX_PATH;
  if (named) {
    if (existsSync(named)) return named;
    throw new Error(`FIREFOX_PATH is ${named}, and no such file exists. Correct it or unset it.`);
  }
  switch (process.platform) {
    case 'win32':
      return [process.env.PROGRAMFILES, process.env['PROGRAMFILES(X86)']]
        .filter((folder) => folder !== undefined)
        .map((folder) => join(folder, 'Mozilla Firefox', 'firefox.exe'))
        .find((path) => existsSync(path));
    case 'darwin':
      return ['/Applications/Firefox.app/Contents/MacOS/firefox'].find((path) => existsSync(path));
    default:
      // A browser from a snap cannot see a profile in the temporary folder and never starts.
      return onPath(existsSync('/snap/bin/firefox') ? ['firefox-esr'] : ['firefox-esr', 'firefox']);
  }
}

/** @returns {WebKit | undefined} all three parts, or `undefined` */
export function findWebKit() {
  if (process.platform !== 'linux') return undefined;
  const driver = onPath(['WebKitWebDriver']);
  const display = onPath(['Xvfb']);
  const browser = miniBrowser();
  return driver && display && browser ? { driver, display, browser } : undefined;
}

function miniBrowser() {
  const libraries = ['/usr/lib', '/usr/lib64', '/usr/libexec'].filter((folder) => existsSync(folder));
  const multiarch = libraries.flatMap((folder) =>
    readdirSync(folder)
      .filter((name) => name.endsWith('-linux-gnu'))
      .map((name) => join(folder, name)),
  );
  return [...multiarch, ...libraries]
    .flatMap((folder) => ['4.1', '4.0'].map((version) => join(folder, `webkit2gtk-${version}`, 'MiniBrowser')))
    .find((path) => existsSync(path));
}

/** @param {readonly string[]} names */
function onPath(names) {
  return (process.env.PATH ?? '')
    .split(delimiter)
    .concat('/usr/bin')
    .flatMap((folder) => names.map((name) => join(folder, name)))
    .find((path) => existsSync(path));
}
