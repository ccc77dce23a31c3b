import { existsSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { manifests } from './install.mjs';
import { root } from './process.mjs';
import { checks, turbo } from './turbo.mjs';

/**
 * Checks and tests every package and prints the total at the end, including cached results.
 * @param {readonly string[]} args passed on to turbo, for example --filter=@workroom/core or --force
 */
export async function runTests(args) {
  const folders = manifests().map((manifest) => join(root, dirname(manifest)));
  for (const folder of folders) rmSync(join(folder, '.results'), { recursive: true, force: true });
  rmSync(join(root, '.turbo', 'runs'), { recursive: true, force: true });

  const code = await turbo([
    'run',
    ...checks,
    'test',
    '--continue',
    '--concurrency=2',
    '--summarize',
    '--output-logs=new-only',
    ...args,
  ]);
  const all = folders.flatMap(results);
  const { passed, failed, skipped, failures } = sum(all, failedTasks());
  for (const line of perBrowser(all)) console.log(line);
  if (failures.length > 0) console.log(`\nFailed:\n${failures.map((failure) => `  ${failure}`).join('\n')}`);
  // A run without any results must not look successful.
  const broken = failed === 0 && (code !== 0 || passed === 0);
  if (broken) console.log(code === 0 ? '\nNo test ran.' : `\nThe run ended with exit code ${code}; see above.`);
  console.log(`\n${passed} passed, ${failed + (broken ? 1 : 0)} failed${skipped > 0 ? `, ${skipped} skipped` : ''}`);
  return failed > 0 || broken ? 1 : 0;
}

/**
 * @typedef {{ package: string, browser?: string, passed: number, failed: number, skipped: number, failures: string[] }} Results
 * @param {readonly Results[]} all
 * @param {readonly string[]} tasks that failed, as package#task
 */
export function sum(all, tasks) {
  // A failed test task counts its failing tests; a task that failed without reporting any counts as one.
  const counted = new Set(all.filter((each) => each.failed > 0).map((each) => `${each.package}#test`));
  const uncounted = tasks.filter((task) => !counted.has(task));
  /** @param {(each: Results) => number} count */
  const total = (count) => all.reduce((before, each) => before + count(each), 0);
  return {
    passed: total((each) => each.passed),
    failed: total((each) => each.failed) + uncounted.length,
    skipped: total((each) => each.skipped),
    failures: [...all.flatMap((each) => each.failures.map((name) => `${each.package}: ${name}`)), ...uncounted],
  };
}

/**
 * The results of each browser; the total includes all of them.
 * @param {readonly Results[]} all
 */
export function perBrowser(all) {
  return all
    .filter((each) => each.browser)
    .map((each) => `${each.package} in ${each.browser}: ${each.passed} passed, ${each.failed} failed`);
}

/** @param {string} folder @returns {Results[]} */
function results(folder) {
  const from = join(folder, '.results');
  if (!existsSync(from)) return [];
  return readdirSync(from)
    .filter((file) => file.endsWith('.json'))
    .map((file) => JSON.parse(readFileSync(join(from, file), 'utf8')));
}

/** @returns {string[]} */
function failedTasks() {
  const from = join(root, '.turbo', 'runs');
  if (!existsSync(from)) return [];
  return readdirSync(from).flatMap((file) =>
    JSON.parse(readFileSync(join(from, file), 'utf8'))
      .tasks.filter((/** @type {any} */ task) => task.execution && (task.execution.exitCode ?? 0) !== 0)
      .map((/** @type {any} */ task) => task.taskId),
  );
}
