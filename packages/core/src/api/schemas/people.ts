import { z } from 'zod';
import { locale, timestamp, timeZone } from './fields.ts';

// Rule 60: a person's billing details for documents, their language and time zone.

const details = {
  legalName: z.string().trim().min(1).max(200),
  address: z.string().trim().min(1).max(1_000).describe('As printed, with lines separated by line breaks'),
  taxId: z.string().trim().min(1).max(100),
  email: z.email().max(254),
  locale,
  timeZone,
};

/** Replaces all details: those that are left out are removed. */
export const SetPersonBody = z.strictObject({
  legalName: details.legalName.nullish(),
  address: details.address.nullish(),
  taxId: details.taxId.nullish(),
  email: details.email.nullish(),
  locale: details.locale.nullish(),
  timeZone: details.timeZone.nullish(),
});

export const PersonDetails = z.strictObject({
  id: z.string(),
  legalName: z.string().nullable(),
  address: z.string().nullable(),
  taxId: z.string().nullable(),
  email: z.string().nullable(),
  locale: z.string().nullable(),
  timeZone: z.string().nullable(),
  version: z.int().describe('Increases by one with each change; documents keep the version that was current'),
  updatedAt: timestamp,
});
