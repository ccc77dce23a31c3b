import { z } from 'zod';
import { type CommandName, processTable } from '../../process.ts';
import { id, minorUnits, Person, timestamp } from './fields.ts';

// What the marketplace does on a contract, and what waits for a second person.

/** Rule 45. While one stands, the contract's clocks do not run and nothing is sent out. */
export const Freeze = z.strictObject({
  id: id('freeze'),
  by: z.union([
    z.strictObject({ side: z.enum(['server', 'system']) }),
    z.strictObject({ side: z.literal('operator'), id: Person.shape.id, name: z.string() }),
  ]),
  reason: z.string(),
  at: timestamp,
  chargebackId: z.string().nullable().describe('The chargeback that it stands for, if it does'),
});

/** Rules 47 and 63. A command that waits for the consent of others. */
export const Approval = z.strictObject({
  id: id('approval'),
  command: z.enum(Object.keys(processTable) as [CommandName, ...CommandName[]]),
  milestoneId: id('milestone').nullable(),
  amount: minorUnits.nullable(),
  askedBy: Person,
  approvedBy: z.array(Person),
  needed: z.int().describe('How many must agree, the one who asked counted in'),
  expiresAt: timestamp,
  state: z.enum(['open', 'done', 'rejected', 'withdrawn', 'expired', 'void']),
  reason: z.string().nullable(),
});

/** Milliseconds that a clock has left while the contract is frozen; `null` while it runs. */
export const leftMs = z
  .int()
  .nullable()
  .describe('What the clock has left while the contract is frozen, in milliseconds; `null` while it runs');
