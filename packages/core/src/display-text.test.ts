import { describe, expect, test } from 'vitest';
import { schemas } from './api/index.ts';
import { hasCredentials, isolated, linkHost, withHiddenHosts, withoutDirectionControls } from './display-text.ts';
import { noticeOf } from './messages/notice.ts';
import { english, freelancer, givenFunded, people, submit } from './testing/index.ts';

describe('the host of a link', () => {
  test.each([
    ['https://paypal.com@evil.example/', 'evil.example'],
    ['https://paypal.com:443@evil.example:8443/login', 'evil.example:8443'],
    ['https://paypal.com%2Flogin@evil.example/', 'evil.example'],
    ['https://paypal.com\\@evil.example/', 'paypal.com'],
    ['https://evil.example/paypal.com', 'evil.example'],
    // The first letter is Cyrillic.
    ['https://\u0440aypal.com/', 'xn--aypal-uye.com'],
    ['HTTPS://Files.Example./x', 'files.example.'],
    ['javascript:alert(1)', null],
    ['paypal.com', null],
  ])('%s leads to %s', (url, host) => {
    expect(linkHost(url)).toBe(host);
  });

  test('credentials are detected', () => {
    expect(hasCredentials('https://paypal.com@evil.example/')).toBe(true);
    expect(hasCredentials('https://:secret@evil.example/')).toBe(true);
    expect(hasCredentials('https://evil.example/@paypal.com')).toBe(false);
  });

  test('in text, the host is shown after a link that hides it', () => {
    expect(withHiddenHosts('Pay at https://paypal.com@evil.example/ or https://evil.example/, please.')).toBe(
      'Pay at https://paypal.com@evil.example/ (leads to evil.example) or https://evil.example/, please.',
    );
  });
});

describe('the direction of text', () => {
  test('a name cannot change the direction of the text around it', () => {
    expect(withoutDirectionControls('invoice\u202Efdp.exe')).toBe('invoicefdp.exe');
    expect(withoutDirectionControls('\u2066\u2067\u2068\u2069\u202A\u202B\u202C\u202D\u202E')).toBe('');
    expect(isolated('\u2069 Lee \u202E')).toBe('\u2068 Lee \u2069');
  });

  test('marks and scripts that run from right to left are kept', () => {
    const title = 'מסמך \u200F(טיוטה) العربية';
    expect(withoutDirectionControls(title)).toBe(title);
  });
});

test('a notification contains no direction overrides', () => {
  const { events, contract } = givenFunded().when(submit(), freelancer).next;
  const event = events.find(({ type }) => type === 'milestone.submitted');
  if (event === undefined) throw new Error('no submission');
  const actor = { side: 'freelancer', id: people.freelancer.id, name: 'Femi \u202E' } as const;
  expect(noticeOf(contract, { ...event, actor }, null, english).title).toBe(
    'Femi  submitted work on “Milestone 1”; the review ends Mar 16, 2026, 9:00 AM UTC',
  );
});

describe('input that is refused', () => {
  const file = { size: 1, contentType: 'text/plain', sha256: 'a'.repeat(64) };
  test.each(['.', '..', ' .. ', 'invoice\u202Efdp.exe', 'a/b', 'a\\b'])('a file named %j is refused', (name) => {
    expect(schemas.CreateUploadBody.safeParse({ ...file, name }).success).toBe(false);
  });

  test.each(['...', '.env', 'a..b', 'מסמך.pdf'])('a file named %j is accepted', (name) => {
    expect(schemas.CreateUploadBody.safeParse({ ...file, name }).success).toBe(true);
  });

  test('a link with a user name before its host is refused', () => {
    const submission = (url: string) => schemas.SubmitBody.safeParse({ message: '', links: [{ url }] });
    expect(submission('https://paypal.com@evil.example/').error?.issues[0]?.message).toContain('before the host');
    expect(submission('https://evil.example/@paypal.com').success).toBe(true);
  });
});
