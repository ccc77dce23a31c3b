import { formatInstant, labelIn } from '@workroom/core';
import type { Output } from '@workroom/core/api';
import { type ReaderLocale, spokenLanguage } from '@workroom/core/messages';
import type { BillingDetails } from '../billing-details.ts';
import type { Document, DocumentLine } from './document.ts';
import { type DocumentTexts, documentTexts, nearestLocale } from './texts/index.ts';

type WireDocument = Output<'Document'>;

/** The document as JSON, its lines in an included language. */
export function presentDocument(document: Document, locale: string): WireDocument {
  const { documentId, number, type, to, purpose, issuedAt, currency, issuer, recipient, total, paymentId } = document;
  return {
    id: documentId,
    number,
    type,
    to,
    purpose,
    contractId: document.contractId,
    issuedAt: formatInstant(issuedAt),
    locale,
    currency,
    issuer: issuer === null ? null : shown(issuer),
    recipient: { id: recipient.id, name: recipient.name, ...shown(recipient) },
    lines: document.lines.map((line) => ({ label: labelOf(line, locale), amount: line.amount, tax: line.tax })),
    total,
    paymentId,
    eventIds: [document.event.id],
  };
}

function shown({ legalName, address, taxId, email }: BillingDetails) {
  return { legalName, address, taxId, email };
}

/**
 * The language and time zone of a document (rule 70): the requested ones, else the recipient's at that time, else their
 * current ones.
 */
export function localeFor(
  { recipient }: Pick<Document, 'recipient'>,
  asked: string | undefined,
  now: ReaderLocale,
): ReaderLocale {
  const shipped = [asked, recipient.locale].find((each) => each != null && spokenLanguage(each) !== null);
  return { locale: nearestLocale(shipped ?? now.locale), timeZone: recipient.timeZone ?? now.timeZone };
}

export function textsIn(locale: string): DocumentTexts {
  return documentTexts[nearestLocale(locale)] ?? (documentTexts.en as DocumentTexts);
}

/** `around` wraps each part that people wrote, for example in an element that isolates its direction. */
export function labelOf(
  line: DocumentLine,
  locale: string,
  around: (words: string) => string = (words) => words,
): string {
  const texts = textsIn(locale);
  if ('text' in line) {
    const title = around(line.title ?? '');
    return texts[line.text].replace('{title}', () => title);
  }
  const label = around(labelIn(line.fee, locale));
  return line.returned ? texts.feeReturned.replace('{fee}', () => label) : label;
}

/** The heading; a receipt for a refund has its own. */
export function headingOf({ type, purpose }: Document, locale: string): string {
  return textsIn(locale)[
    type === 'receipt' && (purpose === 'refund' || purpose === 'return') ? 'refund_receipt' : type
  ];
}
