import type { ApprovalRequest } from '../approval-request.ts';
import { approvedAlsoBy, isApproved } from '../approvals.ts';
import { type Draft, personOf, record } from '../draft.ts';
import { refuse } from '../refusal.ts';
import { approvalData, closeRequest, putRequest } from '../transitions/approval.ts';
import type { CommandRules } from './rules.ts';

// Rule 63: answers to an approval request. The last approval closes it here. Then `decide` executes the stored command
// in the name of the one who asked.

export const approve: CommandRules<'approve'> = {
  run(draft, { approvalId }) {
    const request = requestOf(draft, approvalId);
    if (request === undefined) return refuse('approval_not_open');
    record(draft, 'approval.approved', approvalData(request));
    const approved = approvedAlsoBy(request, personOf(draft));
    if (isApproved(draft.contract, approved)) closeRequest(draft, approved, 'done');
    else putRequest(draft, approved);
    return undefined;
  },
};

export const rejectApproval: CommandRules<'reject_approval'> = {
  run(draft, { approvalId, reason }) {
    const request = requestOf(draft, approvalId);
    if (request === undefined) return refuse('approval_not_open');
    record(draft, 'approval.rejected', { ...approvalData(request), reason: reason ?? null });
    closeRequest(draft, { ...request, rejectedBy: personOf(draft), reason: reason ?? null }, 'rejected');
    return undefined;
  },
};

export const withdrawApproval: CommandRules<'withdraw_approval'> = {
  run(draft, { approvalId }) {
    const request = requestOf(draft, approvalId);
    if (request === undefined) return refuse('approval_not_open');
    record(draft, 'approval.withdrawn', approvalData(request));
    closeRequest(draft, request, 'withdrawn');
    return undefined;
  },
};

function requestOf({ contract }: Draft, id: ApprovalRequest['id']): ApprovalRequest | undefined {
  return contract.approvals.find((each) => each.id === id);
}
