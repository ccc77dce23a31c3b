import { expect, test } from 'vitest';
import { readSettings } from './settings.ts';
import { uploadsOf } from './uploads.ts';

const least = {
  DATABASE_URL: 'postgres://db/market',
  WORKROOM_SECRET_KEY: 'wk_0123456789abcdefghijklmn',
  WORKROOM_SESSION_SECRET: 'a secret for tests of at least 32 bytes',
  WORKROOM_PAYMENTS: 'simulated',
};
const bucket = {
  S3_BUCKET: 'files',
  S3_ENDPOINT: 'https://s3.example',
  S3_ACCESS_KEY_ID: 'key',
  S3_SECRET_ACCESS_KEY: 'secret',
};

test('uploads go to a bucket if configured, else to a folder, and are off without either', () => {
  expect(uploadsOf(readSettings(least))).toBeUndefined();
  const disk = uploadsOf(readSettings({ ...least, UPLOADS_DIRECTORY: '/files', UPLOADS_MAX_BYTES: '1000' }));
  expect(disk).toMatchObject({ maxBytes: 1_000, storage: { serve: expect.any(Function) } });
  // A bucket sends its own answers.
  const both = uploadsOf(readSettings({ ...least, ...bucket, UPLOADS_DIRECTORY: '/files' }));
  expect(both?.storage.serve).toBeUndefined();
});
