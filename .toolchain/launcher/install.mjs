import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pnpm, root, StepFailed } from './process.mjs';

const stamp = join(root, 'node_modules', '.workroom-installed');

/** Installs what the manifests ask for, unless that is what was installed last. */
export async function ensureInstalled() {
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === wanted()) return;
  console.log('Installing dependencies …');
  // On CI the lockfile is the truth; elsewhere a changed manifest may update it.
  const code = await pnpm(['install', process.env.CI ? '--frozen-lockfile' : '--no-frozen-lockfile']);
  if (code !== 0) {
    throw new StepFailed(
      'The dependencies could not be installed (see above). Check the connection to the npm registry and run the ' +
        'command again; if the lockfile is said to be outdated, run "npm run pnpm install" and commit pnpm-lock.yaml.',
    );
  }
  writeFileSync(stamp, wanted());
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
    'packages/server/chaos',
    '.toolchain',
    '.toolchain/hosts',
    '.toolchain/node-22',
    '.toolchain/publishing',
  ];
  return [...folders, ...others]
    .map((folder) => `${folder}/package.json`)
    .filter((file) => existsSync(join(root, file)))
    .sort();
}
