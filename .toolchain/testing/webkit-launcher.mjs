import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { webdriverLauncher } from '@web/test-runner-webdriver';
import { browserLabels } from './browsers.mjs';
import { webdriverKeysPlugin } from './webdriver-keys.mjs';

/**
 * Runs tests in WebKitGTK's MiniBrowser, the closest to Safari outside a Mac.
 * @param {import('./browsers.mjs').WebKit} found
 */
export function webkitLauncher({ driver, browser, display }) {
  /** @type {Parameters<typeof webdriverLauncher>[0]} */
  const options = {
    protocol: 'http',
    hostname: '127.0.0.1',
    path: '/',
    capabilities: {
      browserName: 'MiniBrowser',
      // The driver does not support BiDi.
      'wdio:enforceWebDriverClassic': true,
      ...{ 'webkitgtk:browserOptions': { binary: browser, args: ['--automation'] } },
    },
  };
  const launcher = webdriverLauncher(options);
  const initialize = launcher.initialize.bind(launcher);
  const stop = launcher.stop.bind(launcher);
  const stopSession = launcher.stopSession.bind(launcher);
  /** @type {import('node:child_process').ChildProcess | undefined} */
  let keeper;
  return Object.assign(launcher, {
    // One page at a time: further pages would be frames of it, and keys reach only one of them.
    concurrency: 1,
    /** @param {import('@web/test-runner').TestRunnerCoreConfig} config */
    async initialize(config) {
      keeper = spawn(process.execPath, [join(import.meta.dirname, 'webkit-keeper.mjs'), display, driver], {
        stdio: ['pipe', 'pipe', 'inherit'],
        // A separate process group, so that Ctrl-C stops the browser only through the keeper.
        detached: true,
      });
      options.port = await portOf(keeper);
      // One name for the keyboard: a key held by one command stays down for the next.
      const perform = (/** @type {readonly import('./webdriver-keys.mjs').KeyAction[]} */ actions) =>
        // biome-ignore lint/complexity/useLiteralKeys: it is private in the types, and there is no public API for keys
        launcher['driverManager']?.performActions('', [{ type: 'key', id: 'keyboard', actions }]);
      config.plugins?.unshift(webdriverKeysPlugin(async (actions) => perform(actions)));
      await initialize({ ...config, concurrency: 1 });
      launcher.name = browserLabels.webkit;
    },
    /** @param {string} id @returns {ReturnType<import('@web/test-runner').BrowserLauncher['stopSession']>} */
    async stopSession(id) {
      const { testCoverage } = await stopSession(id);
      return testCoverage ? { testCoverage } : {};
    },
    async stop() {
      await stop();
      if (!keeper || keeper.exitCode !== null) return;
      const ended = new Promise((resolve) => keeper?.once('exit', resolve));
      keeper.stdin?.end();
      await ended;
    },
  });
}

/** @param {import('node:child_process').ChildProcess} keeper @returns {Promise<number>} */
function portOf(keeper) {
  return new Promise((resolve, reject) => {
    keeper.once('exit', () => reject(new Error('WebKitGTK did not start; the reason is above.')));
    if (keeper.stdout) createInterface({ input: keeper.stdout }).once('line', (line) => resolve(Number(line)));
  });
}
