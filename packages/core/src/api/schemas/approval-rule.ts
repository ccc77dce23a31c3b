import { z } from 'zod';
import { approvableCommands, commandsWithAmount } from '../../approval-request.ts';
import { minorUnits } from './fields.ts';

/** How many members of its side a command needs (rule 63). */
export const ApprovalRule = z
  .strictObject({
    command: z.enum(approvableCommands),
    above: minorUnits.min(0).exactOptional().describe('Only for amounts above this one; for commands that move money'),
    of: z.int().min(2).max(100).describe('The number of members required, including the requester'),
  })
  .refine(
    ({ command, above }) => above === undefined || commandsWithAmount.some((each) => each === command),
    'no `above` for a command that moves no money',
  );
