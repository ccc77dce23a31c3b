import { change, findMilestone, putMilestone, record } from '../draft.ts';
import { refuse } from '../refusal.ts';
import { returnToStateBefore } from '../transitions/milestone.ts';
import { milestoneOf, openRefundRequest, openRequest, payRefundRequest, refundData } from '../transitions/refund.ts';
import type { CommandRules } from './rules.ts';

// Rules 24, 25, 29, 30: the client asks for held money back, the freelancer agrees or disputes, and
// silence counts as agreement.

export const requestRefund: CommandRules<'request_refund'> = {
  run(draft, { milestoneId, amount, reason, thenEnd = false }) {
    const milestone = milestoneId === undefined ? null : findMilestone(draft.contract, milestoneId);
    if (milestone === undefined)
      return refuse('not_found', '/milestoneId', 'There is no such milestone on this contract.');
    if (reason.trim() === '') return refuse('message_required', '/reason', 'Say why you ask for the money back.');
    return openRefundRequest(draft, { milestone, amount, reason, thenEnd });
  },
};

export const agreeToRefund: CommandRules<'agree_to_refund'> = {
  run(draft, { refundRequestId }) {
    const request = openRequest(draft, refundRequestId);
    if (request === undefined) return refuse('refund_request_not_open');
    record(draft, 'refund.agreed', refundData(request));
    payRefundRequest(draft, request);
    return undefined;
  },
};

/** Restores the previous state, with the remaining review time. */
export const withdrawRefundRequest: CommandRules<'withdraw_refund_request'> = {
  run(draft, { refundRequestId }) {
    const request = openRequest(draft, refundRequestId);
    if (request === undefined) return refuse('refund_request_not_open');
    const milestone = milestoneOf(draft, request);
    record(draft, 'refund.withdrawn', refundData(request));
    change(draft, { refundRequest: null, ...(request.beganEnding ? { status: 'active' as const } : {}) });
    if (milestone !== null) putMilestone(draft, { ...returnToStateBefore(draft, milestone), refundWithdrawn: true });
    return undefined;
  },
};
