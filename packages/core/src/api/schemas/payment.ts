import { z } from 'zod';
import { id, minorUnits, personId, timestamp } from './fields.ts';

export const Payment = z.strictObject({
  id: id('payment'),
  kind: z.enum(['charge', 'transfer', 'refund']),
  purpose: z.enum(['deposit', 'bonus', 'release', 'refund']),
  milestoneId: id('milestone').nullable(),
  amount: minorUnits,
  fee: minorUnits,
  status: z.enum(['waiting', 'pending', 'requires_action', 'succeeded', 'failed', 'parked', 'cancelled']),
  failure: z.strictObject({ code: z.string(), message: z.string() }).nullable(),
  clientAction: z.record(z.string(), z.unknown()).nullable(),
  actionBy: timestamp.nullable(),
  createdAt: timestamp,
});

/** With all that somebody needs who makes the payment by hand. */
export const PaymentList = z.strictObject({
  data: z.array(
    z.strictObject({
      contractId: id('contract'),
      currency: z.string(),
      client: z.strictObject({ id: personId }),
      freelancer: z.strictObject({ id: personId }),
      source: id('payment').nullable().describe('The charge that a payout or refund draws on'),
      moves: minorUnits.describe('What is to move, fees accounted for'),
      payment: Payment,
    }),
  ),
  nextCursor: z.string().nullable(),
});
