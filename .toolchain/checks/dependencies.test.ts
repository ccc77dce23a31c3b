import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { root } from '../launcher/process.mjs';

/** Licences allowed in what we publish: those that only require attribution. */
const allowed = ['0BSD', 'Apache-2.0', 'BSD-2-Clause', 'BSD-3-Clause', 'CC0-1.0', 'ISC', 'MIT', 'Unlicense'];

test('all dependencies of published packages have an allowed licence', { timeout: 60_000 }, async () => {
  const { output, code } = await pnpm(['--filter=./packages/*', 'licenses', 'list', '--prod', '--json']);
  expect(code, output).toBe(0);
  const licences: Readonly<Record<string, readonly { readonly name: string }[]>> = JSON.parse(output);
  const found = Object.entries(licences).flatMap(([licence, packages]) =>
    packages.map(({ name }) => ({ name, licence })),
  );
  expect(found.map(({ name }) => name)).toEqual(expect.arrayContaining(['lit', 'zod', 'drizzle-orm']));
  // If a package offers several licences, one allowed licence is enough.
  const isAllowed = (licence: string) =>
    licence.split(' OR ').some((each) => allowed.includes(each.replace(/[()]/g, '')));
  expect(found.filter(({ licence }) => !isAllowed(licence))).toEqual([]);
});

test('no dependency has a known vulnerability', { timeout: 60_000 }, async (context) => {
  const { output, code } = await pnpm(['audit', '--prod', '--json']);
  const report = audited(output);
  if (!report) {
    console.log(
      'The npm registry returned no audit, so vulnerabilities are unknown. Run "npm run audit" with a registry that supports it.',
    );
    return context.skip('the registry returned no audit');
  }
  expect({ code, found: Object.values(report.advisories) }).toEqual({ code: 0, found: [] });
});

test('a response that is not an audit counts as no audit', () => {
  expect(audited('ERR_PNPM_AUDIT_BAD_RESPONSE: 405')).toBeNull();
  expect(audited('{"error":{"code":"ERR_PNPM_AUDIT_BAD_RESPONSE"}}')).toBeNull();
  expect(audited('{}')).toBeNull();
  expect(audited('{"advisories":{},"metadata":{}}')).toEqual({ advisories: {} });
  expect(audited('{"advisories":{"1":{}}}')).toEqual({ advisories: { 1: {} } });
});

function audited(output: string): { readonly advisories: object } | null {
  try {
    const { advisories } = JSON.parse(output);
    return typeof advisories === 'object' && advisories ? { advisories } : null;
  } catch {
    return null;
  }
}

function pnpm(args: readonly string[]): Promise<{ output: string; code: number | string | null | undefined }> {
  const { packageManager } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
  return new Promise((resolve) => {
    execFile(
      'npx',
      ['--yes', packageManager, ...args],
      { cwd: root, maxBuffer: 2 ** 26, shell: process.platform === 'win32' },
      (error, stdout) => resolve({ output: stdout, code: error ? error.code : 0 }),
    );
  });
}
