import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/**
 * Writes a package's results to the file that `npm test` reads, also from the cache.
 * @param {string} folder of the package
 * @param {string} runner
 * @param {{ browser?: string | undefined, passed: number, skipped: number, failures: readonly string[] }} outcome
 */
export function writeResults(folder, runner, { browser, passed, skipped, failures }) {
  const { name } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
  mkdirSync(join(folder, '.results'), { recursive: true });
  writeFileSync(
    join(folder, '.results', `${runner}.json`),
    `${JSON.stringify({ package: name, browser, passed, failed: failures.length, skipped, failures }, null, 2)}\n`,
  );
}
