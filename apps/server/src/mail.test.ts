import { expect, test } from 'vitest';
import { mailOf } from './mail.ts';
import { readSettings } from './settings.ts';

const least = {
  DATABASE_URL: 'postgres://db/market',
  WORKROOM_SECRET_KEY: 'wk_0123456789abcdefghijklmn',
  WORKROOM_SESSION_SECRET: 'a secret for tests of at least 32 bytes',
  WORKROOM_PAYMENTS: 'simulated',
};
const mail = {
  SMTP_URL: 'smtps://smtp.example',
  MAIL_FROM: 'Market <no-reply@market.example>',
  MAIL_LINK: 'https://market.example/contracts/{contractId}',
  MAIL_ADDRESSES_URL: 'https://market.example/mail-addresses',
};
const target = { contractId: 'ctr_1', milestoneId: 'mst_2', documentId: null } as const;

test('mail is off without a mail server', () => {
  expect(mailOf(readSettings(least))).toBeUndefined();
});

test('the links in a mail use the configured address', () => {
  const option = mailOf(readSettings({ ...least, ...mail, MAIL_EVENTS: 'milestone.submitted,review.reminder' }));
  expect(option).toMatchObject({ sender: 'Market', events: ['milestone.submitted', 'review.reminder'] });
  expect(option?.links({ to: 'review-and-pay', ...target })).toBe('https://market.example/contracts/ctr_1');
  const review = { MAIL_REVIEW_LINK: 'https://market.example/contracts/{contractId}/review?milestone={milestoneId}' };
  const both = mailOf(readSettings({ ...least, ...mail, ...review }));
  expect(both?.links({ to: 'review-and-pay', ...target })).toBe(
    'https://market.example/contracts/ctr_1/review?milestone=mst_2',
  );
  expect(both?.links({ to: 'contract', ...target })).toBe('https://market.example/contracts/ctr_1');
});
