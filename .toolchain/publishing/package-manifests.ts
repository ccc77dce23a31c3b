import { readFileSync } from 'node:fs';
import { createPackageFromTarballData } from '@arethetypeswrong/core';
import type { Tarball } from './pack-all.ts';

/** The fields of a published package.json that the tests read. */
export interface Manifest {
  readonly name: string;
  readonly exports: Readonly<Record<string, unknown>>;
  readonly dependencies?: Readonly<Record<string, string>>;
  readonly peerDependencies?: Readonly<Record<string, string>>;
}

/** The manifests as packed in the tarballs, not those in the repository. */
export function packageManifests(tarballs: readonly Tarball[]): readonly Manifest[] {
  return tarballs.map(({ name, path }) =>
    JSON.parse(createPackageFromTarballData(readFileSync(path)).readFile(`/node_modules/${name}/package.json`)),
  );
}
