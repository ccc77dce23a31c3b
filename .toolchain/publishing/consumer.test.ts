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

/** The oldest Node that `engines` allows, and the one this repository is made with. */
const nodes = { 'Node 22': nodeOf('@workroom/node-22/package.json'), 'Node 24': process.execPath };

describe.each(Object.entries(nodes))('installed from the tarballs, on %s', (version, node) => {
  test('is the Node it says', async () => {
    const { stdout } = await runFile(node, ['--version']);
    expect(stdout).toMatch(`v${version.replace('Node ', '')}.`);
  });

  test('a server creates a contract, and the client reads it back', async () => {
    const { stdout, stderr } = await runFile(node, ['use-server.mjs'], { cwd: project });
    expect(JSON.parse(stdout)).toEqual({ status: 201, title: 'Brand identity', price: '$500.00' });
    expect(stderr).toBe('');
  });

  test('every entry can be imported, but those made for a browser and for Vitest', async () => {
    const elsewhere = /^@workroom\/(elements\/define.*|server\/provider-suite)$/;
    const entries = packageManifests(tarballs)
      .flatMap(({ name, exports }) =>
        Object.keys(exports).map((entry) => join(name, entry.replace('messages/*', 'messages/de'))),
      )
      .filter((entry) => !/\.(json|css)$/.test(entry) && !elsewhere.test(entry));
    expect(entries).toContain('@workroom/elements');
    expect(await imported(node, entries)).toMatchObject({ failed: [] });
  });

  test('importing the elements without a page has no side effects', async () => {
    const { failed, added, defined } = await imported(node, ['@workroom/elements']);
    expect({ failed, defined }).toEqual({ failed: [], defined: [] });
    // What Lit itself puts there on Node.
    const lits = /^(lit\w*|reactiveElementVersions|customElements)$/;
    expect(added.filter((name) => !lits.test(name))).toEqual([]);
  });

  test('the provider suite says that it wants Vitest', async () => {
    const { failed } = await imported(node, ['@workroom/server/provider-suite']);
    expect(failed.join()).toContain("Cannot find package 'vitest'");
  });
});

describe('the types, as an installed package has them', () => {
  test('a server compiles against them', () => compiles('server.ts', ['es2024'], ['node']));
  test('a page compiles against them', () => compiles('page.ts', ['es2024', 'dom', 'dom.iterable'], []));
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

/** Checks declarations too, ours and others'; only what is wrong in the consumer or in ours fails. */
async function compiles(file: string, lib: readonly string[], types: readonly string[]): Promise<void> {
  const compilerOptions = {
    target: 'es2023',
    module: 'nodenext',
    strict: true,
    exactOptionalPropertyTypes: true,
    noUncheckedIndexedAccess: true,
    noEmit: true,
    // Drizzle's declarations name drivers that are not installed: its errors are left out below, not with this.
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
  // What our packages brought along may lie below them.
  const ours = /^(?!node_modules\/)|^node_modules\/@workroom\/[^/]+\/(?!node_modules\/)/;
  expect(errors.filter((line) => ours.test(line))).toEqual([]);
}

/** The `node` that a package of this workspace depends on. */
function nodeOf(manifest: string): string {
  const folder = dirname(createRequire(import.meta.url).resolve(manifest));
  const node = createRequire(join(folder, 'package.json')).resolve('node/package.json');
  return join(dirname(node), 'bin', process.platform === 'win32' ? 'node.exe' : 'node');
}
