import { execFile } from 'node:child_process';
import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, describe, expect, inject, test } from 'vitest';
import { packageManifests } from './package-manifests.ts';

// Adopters have their own versions of what is an optional peer here, and npm refuses to install beside a version that a
// range leaves out (ERESOLVE).
const runFile = promisify(execFile);
const tarballs = inject('tarballs');
const folders: string[] = [];
afterAll(() => Promise.all(folders.map((folder) => rm(folder, { recursive: true, force: true }))));

async function host(dependencies: Readonly<Record<string, string>>, ...options: readonly string[]): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'workroom-host-'));
  folders.push(folder);
  await cp(join(import.meta.dirname, 'older-host'), folder, { recursive: true });
  const ours = Object.fromEntries(tarballs.map(({ name, path }) => [name, `file:${path}`]));
  const manifest = { name: 'host', private: true, type: 'module', dependencies: { ...dependencies, ...ours } };
  await writeFile(join(folder, 'package.json'), JSON.stringify(manifest));
  const quiet = ['--prefer-offline', '--no-audit', '--no-fund', '--ignore-scripts', '--loglevel=error'];
  await runFile('npm', ['install', ...quiet, ...options], { cwd: folder, shell: process.platform === 'win32' });
  return folder;
}

test('npm installs every package beside the versions that many still have', async () => {
  const dependencies = {
    react: '^19.0.0',
    'react-dom': '^19.0.0',
    svelte: '^5.0.0',
    vitest: '^4.0.0',
    nodemailer: '^7.0.0',
    '@opentelemetry/api': '~1.9.0',
  };
  // Resolved, and not downloaded.
  const folder = await host(dependencies, '--package-lock-only');
  const { packages } = JSON.parse(await readFile(join(folder, 'package-lock.json'), 'utf8'));
  for (const { name } of tarballs) expect(packages).toHaveProperty([`node_modules/${name}`]);
}, 240_000);

describe('beside the oldest versions that the ranges of peers allow', () => {
  const oldest = {
    '@opentelemetry/api': '~1.4.0',
    '@types/react': '~18.0.0',
    'drizzle-orm': '~0.44.0',
    nodemailer: '~6.9.0',
    preact: '~10.0.0',
    react: '~18.0.0',
    'solid-js': '~1.6.0',
    svelte: '~4.0.0',
    vitest: '~3.0.0',
    vue: '~3.3.0',
  };
  // No peers, but in many hosts: npm must nest what we need ourselves.
  const others = { express: '^4.0.0', stripe: '^17.0.0', zod: '^3.0.0' };
  test('which are those that are tried here', () => {
    const ranges = packageManifests(tarballs).flatMap(({ peerDependencies }) => Object.entries(peerDependencies ?? {}));
    // Its file has been where it is since then; it is too large to be installed here.
    const peers = ranges.filter(([name]) => name !== '@scalar/api-reference');
    expect(new Set(peers.map(([name]) => name))).toEqual(new Set(Object.keys(oldest)));
    for (const [name, range] of peers) {
      const tried = /\d+(\.\d+)?/.exec(oldest[name as keyof typeof oldest])?.[0].replace(/\.0$/, '');
      expect([name, /\d+(\.\d+)?/.exec(range)?.[0]]).toEqual([name, tried]);
    }
  });

  // The installation takes longer than all other tests here: `npm run chaos` has it.
  test.skipIf(!process.env.WORKROOM_EVERY_HOST)(
    'the provider suite runs, and mail is sent',
    async () => {
      const folder = await host({ ...oldest, 'react-dom': '~18.0.0', ...others });
      const vitest = join(folder, 'node_modules', 'vitest', 'vitest.mjs');
      const { stdout } = await runFile(process.execPath, [vitest, 'run', '--reporter=json'], { cwd: folder });
      const { numPassedTests, numFailedTests } = JSON.parse(stdout);
      expect(numPassedTests).toBeGreaterThan(10);
      expect(numFailedTests).toBe(0);
      expect((await runFile(process.execPath, ['send-mail.mjs'], { cwd: folder })).stdout).toBe('sent\n');
    },
    480_000,
  );
});
