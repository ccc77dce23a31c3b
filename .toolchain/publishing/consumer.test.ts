import { execFile } from 'node:child_process';
import { cp, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest';
import { packageManifests } from './package-manifests.ts';

const runFile = promisify(execFile);
const tarballs = inject('tarballs');
let project = '';

beforeAll(async () => {
  project = await mkdtemp(join(tmpdir(), 'workroom-consumer-'));
  await cp(join(import.meta.dirname, 'consumer'), project, { recursive: true });
  const quick = ['--prefer-offline', '--no-audit', '--no-fund', '--ignore-scripts', '--loglevel=error'];
  await runFile('npm', ['install', ...quick, ...tarballs.map(({ path }) => path)], {
    cwd: project,
    shell: process.platform === 'win32',
  });
});
afterAll(() => rm(project, { recursive: true, force: true }));

/** The oldest Node that `engines` allows, and the one this repository uses. */
const nodes = { 'Node 22': nodeOf('@workroom/node-22/package.json'), 'Node 24': process.execPath };

describe.each(Object.entries(nodes))('packages installed from the tarballs, on %s', (version, node) => {
  test('run on the expected version of Node', async () => {
    const { stdout } = await runFile(node, ['--version']);
    expect(stdout).toMatch(`v${version.replace('Node ', '')}.`);
  });

  test('a server creates a contract, and the client reads it back', async () => {
    const { stdout, stderr } = await runFile(node, ['use-server.mjs'], { cwd: project });
    expect(JSON.parse(stdout)).toEqual({ status: 201, title: 'Brand identity', price: '$500.00' });
    expect(stderr).toBe('');
  });

  test('every entry can be imported, except those for browsers and Vitest', async () => {
    const elsewhere = /^@workroom\/(elements\/define.*|server\/provider-suite)$/;
    const entries = packageManifests(tarballs)
      .flatMap(({ name, exports }) =>
        Object.keys(exports).map((entry) => join(name, entry.replace('messages/*', 'messages/de'))),
      )
      .filter((entry) => !/\.(json|css)$/.test(entry) && !elsewhere.test(entry));
    expect(entries).toContain('@workroom/elements');
    expect(await imported(node, entries)).toMatchObject({ failed: [] });
  });

  test('importing the elements outside a page has no side effects', async () => {
    const { failed, added, defined } = await imported(node, ['@workroom/elements']);
    expect({ failed, defined }).toEqual({ failed: [], defined: [] });
    // Lit itself defines this on Node.
    const lits = /^(lit\w*|reactiveElementVersions|customElements)$/;
    expect(added.filter((name) => !lits.test(name))).toEqual([]);
  });

  test('the provider suite says that it needs Vitest', async () => {
    const { failed } = await imported(node, ['@workroom/server/provider-suite']);
    expect(failed.join()).toContain("Cannot find package 'vitest'");
  });
});

describe('the types of the installed packages', () => {
  test('compile in a server', () => compiles('server.ts', ['es2024'], ['node']));
  test('compile in a page', () => compiles('page.ts', ['es2024', 'dom', 'dom.iterable'], []));
});

interface Imported {
  readonly failed: readonly string[];
  readonly added: readonly string[];
  readonly defined: readonly string[];
}

async function imported(node: string, entries: readonly string[]): Promise<Imported> {
  const { stdout } = await runFile(node, ['import-all.mjs', ...entries], { cwd: project });
  return JSON.parse(stdout);
}

/** Checks all declarations, but only errors in the consumer or in our packages fail. */
async function compiles(file: string, lib: readonly string[], types: readonly string[]): Promise<void> {
  const compilerOptions = {
    target: 'es2023',
    module: 'nodenext',
    strict: true,
    exactOptionalPropertyTypes: true,
    noUncheckedIndexedAccess: true,
    noEmit: true,
    // Drizzle's declarations import drivers that are not installed: its errors are filtered below.
    skipLibCheck: false,
    lib,
    types,
    typeRoots: [join(import.meta.dirname, 'node_modules', '@types')],
  };
  const config = join(project, `tsconfig.${file}.json`);
  await writeFile(config, JSON.stringify({ compilerOptions, files: [file] }));
  const tsc = join(import.meta.dirname, 'node_modules', '.bin', 'tsc');
  const output = await runFile(tsc, ['-p', config, '--pretty', 'false'], { cwd: project }).then(
    ({ stdout }) => stdout,
    (error: { stdout: string }) => error.stdout,
  );
  const errors = output.split('\n').filter((line) => /error TS\d+/.test(line));
  // Dependencies of our packages may be installed below them.
  const ours = /^(?!node_modules\/)|^node_modules\/@workroom\/[^/]+\/(?!node_modules\/)/;
  expect(errors.filter((line) => ours.test(line))).toEqual([]);
}

/** The `node` that a package of this workspace depends on. */
function nodeOf(manifest: string): string {
  const folder = dirname(createRequire(import.meta.url).resolve(manifest));
  const node = createRequire(join(folder, 'package.json')).resolve('node/package.json');
  return join(dirname(node), 'bin', process.platform === 'win32' ? 'node.exe' : 'node');
}
