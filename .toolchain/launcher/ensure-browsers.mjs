import { browserLabels, debianPackages, hasBrowser, wantedBrowsers } from '../testing/browsers.mjs';
import { aptInstall, canAptInstall } from './apt.mjs';

/** Chromium is required. Tests of elements also run in Firefox and WebKitGTK if they are installed, as in CI. */
export async function ensureBrowsers() {
  const wanted = wantedBrowsers();
  const missing = () => wanted.filter((name) => !hasBrowser(name));
  for (const name of process.env.CI && canAptInstall() ? missing() : []) {
    console.log(`Installing ${browserLabels[name]} …`);
    await aptInstall(debianPackages[name]);
  }
  const left = missing();
  if (left.length > 0) {
    const packages = left.flatMap((name) => debianPackages[name]).join(' ');
    console.log(
      `Left out, because they are not installed: ${left.map((name) => browserLabels[name]).join(', ')}. ` +
        `Elements are tested in the other browsers (Debian: apt-get install ${packages}).`,
    );
  }
  // Cached results are only valid for the browsers that produced them.
  process.env.WORKROOM_BROWSERS = wanted.filter((name) => !left.includes(name)).join(',');
}
