import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { manifests } from '../launcher/install.mjs';
import { root } from '../launcher/process.mjs';

interface Manifest {
  readonly name: string;
  readonly private?: boolean;
  readonly files?: readonly string[];
  readonly exports?: Readonly<Record<string, string | Readonly<Record<string, string>>>>;
}

const packages = manifests().map((file) => ({
  folder: dirname(file),
  manifest: JSON.parse(readFileSync(join(root, file), 'utf8')) as Manifest,
}));
const published = packages.filter(({ manifest }) => !manifest.private);

test('the top level contains only the agreed entries', () => {
  const allowed =
    /^(\..*|LICENSE|(README|CONTRIBUTING|SECURITY|CODE_OF_CONDUCT|CHANGELOG)\.md|apps|docs|examples|packages|package\.json|pnpm-(lock|workspace)\.yaml|tsconfig\.base\.json|turbo\.json)$/;
  const tracked = execFileSync('git', ['ls-files', '--cached', '--others', '--exclude-standard'], { cwd: root });
  const entries = new Set(
    tracked
      .toString()
      .trim()
      .split('\n')
      .map((file) => file.split('/')[0]),
  );
  expect([...entries].filter((entry) => !allowed.test(entry ?? ''))).toEqual([]);
});

test('the lockfile contains no download host', () => {
  expect(readFileSync(join(root, 'pnpm-lock.yaml'), 'utf8')).not.toMatch(/https?:\/\/|tarball:/);
});

test('the Node version compared with `engines` is the installed one', () => {
  const workspace = readFileSync(join(root, 'pnpm-workspace.yaml'), 'utf8');
  const { version } = JSON.parse(readFileSync(join(root, 'node_modules/node/package.json'), 'utf8'));
  expect(workspace).toContain(`nodeVersion: ${version}`);
  expect(process.versions.node).toBe(version);
});

describe.each(published)('$manifest.name', ({ folder, manifest }) => {
  // Data and style sheets contain no code, and types for frameworks neither.
  const entries = Object.entries(manifest.exports ?? {}).filter(([entry]) => !/\.(json|css)$|^\.\/types\//.test(entry));

  test.each(entries)('entry %s points to a source and to its build', (_entry, target) => {
    if (typeof target === 'string') throw new Error('an entry needs conditions, the source first');
    expect(Object.keys(target)).toEqual(['@workroom/source', 'types', 'default']);
    const source = target['@workroom/source'] ?? '';
    // A pattern, such as the one for languages, points to a folder.
    const place = source.includes('*') ? dirname(source) : source;
    expect(existsSync(join(root, folder, place)), source).toBe(true);
    const built = source.replace(/^\.\/src\/(.*)\.ts$/, './dist/$1');
    expect([target.types, target.default]).toEqual([`${built}.d.ts`, `${built}.js`]);
  });

  test('publishes its build', () => {
    expect(manifest.files).toContain('dist');
  });
});
