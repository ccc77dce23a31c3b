import { execFile } from 'node:child_process';
import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, describe, expect, inject, test } from 'vitest';
import { packageManifests } from './package-manifests.ts';

// Adopters have their own versions of our optional peers, and npm refuses to install a package if a peer range excludes
// them (ERESOLVE).
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

test('npm installs every package beside older versions that are still common', async () => {
  const dependencies = {
    react: '^19.0.0',
    'react-dom': '^19.0.0',
    svelte: '^5.0.0',
    vitest: '^4.0.0',
    nodemailer: '^7.0.0',
    '@opentelemetry/api': '~1.9.0',
  };
  // Resolved only, not downloaded.
  const folder = await host(dependencies, '--package-lock-only');
  const { packages } = JSON.parse(await readFile(join(folder, 'package-lock.json'), 'utf8'));
  for (const { name } of tarballs) expect(packages).toHaveProperty([`node_modules/${name}`]);
}, 240_000);

describe('with the oldest versions that the peer ranges allow', () => {
  const oldest = {
    '@electric-sql/pglite-prepopulatedfs': '~0.5.8',
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
  // Not peers, but common in hosts: npm must nest our own versions.
  const others = { express: '^4.0.0', stripe: '^17.0.0', zod: '^3.0.0' };
  test('the tested versions are the oldest ones', () => {
    const ranges = packageManifests(tarballs).flatMap(({ peerDependencies }) => Object.entries(peerDependencies ?? {}));
    // Its file has been at this path since then; it is too large to install here.
    const peers = ranges.filter(([name]) => name !== '@scalar/api-reference');
    expect(new Set(peers.map(([name]) => name))).toEqual(new Set(Object.keys(oldest)));
    for (const [name, range] of peers) {
      const tried = /\d+(\.\d+)?/.exec(oldest[name as keyof typeof oldest])?.[0].replace(/\.0$/, '');
      expect([name, /\d+(\.\d+)?/.exec(range)?.[0]]).toEqual([name, tried]);
    }
  });

  // The installation takes longer than all other tests here, so only `npm run chaos` runs it.
  test.skipIf(!process.env.WORKROOM_EVERY_HOST)(
    'the provider suite passes, and mail is sent',
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
