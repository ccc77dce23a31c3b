import { appendFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Mail } from '@workroom/server';
import { expect, test } from 'vitest';
import { temporaryFolder } from '../testing/sandbox-process.ts';
import { openMailOutbox } from './mail-outbox.ts';

const mail = (messageId: string): Mail => ({
  to: { name: 'Dana', address: 'dana@quillmoor.example' },
  subject: 'New contract',
  text: 'Hello',
  html: '<p>Hello</p>',
  messageId,
  contractId: 'ctr_1',
  type: 'contract.created',
  headers: {},
});

test('keeps each mail once across a restart, newest first, and survives a truncated line', async () => {
  using folder = temporaryFolder();
  const file = join(folder.path, 'mails.jsonl');
  const first = openMailOutbox(file, () => 0);
  for (const id of ['one', 'two', 'one']) await first.send(mail(id));
  appendFileSync(file, '{"to":{"na');
  const second = openMailOutbox(file, () => 0);
  expect(second.list().map(({ messageId }) => messageId)).toEqual(['two', 'one']);
  expect(second.find('one')).toMatchObject({ subject: 'New contract', at: '1970-01-01T00:00:00.000Z' });
  expect(second.find('three')).toBeNull();
});

test('keeps the latest two hundred', async () => {
  using folder = temporaryFolder();
  const file = join(folder.path, 'mails.jsonl');
  const outbox = openMailOutbox(file, () => 0);
  for (let count = 0; count < 230; count += 1) await outbox.send(mail(`mail-${count}`));
  expect(outbox.list()).toHaveLength(200);
  expect(openMailOutbox(file, () => 0).list()[0]?.messageId).toBe('mail-229');
});
