import { execFile } from 'node:child_process';
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { TestProject } from 'vitest/node';

declare module 'vitest' {
  export interface ProvidedContext {
    /** The tarball of each published package. */
    readonly tarballs: readonly Tarball[];
  }
}

export interface Tarball {
  readonly name: string;
  readonly path: string;
}

const root = join(import.meta.dirname, '..', '..');

/** Packs every published package once for all tests, as the release would. */
export default async function packAll(project: TestProject): Promise<() => Promise<void>> {
  const into = await mkdtemp(join(tmpdir(), 'workroom-tarballs-'));
  const { packageManager } = await manifest(root);
  const pack = ['--recursive', '--filter=./packages/*', 'pack', `--pack-destination=${into}`];
  await promisify(execFile)('npx', ['--yes', String(packageManager), ...pack], {
    cwd: root,
    shell: process.platform === 'win32',
  });
  const packed = await readdir(into);
  const folders = (await readdir(join(root, 'packages'))).map((name) => join(root, 'packages', name));
  const tarballs = await Promise.all(
    folders.map(async (folder) => {
      const { name } = await manifest(folder);
      const prefix = `${name?.replace('@', '').replace('/', '-')}-`;
      const file = packed.find((each) => each.startsWith(prefix));
      if (!name || !file) throw new Error(`${folder} was not packed. Build it, or make it private.`);
      return { name, path: join(into, file) };
    }),
  );
  project.provide('tarballs', tarballs);
  return () => rm(into, { recursive: true, force: true });
}

async function manifest(folder: string): Promise<{ name?: string; packageManager?: string }> {
  return JSON.parse(await readFile(join(folder, 'package.json'), 'utf8'));
}
