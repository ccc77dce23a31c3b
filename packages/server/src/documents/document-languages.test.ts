import {
  amount,
  type ContractId,
  type DocumentId,
  documentTypes,
  type EventId,
  instant,
  serviceFee,
} from '@workroom/core';
import { languageTags } from '@workroom/core/messages';
import { describe, expect, test } from 'vitest';
import { noDetails } from '../billing-details.ts';
import type { Document, LineText } from './document.ts';
import { documentHtml } from './document-html.ts';
import { presentDocument } from './present-document.ts';
import { documentLocales, documentTexts } from './texts/index.ts';

// Texts of people are digits here, so every letter belongs to our texts.

const lineTexts: Readonly<Record<LineText, true>> = {
  deposit: true,
  refund: true,
  refundCarried: true,
  release: true,
  releaseCarried: true,
  bonus: true,
  bonusFor: true,
};
const someone = { ...noDetails, legalName: '1', address: '2\n3', taxId: '4' };
const documents: readonly Document[] = documentTypes.flatMap((type) =>
  (['deposit', 'release', 'bonus', 'refund', 'return'] as const).map((purpose) => ({
    documentId: 'doc_1' as DocumentId,
    number: '5-0001' as const,
    type,
    to: 'client' as const,
    contractId: 'ctr_1' as ContractId,
    purpose,
    issuedAt: instant(Date.parse('2026-05-31T22:30:00Z')),
    currency: 'USD' as const,
    issuer: someone,
    recipient: { ...someone, id: '6', name: '7' },
    lines: [
      ...(Object.keys(lineTexts) as LineText[]).map((text) => ({ text, title: '8', amount: 1_000, tax: 0 })),
      ...[true, false].map((returned) => ({ fee: serviceFee, amount: amount(100), tax: amount(20), returned })),
    ],
    total: 7_240,
    paymentId: 'pay_1' as const,
    event: { id: 'evt_1' as EventId, seq: 9 },
    titles: {},
  })),
);

/** Words that are the same in English and another language. */
const shared = new Set(['Bonus', 'Description', 'Total', 'Date', 'Bonus for “8”', 'Number']);
const codes = /US|USD|ctr_|pay_/g;

/** The visible text of a document, in pieces. */
function seen(document: Document, locale: string): readonly string[] {
  const page = documentHtml(document, { locale, timeZone: 'Europe/Berlin', paper: 'a4' });
  const body = page.slice(page.indexOf('<title>')).replace(/<style>[\s\S]*?<\/style>/, '');
  return [...body.matchAll(/>([^<]+)</g)].map(([, text = '']) => text.trim()).filter((text) => /\p{L}/u.test(text));
}

test('rule 70: documents are available in every included language', () => {
  expect(documentLocales.toSorted()).toEqual([...languageTags].toSorted());
});

describe.each(documentLocales.filter((locale) => locale !== 'en'))('rule 70: every document in %s', (locale) => {
  test.each(documents.map((document) => [`${document.type}, ${document.purpose}`, document] as const))(
    '%s',
    (_, document) => {
      const [there, here] = [seen(document, locale), seen(document, 'en')];
      const english = there.filter(
        (text) => here.includes(text) && !shared.has(text) && /\p{L}/u.test(text.replace(codes, '')),
      );
      expect(english).toEqual([]);
      const labels = presentDocument(document, locale).lines.map(({ label }) => label);
      const englishLabels = presentDocument(document, 'en').lines.map(({ label }) => label);
      expect(labels.filter((label) => englishLabels.includes(label) && !shared.has(label))).toEqual([]);
      for (const text of [...there, ...labels]) {
        expect(text).not.toMatch(/undefined|NaN|\{\w+\}/);
        if (locale === 'ja' || locale === 'ar') expect(text.replace(codes, '')).not.toMatch(/[a-z]/i);
      }
    },
  );

  test('has every English text, with the same placeholders', () => {
    const [own, english] = [documentTexts[locale], documentTexts.en];
    const names = (texts: object | undefined) =>
      Object.entries(texts ?? {}).map(([key, text]) => [key, [...String(text).matchAll(/\{\w+\}/g)].map(String)]);
    expect(names(own).toSorted()).toEqual(names(english).toSorted());
  });
});

test('rule 59: a document with tax shows the net and gross amounts and page numbers', () => {
  const [invoice] = documents.filter(({ type }) => type === 'fee_invoice');
  if (invoice === undefined) throw new Error('there is an invoice');
  const page = documentHtml(invoice, { locale: 'de', timeZone: 'UTC', paper: 'letter' }).replaceAll('\u00a0', ' ');
  const foot = page.slice(page.indexOf('<tfoot>'), page.indexOf('</tfoot>')).replaceAll(/<[^>]+>/g, ' ');
  expect(foot.trim().split(/\s{2,}/)).toEqual(['Betrag', '72,00 $', 'Steuer', '0,40 $', 'Summe', '72,40 $']);
  expect(page).toContain("@bottom-right { content: '5-0001 · ' counter(page) ' / ' counter(pages)");
});
