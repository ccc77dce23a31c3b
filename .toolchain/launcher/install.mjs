import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pnpm, root, StepFailed } from './process.mjs';

const stamp = join(root, 'node_modules', '.workroom-installed');

/**
 * The packages that `npm start` needs: the Node of the root, and the sandbox with its dependencies. A full installation
 * checks that the lockfile obeys the workspace's policies; its hashes are checked here too.
 */
const sandboxOnly = ['--trust-lockfile', '--prod', '--filter=workroom', '--filter-prod=@workroom/sandbox...'];

/**
 * Installs what the manifests require, unless the last installation did that already.
 * @param {'all' | 'sandbox'} scope the part of the workspace; `all` includes the sandbox
 */
export async function ensureInstalled(scope = 'all') {
  const installed = existsSync(stamp) ? readFileSync(stamp, 'utf8') : '';
  const hash = wanted();
  if (installed === `all ${hash}` || installed === `${scope} ${hash}`) return;
  console.log('Installing dependencies …');
  // The lockfile is authoritative. Outside CI, a changed manifest may update it.
  let code = await install(scope, '--frozen-lockfile');
  if (code !== 0 && !process.env.CI) code = await install(scope, '--no-frozen-lockfile');
  if (code !== 0) {
    throw new StepFailed(
      'The dependencies could not be installed (see above). Check the connection to the npm registry and run the ' +
        'command again; if the lockfile is said to be outdated, run "npm run pnpm install" and commit pnpm-lock.yaml.',
    );
  }
  // pnpm may have written the lockfile.
  writeFileSync(stamp, `${scope} ${wanted()}`);
}

/** @param {'all' | 'sandbox'} scope @param {string} lockfile */
function install(scope, lockfile) {
  // An installation for the sandbox alone is replaced without asking.
  const whole = ['install', lockfile, '--config.confirmModulesPurge=false'];
  return pnpm(scope === 'sandbox' ? [...whole, ...sandboxOnly] : whole);
}

function wanted() {
  const hash = createHash('sha256').update(process.platform + process.arch);
  for (const file of ['pnpm-lock.yaml', 'pnpm-workspace.yaml', 'package.json', ...manifests()]) {
    const path = join(root, file);
    if (existsSync(path)) hash.update(file).update(readFileSync(path));
  }
  return hash.digest('hex');
}

/** @returns {string[]} the package.json of each workspace package, as a path from the root */
export function manifests() {
  const folders = ['packages', 'apps', 'examples'].flatMap((group) =>
    existsSync(join(root, group)) ? readdirSync(join(root, group)).map((name) => `${group}/${name}`) : [],
  );
  const others = [
    'packages/server/bench',
    'packages/server/chaos',
    '.toolchain',
    '.toolchain/docs',
    '.toolchain/hosts',
    '.toolchain/node-22',
    '.toolchain/publishing',
  ];
  return [...folders, ...others]
    .map((folder) => `${folder}/package.json`)
    .filter((file) => existsSync(join(root, file)))
    .sort();
}
