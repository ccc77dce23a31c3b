import { z } from 'zod';
import { type Id, type IdKind, idPrefixes } from '../../ids.ts';

// Fields that several schemas share.

export const id = <Kind extends IdKind>(kind: Kind) =>
  z.templateLiteral([idPrefixes[kind], '_', z.string().regex(/^[0-9A-Za-z]{1,40}$/)]) as unknown as z.ZodType<
    Id<Kind>,
    Id<Kind>
  >;

export const minorUnits = z.int().describe('Whole minor units of the contract’s currency');
export const title = z.string().trim().min(1).max(200);
export const text = z.string().max(10_000);
export const personId = z.string().max(200).regex(/\S/, 'an id that is not blank');
export const timestamp = z.iso.datetime();
export const locale = z
  .string()
  .max(35)
  .refine(isLocale, 'Use a BCP 47 language tag, like `de` or `pt-BR`.')
  .describe('BCP 47 language tag');
export const timeZone = z
  .string()
  .max(64)
  .refine(isTimeZone, 'Use an IANA time zone, like `Europe/Berlin`.')
  .describe('IANA time zone');
export const calendarDate = z.iso.date();
export const metadata = z
  .record(z.string().max(40), z.string().max(500))
  .refine((entries) => Object.keys(entries).length <= 50, 'at most 50 entries');

export const Person = z.strictObject({ id: personId, name: z.string().trim().min(1).max(200) });
/** A person, with their language and time zone (rule 70). */
export const PersonWithLocale = Person.extend({ locale: locale.exactOptional(), timeZone: timeZone.exactOptional() });
export const httpUrl = z.url({ protocol: /^https?$/ }).max(2_000);

export const File = z.strictObject({
  uploadId: id('upload'),
  name: z.string(),
  size: z.int(),
  contentType: z.string(),
  sha256: z.string(),
});

function isLocale(text: string): boolean {
  try {
    return Intl.getCanonicalLocales(text).length === 1;
  } catch {
    return false;
  }
}

function isTimeZone(text: string): boolean {
  try {
    new Intl.DateTimeFormat('en', { timeZone: text });
    return true;
  } catch {
    return false;
  }
}
