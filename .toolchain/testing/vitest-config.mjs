import { join, relative } from 'node:path';
import { defaultClientConditions, defaultServerConditions, mergeConfig } from 'vite';
import { limits } from './limits.mjs';
import { writeResults } from './results.mjs';

const source = '@workroom/source';

/**
 * @param {string} folder of the package
 * @param {import('vitest/config').ViteUserConfig & { postgres?: readonly import('./postgres-binaries.mjs').PostgresVersion[] }} [more]
 *   `postgres`: servers to start once for each process that runs files, for `startPostgres` to share
 * @returns {import('vitest/config').ViteUserConfig}
 */
export function vitestConfig(folder, { postgres = [], ...more } = {}) {
  return mergeConfig(
    {
      root: folder,
      resolve: { conditions: [source, ...defaultClientConditions] },
      ssr: { resolve: { conditions: [source, ...defaultServerConditions] } },
      test: {
        ...(more.test?.include ? {} : { include: ['src/**/*.test.ts'] }),
        passWithNoTests: true,
        // Files share a process, so that each process loads the kit and zod once. No file may leave anything behind.
        isolate: false,
        testTimeout: limits.testMs,
        hookTimeout: limits.hookMs,
        expect: { poll: { timeout: limits.waitMs } },
        reporters: ['default', resultsReporter(folder)],
        env: { WORKROOM_POSTGRES: JSON.stringify(postgres) },
        ...(postgres.length > 0 ? { setupFiles: [join(import.meta.dirname, 'postgres-setup.mjs')] } : {}),
      },
    },
    more,
  );
}

/** @param {string} folder @returns {import('vitest/node').Reporter} */
function resultsReporter(folder) {
  return {
    onTestRunEnd(modules, unhandledErrors) {
      const tests = modules.flatMap((module) => [...module.children.allTests()]);
      const inState = (/** @type {string} */ state) => tests.filter((test) => test.result().state === state);
      writeResults(folder, 'vitest', {
        passed: inState('passed').length,
        skipped: inState('skipped').length,
        failures: [
          ...inState('failed').map((test) => `${test.module.relativeModuleId}: ${test.fullName}`),
          // A file that could not be loaded has no tests that could fail.
          ...modules
            .filter((module) => module.errors().length > 0)
            .map((module) => `${relative(folder, module.moduleId)}: could not be run`),
          ...modules
            .flatMap((module) => [...module.children.allSuites()])
            .filter((suite) => suite.errors().length > 0)
            .map((suite) => `${suite.module.relativeModuleId}: ${suite.fullName} could not be set up`),
          ...unhandledErrors.map((error) => `unhandled error: ${error.message}`),
        ],
      });
    },
  };
}
