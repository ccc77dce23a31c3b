import { readFileSync } from 'node:fs';
import { isBuiltin } from 'node:module';
import { type CheckResult, checkPackage, createPackageFromTarballData, type Package } from '@arethetypeswrong/core';
import { publint } from 'publint';
import { formatMessage } from 'publint/utils';
import { beforeAll, describe, expect, inject, test } from 'vitest';
import { importsIn, packageOf } from '../checks/imports.ts';
import type { Manifest } from './package-manifests.ts';

describe.each(inject('tarballs'))('the tarball of $name', ({ name, path }) => {
  const tarball = readFileSync(path);
  const unpacked = createPackageFromTarballData(tarball);
  const files = unpacked.listFiles().map((file) => file.replace(`/node_modules/${name}/`, ''));
  const manifest: Manifest = JSON.parse(unpacked.readFile(`/node_modules/${name}/package.json`));
  // Compiles every entry four times, so it runs once for both tests of types.
  let result: CheckResult;
  beforeAll(async () => {
    result = await checkPackage(unpacked);
  });

  test('publint reports nothing', async () => {
    const bytes = new Uint8Array(tarball).buffer;
    const { messages, pkg } = await publint({ pack: { tarball: bytes }, strict: true });
    expect(messages.map((message) => formatMessage(message, pkg, { color: false }))).toEqual([]);
  });

  test('its types match its code, for Node and for bundlers', () => {
    if (!result.types) throw new Error('it has no types');
    // ESM only: CommonJS and the resolution of Node 10 are not supported.
    const problems = result.problems.filter(
      (problem) =>
        !('resolutionKind' in problem && !['node16-esm', 'bundler'].includes(problem.resolutionKind)) &&
        !('resolutionOption' in problem && problem.resolutionOption === 'node10'),
    );
    expect(problems).toEqual([]);
  });

  test('every entry can be resolved to code and types', () => {
    const entries = result.types ? result.entrypoints : {};
    expect(Object.keys(entries).sort()).toEqual(Object.keys(manifest.exports).sort());
  });

  test('contains its licence and its README, and no tests', () => {
    expect(files).toEqual(expect.arrayContaining(['LICENSE', 'README.md', 'package.json']));
    expect(files.filter((file) => /\.test(-d)?\.|\.test\.support\./.test(file))).toEqual([]);
  });

  test('declares every package that it imports', () => {
    const declared = [name, ...Object.keys({ ...manifest.dependencies, ...manifest.peerDependencies })];
    expect(importedBy(unpacked).filter((each) => !declared.includes(each))).toEqual([]);
  });

  test('depends on no workspace, catalog or path', () => {
    const ranges = Object.values({ ...manifest.dependencies, ...manifest.peerDependencies });
    expect(ranges.filter((range) => range.includes(':'))).toEqual([]);
  });
});

/** The packages that the code and the types of a package import, without Node's own modules. */
function importedBy(unpacked: Package): readonly string[] {
  const found = unpacked
    .listFiles()
    .filter((file) => /\/dist\/.*\.(js|d\.ts)$/.test(file))
    .flatMap((file) => importsIn(unpacked.readFile(file)))
    .filter((from) => !/^[.#]/.test(from) && !isBuiltin(from));
  return [...new Set(found.map(packageOf))].sort();
}
