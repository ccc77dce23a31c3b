import { z } from 'zod';
import { id, minorUnits, timestamp } from './fields.ts';

// Rules 52 and 54: chargebacks, and money that moved at the provider without Workroom.

export const Chargeback = z.strictObject({
  id: id('chargeback'),
  paymentId: id('payment').describe('The disputed charge'),
  amount: minorUnits.describe('The amount that the bank requests, including the client’s fee'),
  withdrawn: minorUnits.describe('The amount that the provider has withdrawn for it'),
  reinstated: minorUnits.describe('The part of that amount that it has given back'),
  state: z
    .enum(['inquiry', 'open', 'won', 'lost'])
    .describe('An inquiry takes nothing. A closed chargeback may open again'),
  openedAt: timestamp,
  evidenceDueBy: timestamp.nullable(),
  evidenceSentAt: timestamp.nullable(),
});

export const ProviderDifference = z.strictObject({
  id: id('difference'),
  paymentId: id('payment').describe('The charge that the money belongs to'),
  kind: z
    .enum(['refund', 'transfer', 'reversal', 'chargeback', 'fraud_warning'])
    .describe('`fraud_warning`: the card network reports the charge as fraud; no money has moved yet'),
  reference: z.string().nullable().describe('The provider’s id of the movement or the warning'),
  amount: minorUnits.describe(
    'The unmatched amount of the movement, in the smallest unit of `currency`; for a warning, the amount of the charge',
  ),
  currency: z.string(),
  at: timestamp,
  acknowledgedAt: timestamp.nullable(),
});
