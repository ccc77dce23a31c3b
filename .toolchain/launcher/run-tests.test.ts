import { expect, test } from 'vitest';
import { perBrowser, sum } from './run-tests.mjs';

const core = { package: '@workroom/core', passed: 3, failed: 0, skipped: 1, failures: [] };
const client = { package: '@workroom/client', passed: 2, failed: 1, skipped: 0, failures: ['a test'] };

test('adds up passed, failed and skipped tests', () => {
  expect(sum([core, client], ['@workroom/client#test'])).toEqual({
    passed: 5,
    failed: 1,
    skipped: 1,
    failures: ['@workroom/client: a test'],
  });
});

test('a task that failed without a failing test counts as one failure', () => {
  const failed = sum([core], ['@workroom/core#test', '@workroom/core#check']);
  expect(failed.failed).toBe(2);
  expect(failed.failures).toEqual(['@workroom/core#test', '@workroom/core#check']);
});

test('reports the results of each browser', () => {
  const elements = { package: '@workroom/elements', passed: 4, failed: 0, skipped: 0, failures: [] };
  expect(perBrowser([core, { ...elements, browser: 'Chromium' }, { ...elements, browser: 'Firefox' }])).toEqual([
    '@workroom/elements in Chromium: 4 passed, 0 failed',
    '@workroom/elements in Firefox: 4 passed, 0 failed',
  ]);
});
