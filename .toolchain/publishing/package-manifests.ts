import { readFileSync } from 'node:fs';
import { createPackageFromTarballData } from '@arethetypeswrong/core';
import type { Tarball } from './pack-all.ts';

/** What the tests read of a published package.json. */
export interface Manifest {
  readonly name: string;
  readonly exports: Readonly<Record<string, unknown>>;
  readonly dependencies?: Readonly<Record<string, string>>;
  readonly peerDependencies?: Readonly<Record<string, string>>;
}

/** The manifests as they are in the tarballs, not as they are in the repository. */
export function packageManifests(tarballs: readonly Tarball[]): readonly Manifest[] {
  return tarballs.map(({ name, path }) =>
    JSON.parse(createPackageFromTarballData(readFileSync(path)).readFile(`/node_modules/${name}/package.json`)),
  );
}
