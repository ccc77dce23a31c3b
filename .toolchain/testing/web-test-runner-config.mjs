import { join, relative } from 'node:path';
import { esbuildPlugin } from '@web/dev-server-esbuild';
import { defaultReporter } from '@web/test-runner';
import { puppeteerLauncher } from '@web/test-runner-puppeteer';
import { chromiumArgs, chromiumPath } from './chromium.mjs';
import { writeResults } from './results.mjs';

/**
 * @param {string} folder of the package
 * @param {import('@web/test-runner').TestRunnerConfig} [more]
 * @returns {import('@web/test-runner').TestRunnerConfig}
 */
export function webTestRunnerConfig(folder, more = {}) {
  return {
    // The server's root must hold the sibling packages and the packages' store too.
    rootDir: join(import.meta.dirname, '..', '..'),
    files: ['src/**/*.test.ts'],
    nodeResolve: { exportConditions: ['@workroom/source', 'browser', 'development'] },
    plugins: [esbuildPlugin({ ts: true, target: 'es2022', tsconfig: join(folder, 'tsconfig.json') })],
    browsers: [puppeteerLauncher({ launchOptions: { executablePath: chromiumPath(), args: chromiumArgs } })],
    concurrency: 2,
    reporters: [defaultReporter(), resultsReporter(folder)],
    ...more,
  };
}

/** @param {string} folder @returns {import('@web/test-runner').Reporter} */
function resultsReporter(folder) {
  return {
    stop({ sessions }) {
      const tests = sessions.flatMap((session) =>
        testsOf(session.testResults).map((test) => ({
          ...test,
          name: `${relative(folder, session.testFile)} (${session.browser.name}): ${test.name}`,
        })),
      );
      writeResults(folder, 'web-test-runner', {
        passed: tests.filter((test) => test.passed && !test.skipped).length,
        skipped: tests.filter((test) => test.skipped).length,
        failures: [
          ...tests.filter((test) => !test.passed && !test.skipped).map((test) => test.name),
          // A file that could not be loaded has no tests to fail.
          ...sessions
            .filter((session) => session.passed !== true && session.errors.length > 0)
            .map((session) => `${relative(folder, session.testFile)}: ${session.errors[0]?.message}`),
        ],
      });
    },
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
