import { z } from 'zod';
import type { ApprovableCommand, OperatorApprovableCommand } from '../approval-request.ts';
import type { Command } from '../command.ts';
import { id } from './schemas/fields.ts';
import * as schemas from './schemas.ts';

// Rule 63: a waiting command is stored and read again days later, perhaps by a newer version.

const ofMilestone = { milestoneId: id('milestone') };

/** The fields of each command that may wait: the body of its operation, and the parameters of its path. */
const bodies: { readonly [Name in ApprovableCommand | OperatorApprovableCommand]: z.ZodObject } = {
  accept_offer: z.strictObject({}),
  add_milestones: schemas.AddMilestonesBody,
  edit_milestone: schemas.EditMilestoneBody.extend(ofMilestone),
  remove_milestone: z.strictObject(ofMilestone),
  propose: schemas.MakeProposalBody,
  accept_proposal: z.strictObject({ proposalId: id('proposal') }),
  fund: schemas.FundBody.extend(ofMilestone),
  release: schemas.ReleaseBody.extend(ofMilestone),
  give_bonus: schemas.GiveBonusBody,
  request_refund: schemas.RequestRefundBody,
  agree_to_refund: z.strictObject({ refundRequestId: id('refundRequest') }),
  volunteer_refund: schemas.VolunteerRefundBody,
  return_funds: schemas.ReturnFundsBody,
  bear_return: schemas.ReturnReasonBody.extend({ returnId: id('return') }),
  end: schemas.EndBody,
  operator_release: schemas.OperatorMoneyBody,
  operator_refund: schemas.OperatorMoneyBody,
  operator_end: schemas.OperatorEndBody,
  decide_dispute: schemas.DecideDisputeBody.extend({ disputeId: id('dispute') }),
};

/** A stored command, or `null` if this version cannot execute it, in which case its request is closed. */
export function readCommand(stored: unknown): Command | null {
  if (typeof stored !== 'object' || stored === null || !('type' in stored)) return null;
  const { type, ...body } = stored;
  if (typeof type !== 'string' || !Object.hasOwn(bodies, type)) return null;
  const name = type as keyof typeof bodies;
  const parsed = bodies[name].safeParse(body);
  // Schema edge: the schema has checked the fields of this command.
  return parsed.success ? ({ ...parsed.data, type: name } as unknown as Command) : null;
}
