import { availableParallelism } from 'node:os';
import { join, relative } from 'node:path';
import { defaultReporter } from '@web/test-runner';
import { puppeteerLauncher } from '@web/test-runner-puppeteer';
import { browserLabels, findFirefox, findWebKit, wantedBrowsers } from './browsers.mjs';
import { bundledTests } from './bundled-tests.mjs';
import { chromiumArgs, chromiumPath } from './chromium.mjs';
import { limits } from './limits.mjs';
import { writeResults } from './results.mjs';
import { webkitLauncher } from './webkit-launcher.mjs';

/**
 * Runs the tests of a package in Chromium, and engine-dependent tests in every installed
 * browser. With `WORKROOM_EVERY_ENGINE=1`, every test runs in every browser.
 * @param {string} folder of the package
 * @param {{ engines: readonly string[] }} options `engines`: files whose tests depend on layout, focus, keys, languages
 *   or streams, as patterns
 * @returns {import('@web/test-runner').TestRunnerConfig}
 */
export function webTestRunnerConfig(folder, { engines }) {
  const others = otherLaunchers();
  const all = ['src/**/*.test.ts'];
  const rootDir = join(import.meta.dirname, '..', '..');
  return {
    // The server's root must contain the sibling packages and the packages' store too.
    rootDir,
    ...(wantedBrowsers().includes('chromium')
      ? {
          files: all,
          browsers: [chromium()],
          groups:
            others.length > 0
              ? [{ name: 'engines', files: process.env.WORKROOM_EVERY_ENGINE ? all : [...engines], browsers: others }]
              : [],
        }
      : { files: all, browsers: others }),
    plugins: [bundledTests({ rootDir, folder, conditions: ['@workroom/source', 'browser', 'development'] })],
    // Two engines already run at once.
    concurrency: Math.max(1, Math.floor(availableParallelism() / 2)),
    // Two engines at once are slow on few cores, which is not a failure.
    concurrentBrowsers: 2,
    // One more attempt: with three engines on two cores, a window of Firefox or WebKitGTK sometimes loses its focus.
    testFramework: { config: { timeout: String(limits.waitMs), retries: 2 } },
    // A limit against hanging: a file that renders every state takes long beside two other engines.
    testsFinishTimeout: 900_000,
    browserStartTimeout: limits.hookMs,
    testsStartTimeout: limits.hookMs,
    reporters: [defaultReporter(), resultsReporter(folder)],
  };
}

function chromium() {
  return puppeteerLauncher({
    launchOptions: { executablePath: chromiumPath(), args: chromiumArgs },
    // Pages that run in parallel are tabs of one window: without this all but one of them have no frames and no focus.
    async createPage({ browser }) {
      const page = await browser.newPage();
      await page.emulateFocusedPage(true);
      return page;
    },
  });
}

function otherLaunchers() {
  const wanted = wantedBrowsers();
  const webkit = wanted.includes('webkit') ? findWebKit() : undefined;
  const firefox = wanted.includes('firefox') ? findFirefox() : undefined;
  return [
    ...(webkit ? [webkitLauncher(webkit)] : []),
    ...(firefox
      ? [puppeteerLauncher({ concurrency: 1, launchOptions: { browser: 'firefox', executablePath: firefox } })]
      : []),
  ];
}

/** @param {string} folder @returns {import('@web/test-runner').Reporter} */
function resultsReporter(folder) {
  return {
    stop({ sessions }) {
      for (const label of Object.values(browserLabels)) {
        const inBrowser = sessions.filter((session) => session.browser.name === label);
        if (inBrowser.length > 0) writeResults(folder, label, outcome(folder, inBrowser));
      }
    },
  };
}

/** @param {string} folder @param {readonly import('@web/test-runner').TestSession[]} sessions */
function outcome(folder, sessions) {
  const tests = sessions.flatMap((session) =>
    testsOf(session.testResults).map((test) => ({
      ...test,
      name: `${relative(folder, session.testFile)} (${session.browser.name}): ${test.name}`,
    })),
  );
  return {
    browser: sessions[0]?.browser.name,
    passed: tests.filter((test) => test.passed && !test.skipped).length,
    skipped: tests.filter((test) => test.skipped).length,
    failures: [
      ...tests.filter((test) => !test.passed && !test.skipped).map((test) => test.name),
      // A file that could not be loaded, or a browser that crashed, has no tests that could fail.
      ...sessions
        .filter((session) => session.passed !== true && (session.errors.length > 0 || !session.testResults))
        .map(
          (session) =>
            `${relative(folder, session.testFile)} (${session.browser.name}): ${session.errors[0]?.message ?? 'did not finish'}`,
        ),
    ],
  };
}

/**
 * @typedef {NonNullable<import('@web/test-runner').TestSession['testResults']>} TestSuiteResult
 * @param {TestSuiteResult | undefined} suite
 * @returns {TestSuiteResult['tests']}
 */
function testsOf(suite) {
  if (!suite) return [];
  /** @param {TestSuiteResult} inner */
  const named = (inner) => testsOf(inner).map((test) => ({ ...test, name: `${inner.name} > ${test.name}` }));
  return [...suite.tests, ...suite.suites.flatMap(named)];
}
