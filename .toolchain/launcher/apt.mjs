import { existsSync } from 'node:fs';
import { run } from './process.mjs';

export function canAptInstall() {
  return process.getuid?.() === 0 && existsSync('/usr/bin/apt-get');
}

/**
 * @param {readonly string[]} packages
 * @returns {Promise<boolean>} whether they are installed now
 */
export async function aptInstall(packages) {
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  const install = () => run('apt-get', ['install', '-y', '-q', '--no-install-recommends', ...packages], { env });
  // Most machines have a package list already; fetching a new one takes longer than the first try.
  if ((await install()) === 0) return true;
  return (await run('apt-get', ['update', '-q'], { env })) === 0 && (await install()) === 0;
}
