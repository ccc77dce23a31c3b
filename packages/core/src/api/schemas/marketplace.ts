import { z } from 'zod';
import { type CommandName, processTable } from '../../process.ts';
import { id, minorUnits, Person, timestamp } from './fields.ts';

// Freezes, and commands that wait for a second person.

/** Rule 45. While a contract is frozen, its clocks are stopped and no payment is sent. */
export const Freeze = z.strictObject({
  id: id('freeze'),
  by: z.union([
    z.strictObject({ side: z.enum(['server', 'system']) }),
    z.strictObject({ side: z.literal('operator'), id: Person.shape.id, name: z.string() }),
  ]),
  reason: z.string(),
  at: timestamp,
  chargebackId: z.string().nullable().describe('The chargeback that caused the freeze, if any'),
});

/** Milliseconds that a clock has left while the contract is frozen; `null` while it runs. */
export const leftMs = z
  .int()
  .nullable()
  .describe('The remaining time of the clock while the contract is frozen, in milliseconds; `null` while it runs');

/** Rule 63. A command that waits until others of its side approve it. */
export const Approval = z.strictObject({
  id: id('approval'),
  side: z.enum(['client', 'freelancer', 'operator']),
  command: z.enum(Object.keys(processTable) as [CommandName, ...CommandName[]]),
  milestoneId: id('milestone').nullable(),
  amount: minorUnits
    .nullable()
    .describe('The amount that it moves, with the fee of a charge; `null` if it moves nothing'),
  body: z
    .record(z.string(), z.unknown())
    .nullable()
    .describe('The requested body of the operation; `null` once the request is closed'),
  askedBy: Person,
  askedAt: timestamp,
  approvedBy: z.array(Person).describe('Including the requester'),
  needed: z.int().describe('The number of approvals required, including the requester'),
  expiresAt: timestamp.nullable().describe('`null` for never, and while the contract is frozen'),
  leftMs,
  state: z.enum(['open', 'done', 'rejected', 'withdrawn', 'expired', 'void']),
  reason: z.string().nullable().describe('Why it was rejected'),
  meanwhile: z
    .strictObject({ outcome: z.enum(['release', 'refund']), at: timestamp })
    .nullable()
    .describe('What the running deadline does although the request waits'),
});
