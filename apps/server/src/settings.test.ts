import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { readSettings, StartProblem, settingsTable, variables } from './settings.ts';

const least = {
  DATABASE_URL: 'postgres://db/market',
  WORKROOM_SECRET_KEY: 'wk_0123456789abcdefghijklmn',
  WORKROOM_SESSION_SECRET: 'a secret for tests of at least 32 bytes',
  STRIPE_SECRET_KEY: 'sk_test_1',
  STRIPE_ACCOUNTS_URL: 'https://market.example/stripe-accounts',
};

const mail = {
  SMTP_URL: 'smtps://smtp.example',
  MAIL_FROM: 'Market <no-reply@market.example>',
  MAIL_LINK: 'https://market.example/contracts/{contractId}',
  MAIL_ADDRESSES_URL: 'https://market.example/mail-addresses',
};

/** Settings that accept any text. */
const anything = new Set([
  'HOST',
  'WORKROOM_SESSION_AUDIENCE',
  'STRIPE_ACCOUNTS_KEY',
  'SIMULATED_DIRECTORY',
  'MANUAL_PAYEES_KEY',
  'MAIL_FROM',
  'MAIL_ADDRESSES_KEY',
  'UPLOADS_DIRECTORY',
  'S3_BUCKET',
  'S3_REGION',
  'S3_ACCESS_KEY_ID',
  'S3_SECRET_ACCESS_KEY',
]);

function mistakes(env: Record<string, string>): string[] {
  try {
    readSettings(env);
    return [];
  } catch (error) {
    if (error instanceof StartProblem) return error.message.split('\n');
    throw error;
  }
}

describe('settings', () => {
  test('have defaults where possible', () => {
    expect(readSettings(least)).toMatchObject({
      PORT: 4400,
      WORKROOM_BASE_PATH: '/workroom',
      WORKROOM_ORIGINS: [],
      WORKROOM_AUTO_MIGRATE: true,
      WORKROOM_METRICS_PORT: 9464,
      WORKROOM_RATE_LIMIT: 30,
      WORKROOM_SECRET_KEY: [least.WORKROOM_SECRET_KEY],
      WORKROOM_POLICY: {},
      WORKROOM_DEFAULT_LOCALE: 'en',
      WORKROOM_DEFAULT_TIME_ZONE: 'UTC',
    });
  });

  test('are parsed from text', () => {
    const settings = readSettings({
      ...least,
      WORKROOM_ORIGINS: 'https://market.example, http://localhost:3000',
      WORKROOM_SECRET_KEY: `${least.WORKROOM_SECRET_KEY},wk_zyxwvutsrqponmlkjihgfedcba`,
      WORKROOM_POLICY: '{"reviewDays":7}',
      WORKROOM_METRICS_PORT: 'off',
      WORKROOM_DATABASE_PREPARE: 'off',
    });
    expect(settings).toMatchObject({
      WORKROOM_ORIGINS: ['https://market.example', 'http://localhost:3000'],
      WORKROOM_SECRET_KEY: [least.WORKROOM_SECRET_KEY, 'wk_zyxwvutsrqponmlkjihgfedcba'],
      WORKROOM_POLICY: { reviewDays: 7 },
      WORKROOM_METRICS_PORT: null,
      WORKROOM_DATABASE_PREPARE: false,
    });
  });

  test('rules 60 and 70: language, time zone and issuer are checked before the server starts', () => {
    const issuer = { legalName: 'Market Ltd', address: '1 Main Street\nDublin', taxId: 'IE1234567T' };
    const given = {
      WORKROOM_DEFAULT_LOCALE: 'de-AT',
      WORKROOM_DEFAULT_TIME_ZONE: 'Europe/Vienna',
      WORKROOM_ISSUER: JSON.stringify(issuer),
    };
    expect(readSettings({ ...least, ...given })).toMatchObject({ ...given, WORKROOM_ISSUER: issuer });
    for (const [name, value] of [
      ['WORKROOM_DEFAULT_LOCALE', 'it'],
      ['WORKROOM_DEFAULT_TIME_ZONE', 'Mars/Olympus'],
      ['WORKROOM_ISSUER', 'Market Ltd'],
      ['WORKROOM_ISSUER', '{"name":"Market Ltd"}'],
      ['WORKROOM_ISSUER', '{"legalName":" "}'],
      ['WORKROOM_ISSUER', '{"legalName":"Market Ltd","email":"nowhere"}'],
    ] as const) {
      expect(mistakes({ ...least, [name]: value })).toEqual([expect.stringContaining(`${name} is wrong`)]);
    }
  });

  test('are reported with every mistake at once, with the fix and without secrets', () => {
    const lines = mistakes({
      ...least,
      WORKROOM_SECRET_KEY: 'hunter2',
      WORKROOM_SESSION_SECRET: 'hunter2',
      DATABASE_URL: 'mysql://root:hunter2@db',
      PORT: '99999',
      WORKROOM_ORIGINS: 'https://market.example/',
      WORKROOM_POLICY: '{',
      WORKROOM_AUTO_MIGRATE: 'yes',
      WORKROOM_ORIGIN: 'https://market.example',
    });
    const named = [
      'DATABASE_URL',
      'WORKROOM_SECRET_KEY',
      'WORKROOM_SESSION_SECRET',
      'WORKROOM_ORIGINS',
      'WORKROOM_POLICY',
      'PORT',
      'WORKROOM_AUTO_MIGRATE',
      'WORKROOM_ORIGIN',
    ];
    expect(lines.map((line) => /\w+/.exec(line)?.[0])).toEqual(named);
    expect(lines.join()).not.toContain('hunter2');
    expect(mistakes({})).toHaveLength(5);
    expect(mistakes({ ...least, SMTP_URL: mail.SMTP_URL })).toHaveLength(3);
    expect(mistakes({ ...least, ...mail })).toEqual([]);
    expect(mistakes({ ...least, S3_BUCKET: 'files' })).toHaveLength(3);
    expect(
      mistakes({ ...least, WORKROOM_PAYMENTS: 'simulated', STRIPE_SECRET_KEY: '', STRIPE_ACCOUNTS_URL: '' }),
    ).toEqual([]);
  });

  test('simulated payments are refused in production unless explicitly allowed', () => {
    const simulated = { ...least, WORKROOM_PAYMENTS: 'simulated' };
    expect(mistakes({ ...simulated, NODE_ENV: 'development' })).toEqual([]);
    expect(mistakes({ ...simulated, NODE_ENV: 'production', PORT: 'x' })).toEqual([
      expect.stringContaining('PORT'),
      expect.stringContaining('WORKROOM_ALLOW_SIMULATED=on'),
    ]);
    expect(mistakes({ ...simulated, NODE_ENV: 'production', WORKROOM_ALLOW_SIMULATED: 'on' })).toEqual([]);
    expect(mistakes({ ...least, WORKROOM_PAYMENTS: 'manual', NODE_ENV: 'production' })).toEqual([]);
  });

  test.each(Object.keys(variables))('%s is refused if its value is invalid', (name) => {
    const senseless = anything.has(name) ? null : '\u0001 ?';
    if (senseless !== null)
      expect(mistakes({ ...least, ...mail, [name]: senseless })).toEqual([expect.stringContaining(name)]);
  });

  test('are documented completely', () => {
    const docs = readFileSync(join(import.meta.dirname, '../../../docs/operations.md'), 'utf8');
    const rows = (text: string) =>
      text
        .split('\n')
        .filter((line) => line.startsWith('| '))
        .map((line) =>
          line
            .split('|')
            .map((cell) => cell.trim())
            .join('|'),
        );
    const wanted = rows(settingsTable()).filter((row) => !row.includes('---'));
    expect(rows(docs).filter((row) => wanted.includes(row))).toEqual(wanted);
  });
});
