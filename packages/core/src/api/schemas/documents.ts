import { z } from 'zod';
import { documentTypes } from '../../documents.ts';
import { id, minorUnits, timestamp } from './fields.ts';

// Rule 59: receipts, payout statements, fee invoices and credit notes.

const details = {
  legalName: z.string().nullable(),
  address: z.string().nullable().describe('Lines separated by line breaks'),
  taxId: z.string().nullable(),
  email: z.string().nullable(),
};

export const Document = z.strictObject({
  id: id('document'),
  number: z.string().describe('The contract’s number and a counter without a gap'),
  type: z.enum(documentTypes),
  to: z.enum(['client', 'freelancer']).describe('The side that receives the document'),
  purpose: z.enum(['deposit', 'release', 'bonus', 'refund', 'return']).describe('The purpose of the money'),
  contractId: id('contract'),
  issuedAt: timestamp,
  locale: z.string().describe('The language of the labels'),
  currency: z.string(),
  issuer: z
    .strictObject(details)
    .nullable()
    .describe('The marketplace’s billing details at that time; `null` if there were none'),
  recipient: z
    .strictObject({ id: z.string(), name: z.string(), ...details })
    .describe('The billing details at that time'),
  lines: z.array(
    z.strictObject({
      label: z.string(),
      amount: minorUnits.describe('Without tax. Negative if it reduces the total, like the fee of a payout'),
      tax: minorUnits,
    }),
  ),
  total: minorUnits.describe('The sum of the lines with their tax'),
  paymentId: id('payment').nullable(),
  eventIds: z.array(id('event')).describe('The events on which it is based'),
});
export const DocumentList = z.strictObject({ data: z.array(Document), nextCursor: z.string().nullable() });
