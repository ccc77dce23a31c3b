import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { parse } from 'yaml';
import { readSettings, variables } from './settings.ts';

const read = (path: string) => readFileSync(join(import.meta.dirname, '..', path), 'utf8');

interface Compose {
  readonly services: {
    readonly workroom: { readonly environment: Readonly<Record<string, string>>; readonly stop_grace_period: string };
  };
}

test('the compose file uses existing settings, and the server starts with them', () => {
  const { workroom } = (parse(read('compose.yaml')) as Compose).services;
  expect(Object.keys(workroom.environment).filter((name) => !(name in variables))).toEqual([]);
  const given: Readonly<Record<string, string>> = {
    WORKROOM_SECRET_KEY: 'wk_0123456789abcdefghijklmn',
    WORKROOM_SESSION_SECRET: 'a secret for tests of at least 32 bytes',
  };
  const env = Object.fromEntries(
    Object.entries(workroom.environment).map(([name, value]) => [
      name,
      value.replace(
        /\$\{(\w+)(?::([-?])([^}]*))?\}/,
        (_, variable: string, kind: string, rest: string) => given[variable] ?? (kind === '-' ? rest : ''),
      ),
    ]),
  );
  // Like the image.
  const settings = readSettings({ ...env, NODE_ENV: 'production' });
  expect(settings.WORKROOM_PAYMENTS).toBe('simulated');
  expect(Number.parseInt(workroom.stop_grace_period, 10)).toBeGreaterThan(settings.WORKROOM_SHUTDOWN_SECONDS);
});

test('the image is built with the repository’s package manager, and does not run as root', () => {
  const dockerfile = read('Dockerfile');
  const { packageManager } = JSON.parse(read('../../package.json')) as { packageManager: string };
  const used = [...dockerfile.matchAll(/pnpm@[\d.]+/g)].map(([name]) => name);
  expect(new Set(used)).toEqual(new Set([packageManager]));
  expect(dockerfile).toMatch(/^USER node$/m);
  expect(dockerfile.indexOf('USER node')).toBeLessThan(dockerfile.indexOf('CMD ["node", "src/main.ts"]'));
});
