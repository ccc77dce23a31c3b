import { describe, expect, test } from 'vitest';
import { readSettings } from './settings.ts';

test('the defaults are port 4400, the embedded database and the demo', () => {
  const settings = readSettings({});
  expect(settings).toMatchObject({
    port: 4400,
    host: '127.0.0.1',
    databaseUrl: null,
    secretKey: 'wk_sandbox',
    isEmpty: false,
  });
  expect(settings.dataFolder).toMatch(/[\\/]\.data$/);
});

test('an empty value counts as unset', () => {
  expect(readSettings({ PORT: '', DATABASE_URL: '', WORKROOM_SECRET_KEY: '', WORKROOM_DATA_DIR: '' })).toEqual(
    readSettings({}),
  );
});

test('the accepted host names are the listed ones and the listening address', () => {
  expect(readSettings({ WORKROOM_HOSTS: 'box.example, devbox', HOST: 'lan' }).hosts).toEqual([
    'box.example',
    'devbox',
    'lan',
  ]);
});

test('a relative data folder is below the folder in which npm was started', () => {
  expect(readSettings({ INIT_CWD: '/somewhere', WORKROOM_DATA_DIR: 'here' }).dataFolder).toBe('/somewhere/here');
});

describe('an invalid value is refused by name', () => {
  test.each([
    ['PORT', '80a'],
    ['PORT', '70000'],
    ['PORT', '-1'],
    ['DATABASE_URL', 'mysql://localhost/x'],
    ['WORKROOM_SECRET_KEY', 'secret'],
    ['WORKROOM_HOSTS', 'https://box.example'],
  ])('%s=%s', (name, value) => {
    expect(() => readSettings({ [name]: value })).toThrow(name);
  });
});
