import { statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { temporaryFolder } from '../testing/sandbox-process.ts';
import { openDataFolder } from './data-folder.ts';
import { openSecrets } from './secrets.ts';

test('secrets are created once, and only their owner can read them', () => {
  using temporary = temporaryFolder();
  const folder = openDataFolder(temporary.path);
  const secrets = openSecrets(folder);
  expect(secrets.sessions).toMatch(/^[\w-]{43}$/);
  expect(secrets.cookie).not.toBe(secrets.sessions);
  expect(openSecrets(folder)).toEqual(secrets);
  expect(statSync(join(temporary.path, 'session-secret')).mode & 0o777).toBe(0o600);
  folder.unlock();
});

test('a folder in use is refused, and accepted once it is free', () => {
  using temporary = temporaryFolder();
  const folder = openDataFolder(temporary.path);
  expect(() => openDataFolder(temporary.path)).toThrow('is in use by another sandbox');
  folder.unlock();
  openDataFolder(temporary.path).unlock();
});

test('a path to a file is refused with a message that says what to do', () => {
  using temporary = temporaryFolder();
  const file = join(temporary.path, 'file');
  writeFileSync(file, '');
  expect(() => openDataFolder(file)).toThrow('Set WORKROOM_DATA_DIR to another');
});
