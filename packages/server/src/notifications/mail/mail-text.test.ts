import { eventTypes, peopleConcerned } from '@workroom/core';
import { languageTags, noticeOf } from '@workroom/core/messages';
import { sampleContract as contract, english, hostileText, sampleEvents } from '@workroom/core/testing';
import { describe, expect, test } from 'vitest';
import { type ReaderWords, wordsIn } from '../../language/readers.ts';
import { mailData } from './mail-data.ts';
import { type MailData, mailText } from './mail-text.ts';

const { client } = contract;

const link = 'https://market.example/contracts/ctr_1?a=1&b="2"';
const linkTo = (documentId: string) => `https://market.example/documents/${documentId}?a=1&b="2"`;
const verifyLink = 'https://market.example/contracts/ctr_1/record';
const head = { seq: 7, hash: 'c'.repeat(64) };

const words = await wordsIn('en', { locale: 'en', timeZone: 'UTC' });
const dataOf = (event: (typeof sampleEvents)[number], reader: typeof client, own: ReaderWords = words) =>
  mailData(
    {
      contract,
      event: { ...event, seq: head.seq },
      reader,
      link,
      linkTo,
      verifyLink,
      sender: 'Quillmoor',
      hash: head.hash,
    },
    own,
  );
const mailOf = (event: (typeof sampleEvents)[number], reader: typeof client, own?: ReaderWords) =>
  mailText(dataOf(event, reader, own));

test('there is a sample of every event', () => {
  expect(sampleEvents.map(({ type }) => type).toSorted()).toEqual(eventTypes.toSorted());
});

describe.each(sampleEvents)('rule 38: a mail about $type', (event) => {
  const people = peopleConcerned(contract, event);
  if (people.length === 0) {
    test('is not sent if it concerns only its actor', () => expect(people).toEqual([]));
    return;
  }

  test.each(people)('for $id says what happened, and links to it and to the verification', (reader) => {
    const { subject, text, html } = mailOf(event, reader);
    const { title } = noticeOf(contract, event, reader, english);
    expect(subject).not.toMatch(/[\r\n]/);
    expect([...subject].length).toBeLessThanOrEqual(200);
    expect(text).toContain(title);
    expect(text).toContain(link);
    for (const form of [text, html]) {
      expect(form).toContain(verifyLink);
      expect(form).not.toContain(head.hash);
      expect(form).not.toMatch(/[0-9a-f]{64}/);
      expect(form).toContain('Quillmoor');
      expect(form).not.toMatch(/undefined|NaN|\[object|null/);
    }
    expect(html).toContain('href="https://market.example/contracts/ctr_1?a=1&amp;b=&quot;2&quot;"');
  });

  test.each(people)('for $id escapes people’s texts, and loads nothing', (reader) => {
    const { html } = mailOf(event, reader);
    expect(html).not.toContain('<script');
    const tags = new Set([...html.matchAll(/<\/?([a-z0-9!]+)/gi)].map(([, tag]) => tag?.toLowerCase()));
    const ours = [
      '!doctype',
      'html',
      'head',
      'meta',
      'title',
      'body',
      'div',
      'p',
      'h1',
      'a',
      'bdi',
      'br',
      'hr',
      'style',
    ];
    expect([...tags].filter((tag) => !ours.includes(tag ?? ''))).toEqual([]);
    expect(html).not.toMatch(/src=|url\(|@import/);
    expect(html).toContain('&lt;script&gt;');
  });
});

test('the button names the requested action', () => {
  const submitted = sampleEvents.find(({ type }) => type === 'milestone.submitted');
  if (submitted === undefined) throw new Error('no sample');
  expect(mailOf(submitted, client).html).toContain('>Review and pay</a>');
  expect(mailOf(submitted, { id: 'left', name: 'Gone' }).html).toContain('>Open the contract</a>');
});

test('a name cannot inject a header', () => {
  const posted = sampleEvents.find(({ type }) => type === 'contract.edited');
  if (posted === undefined) throw new Error('no sample');
  expect(hostileText).toContain('\r\n');
  expect(mailOf(posted, client).subject.split(/\r|\n/)).toHaveLength(1);
});

describe('misleading texts', () => {
  const posted = sampleEvents.find(({ type }) => type === 'message.posted');
  if (posted === undefined) throw new Error('no sample');
  const data: MailData = {
    ...dataOf(posted, client),
    reader: 'Dana \u202E',
    title: 'Message from Lee \u202E',
    body: 'Pay at https://paypal.com@evil.example/ \u202E.moc',
    contractTitle: 'Logo \u2067',
  };

  test('do not change the text direction, in HTML and plain text', () => {
    const { subject, text, html } = mailText(data);
    for (const form of [subject, text, html]) expect(form).not.toMatch(/[\u202A-\u202E\u2066-\u2069]/);
  });

  test('show the host of a link that hides it', () => {
    const { text, html } = mailText(data);
    for (const form of [text, html]) expect(form).toContain('https://paypal.com@evil.example/ (leads to evil.example)');
  });
});

describe.each(languageTags.filter((tag) => tag !== 'en'))('rule 70: a mail in %s', (tag) => {
  test('has no English text, and has the direction of its language', async () => {
    const own = await wordsIn(tag, { locale: tag, timeZone: 'Europe/Berlin' });
    for (const event of sampleEvents) {
      const [there, here] = [dataOf(event, client, own), dataOf(event, client)];
      for (const part of ['action', 'hello', 'orOpen', 'record', 'verify', 'why'] as const)
        expect(there.words[part], part).not.toBe(here.words[part]);
      const { subject, text, html } = mailText(there);
      expect(subject).not.toBe(mailText(here).subject);
      expect(html).toContain(`<html lang="${tag}" dir="${tag === 'ar' ? 'rtl' : 'ltr'}">`);
      for (const form of [text, html]) {
        expect(form).not.toMatch(/undefined|NaN|\[object/);
        expect(form).toContain(verifyLink);
      }
    }
  });
});

test.each(languageTags)('rule 59: a mail in %s links only to the reader’s own documents', async (locale) => {
  const made = sampleEvents.find(({ type }) => type === 'payment.succeeded');
  if (made === undefined) throw new Error('there is a sample of a payment');
  const documents = [
    { documentId: 'doc_1', number: 'K7Q2-0001', type: 'receipt', to: 'client' },
    { documentId: 'doc_2', number: 'K7Q2-0002', type: 'payout', to: 'freelancer' },
  ] as const;
  const own = await wordsIn(locale, { locale, timeZone: 'UTC' });
  const event = { ...made, data: { ...made.data, documents } } as (typeof sampleEvents)[number];
  const data = dataOf(event, client, own);
  expect(data.documents).toEqual([{ label: expect.stringContaining('K7Q2-0001'), link: linkTo('doc_1') }]);
  const { text, html } = mailText(data);
  expect(text).toContain(`${data.documents[0]?.label}:\n${linkTo('doc_1')}`);
  expect(html).toContain('https://market.example/documents/doc_1?a=1&amp;b=&quot;2&quot;');
  expect(`${text}${html}`).not.toMatch(/doc_2|K7Q2-0002/);
});
