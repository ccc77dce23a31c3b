import { notMovable } from '../amounts.ts';
import type { Dispute, Statement } from '../dispute-record.ts';
import { change, personOf, putMilestone, record } from '../draft.ts';
import { sumOf } from '../funds.ts';
import { DAY_MS, formatInstant, later } from '../instant.ts';
import { statementCharacters, statementFits } from '../limits.ts';
import { isAmount, minus, zero } from '../money.ts';
import { refuse } from '../refusal.ts';
import { disputeData, inDispute, resolveDispute } from '../transitions/dispute.ts';
import { withoutState } from '../transitions/milestone.ts';
import { readReason } from '../transitions/reason.ts';
import { milestoneOf, openRequest } from '../transitions/refund.ts';
import type { CommandRules } from './rules.ts';

// Rules 29, 33, 35: a dispute freezes the money that the refund request was about, until the mediator or the policy's
// default splits all of it.

export const disputeRefund: CommandRules<'dispute_refund'> = {
  run(draft, { refundRequestId, reason }) {
    const request = openRequest(draft, refundRequestId);
    if (request === undefined) return refuse('refund_request_not_open');
    if (reason.trim() === '') return refuse('message_required', '/reason', 'Say why you dispute the refund.');
    const milestone = milestoneOf(draft, request);
    const openedBy = personOf(draft);
    const decideBy = later(draft.occurredAt, draft.contract.policy.disputeDays * DAY_MS);
    const dispute: Dispute = {
      id: draft.environment.newId('dispute'),
      milestoneId: request.milestoneId,
      fromMilestone: milestone?.funds.held ?? zero,
      fromCarried: request.fromCarried === zero ? zero : sumOf(draft.contract.carried),
      thenEnd: request.thenEnd,
      openedBy,
      openedAt: draft.occurredAt,
      decideBy,
      statements: [{ by: openedBy, message: reason, files: [], at: draft.occurredAt }],
      offers: { client: null, freelancer: null },
      sealed: { round: 1, most: null, least: null },
    };
    record(draft, 'dispute.opened', { ...disputeData(dispute), reason, decideBy: formatInstant(decideBy) });
    change(draft, { refundRequest: null, dispute });
    if (milestone !== null) putMilestone(draft, { ...withoutState(milestone), state: 'disputed' });
    return undefined;
  },
};

export const addStatement: CommandRules<'add_statement'> = {
  run(draft, { disputeId, message, files = [] }) {
    const { dispute } = draft.contract;
    if (dispute?.id !== disputeId) return refuse('no_dispute_open');
    if (message.trim() === '') return refuse('message_required', '/message');
    const statement: Statement = { by: personOf(draft), message, files, at: draft.occurredAt };
    if (!statementFits(draft.contract, statement)) {
      const detail = `A side may state ${statementCharacters} characters in a dispute, the files it names included. Write less, or send the rest as messages.`;
      return refuse('too_much_text', '/message', detail);
    }
    record(draft, 'dispute.statement', { disputeId, message, files });
    change(draft, { dispute: { ...dispute, statements: [...dispute.statements, statement] } });
    return undefined;
  },
};

export const decideDispute: CommandRules<'decide_dispute'> = {
  run(draft, { disputeId, toFreelancer, note }) {
    const { dispute } = draft.contract;
    if (dispute?.id !== disputeId) return refuse('no_dispute_open');
    const whole = inDispute(dispute);
    if (!isAmount(toFreelancer) || toFreelancer > whole) return refuse('split_does_not_add_up', '/toFreelancer');
    const odd = notMovable(draft.contract, toFreelancer, '/toFreelancer');
    if (odd !== undefined) return odd;
    const refused = draft.by.side === 'operator' ? readReason(note, '/note') : undefined;
    if (refused !== undefined) return refused;
    if (note.trim() === '') return refuse('message_required', '/note', 'Say how you came to the decision.');
    record(draft, 'dispute.decided', {
      ...disputeData(dispute),
      toFreelancer,
      toClient: minus(whole, toFreelancer),
      note,
    });
    resolveDispute(draft, dispute, toFreelancer);
    return undefined;
  },
};
