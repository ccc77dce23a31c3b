import { z } from 'zod';
import { Event } from './events.ts';
import { id, minorUnits, timestamp } from './fields.ts';

// Rules 61 and 72: exports for the marketplace's accounting and data warehouse, and for people's own accounting.

const feed = {
  nextCursor: z
    .string()
    .nullable()
    .describe('The cursor of the next page, now or later; `null` if there is nothing yet'),
  hasMore: z.boolean().describe('Whether there is more already'),
};

export const EventFeed = z.strictObject({ data: z.array(Event), ...feed });
export const LedgerFeed = z.strictObject({
  data: z.array(
    z.strictObject({
      cursor: z.string().describe('The position after this movement, for `after`'),
      contractId: id('contract'),
      seq: z.int(),
      eventId: id('event'),
      id: id('movement'),
      debit: z.string(),
      credit: z.string(),
      amount: minorUnits,
      currency: z.string(),
      at: timestamp,
      recordedAt: timestamp,
    }),
  ),
  ...feed,
});

const sums = z.strictObject({
  amount: minorUnits,
  feeNet: minorUnits,
  feeTax: minorUnits,
  fee: minorUnits,
  total: minorUnits,
});
export const Statement = z.strictObject({
  person: z.string(),
  from: timestamp,
  to: timestamp,
  data: z.array(
    z.strictObject({
      recordedAt: timestamp,
      occurredAt: timestamp,
      side: z.enum(['client', 'freelancer']).describe('The person’s side of the contract'),
      kind: z
        .enum(['deposit', 'bonus', 'refund', 'release', 'return', 'chargeback'])
        .describe('`return`: money that a freelancer gave back. `chargeback`: money that the client’s bank took back'),
      contractId: id('contract'),
      contractTitle: z.string(),
      milestoneTitle: z.string().nullable(),
      documentNumber: z
        .string()
        .nullable()
        .describe('The number of the receipt or payout statement; `null` if there is none'),
      currency: z.string(),
      amount: minorUnits.describe('Without the fee. Negative for returned money'),
      feeNet: minorUnits.describe('The fee without its tax'),
      feeTax: minorUnits.describe('The tax on the fee'),
      fee: minorUnits.describe('Both together: added for a client, deducted for a freelancer'),
      total: minorUnits.describe('The amount that the person paid or earned'),
      eventId: id('event'),
    }),
  ),
  totals: z.array(z.strictObject({ currency: z.string(), earned: sums, spent: sums })),
});
