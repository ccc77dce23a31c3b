import { z } from 'zod';
import { id, minorUnits, personId, timestamp } from './fields.ts';
import { leftMs } from './marketplace.ts';

export const Payment = z.strictObject({
  id: id('payment'),
  kind: z.enum(['charge', 'transfer', 'refund', 'reversal']),
  purpose: z.enum(['deposit', 'bonus', 'release', 'refund', 'return']),
  milestoneId: id('milestone').nullable(),
  amount: minorUnits,
  fee: minorUnits,
  status: z.enum(['waiting', 'pending', 'requires_action', 'succeeded', 'failed', 'parked', 'cancelled']),
  failure: z.strictObject({ code: z.string(), message: z.string() }).nullable(),
  clientAction: z.record(z.string(), z.unknown()).nullable(),
  actionBy: timestamp.nullable(),
  provider: z.string().nullable().describe('The payment provider that makes it; `null` if it was not recorded'),
  source: id('payment')
    .nullable()
    .describe('The charge that it draws on; for a reversal, the transfer that it takes back'),
  pendingReason: z
    .strictObject({ code: z.string(), since: timestamp })
    .exactOptional()
    .describe('Why the provider has not carried it out yet, in its own code. Only for the marketplace'),
  outside: z.boolean().describe('Whether the marketplace settled it by other means than the provider'),
  createdAt: timestamp,
});

/** The payout of one release or bonus to the freelancer (rule 49). */
export const Payout = z.strictObject({
  id: id('payout'),
  milestoneId: id('milestone').nullable(),
  amount: minorUnits.describe('Before the fee, without the part that was taken back before it was sent'),
  fee: minorUnits,
  status: z.enum(['waiting', 'held', 'sent', 'paid', 'parked', 'cancelled']),
  dueAt: timestamp
    .nullable()
    .describe('When it is sent; `null` without a security period, and while the contract is frozen'),
  leftMs,
  paymentIds: z.array(id('payment')),
});

/** Released money that is given back (rule 50). */
export const Return = z.strictObject({
  id: id('return'),
  from: z.union([
    z.strictObject({ milestoneId: id('milestone') }),
    z.strictObject({ paymentId: id('payment').describe('A bonus') }),
    z.strictObject({ carried: z.literal(true) }),
  ]),
  amount: minorUnits,
  returned: minorUnits.describe('The part that has come back so far'),
  state: z.enum(['pending', 'parked', 'completed', 'cancelled', 'borne']),
  reason: z.string(),
  failure: z
    .strictObject({ code: z.string(), message: z.string() })
    .nullable()
    .describe('Why it is parked, for the freelancer and the marketplace'),
  madeAt: timestamp,
});

/** Includes everything that is needed to make the payment manually. */
export const PaymentList = z.strictObject({
  data: z.array(
    z.strictObject({
      contractId: id('contract'),
      currency: z.string(),
      client: z.strictObject({ id: personId }),
      freelancer: z.strictObject({ id: personId }),
      source: id('payment').nullable().describe('The charge that a payout or refund draws on'),
      moves: minorUnits.describe('The amount that the provider moves, after fees'),
      payment: Payment,
    }),
  ),
  nextCursor: z.string().nullable(),
});
