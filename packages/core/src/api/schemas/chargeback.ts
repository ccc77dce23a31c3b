import { z } from 'zod';
import { id, minorUnits, timestamp } from './fields.ts';

// Rules 52 and 54: chargebacks, and money that moved at the provider without Workroom.

export const Chargeback = z.strictObject({
  id: id('chargeback'),
  paymentId: id('payment').describe('The charge'),
  amount: minorUnits.describe('What the bank asks for, the client’s fee included'),
  withdrawn: minorUnits.describe('What the provider has taken for it'),
  reinstated: minorUnits.describe('What of that it has given back'),
  state: z.enum(['inquiry', 'open', 'won', 'lost']).describe('An inquiry takes nothing. A closed one may open again'),
  openedAt: timestamp,
  evidenceDueBy: timestamp.nullable(),
  evidenceSentAt: timestamp.nullable(),
});

export const ProviderDifference = z.strictObject({
  id: id('difference'),
  paymentId: id('payment').describe('The charge that the money belongs to'),
  kind: z.enum(['refund', 'transfer', 'reversal', 'chargeback']),
  reference: z.string().nullable().describe('The provider’s id of what moved'),
  amount: minorUnits.describe('What of it matches nothing here, in the smallest unit of `currency`'),
  currency: z.string(),
  at: timestamp,
  acknowledgedAt: timestamp.nullable(),
});
