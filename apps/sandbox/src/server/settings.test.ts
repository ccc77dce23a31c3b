import { describe, expect, test } from 'vitest';
import { readSettings } from './settings.ts';

test('without anything set: port 4400, the embedded database, the demo', () => {
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

test('an empty value is no value', () => {
  expect(readSettings({ PORT: '', DATABASE_URL: '', WORKROOM_SECRET_KEY: '', WORKROOM_DATA_DIR: '' })).toEqual(
    readSettings({}),
  );
});

test('the names it goes by are those listed, and where it listens', () => {
  expect(readSettings({ WORKROOM_HOSTS: 'box.example, devbox', HOST: 'lan' }).hosts).toEqual([
    'box.example',
    'devbox',
    'lan',
  ]);
});

test('a relative data folder is below where npm was started', () => {
  expect(readSettings({ INIT_CWD: '/somewhere', WORKROOM_DATA_DIR: 'here' }).dataFolder).toBe('/somewhere/here');
});

describe('what cannot be right is refused, with its name', () => {
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
