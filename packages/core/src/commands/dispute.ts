import type { Dispute, Statement } from '../contract.ts';
import { change, type Draft, personOf, putMilestone, record } from '../draft.ts';
import { freelancerFee, refundFromMilestone, releaseFromCarried, releaseFromMilestone, sumOf } from '../funds.ts';
import { DAY_MS, formatInstant, later } from '../instant.ts';
import { statementCharacters, statementFits } from '../limits.ts';
import { type Amount, amount, halfRoundedUp, isAmount, minus, plus, smaller, zero } from '../money.ts';
import type { Policy } from '../policy.ts';
import { refuse } from '../refusal.ts';
import type { CommandRules } from './command.ts';
import { endOnceSettled } from './end.ts';
import { asSettled, milestoneOf, openRequest, refundCarried } from './refund.ts';
import { withoutState } from './release.ts';

// Rules 29, 33, 35: a dispute freezes all that is held where the refund was asked for, until the
// mediator decides a split that adds up to it, or the policy's default does.

export const disputeRefund: CommandRules<'dispute_refund'> = {
  run(draft, { refundRequestId, reason }) {
    const request = openRequest(draft, refundRequestId);
    if (request === undefined) return refuse('refund_request_not_open');
    if (reason.trim() === '') return refuse('message_required', '/reason', 'Say why you dispute the refund.');
    const milestone = milestoneOf(draft, request);
    const openedBy = personOf(draft);
    const dispute: Dispute = {
      id: draft.environment.newId('dispute'),
      milestoneId: request.milestoneId,
      fromMilestone: milestone?.funds.held ?? zero,
      fromCarried: request.fromCarried === zero ? zero : sumOf(draft.contract.carried),
      thenEnd: request.thenEnd,
      openedBy,
      openedAt: draft.occurredAt,
      decideBy: later(draft.occurredAt, draft.contract.policy.disputeDays * DAY_MS),
      statements: [{ by: openedBy, message: reason, files: [], at: draft.occurredAt }],
      offers: { client: null, freelancer: null },
      sealed: { round: 1, most: null, least: null },
    };
    record(draft, 'dispute.opened', { ...disputeFacts(dispute), reason, decideBy: formatInstant(dispute.decideBy) });
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
    if (note.trim() === '') return refuse('message_required', '/note', 'Say how you came to the decision.');
    record(draft, 'dispute.decided', {
      ...disputeFacts(dispute),
      toFreelancer,
      toClient: minus(whole, toFreelancer),
      note,
    });
    settleSplit(draft, dispute, toFreelancer);
    return undefined;
  },
};

/** Nobody settled it in time: the policy's default does. */
export function settleByDefault(draft: Draft, dispute: Dispute): void {
  const whole = inDispute(dispute);
  const toFreelancer = defaultShare(draft.contract.policy.disputeDefault, whole);
  record(draft, 'dispute.defaulted', { ...disputeFacts(dispute), toFreelancer, toClient: minus(whole, toFreelancer) });
  settleSplit(draft, dispute, toFreelancer);
}

export function inDispute(dispute: Dispute): Amount {
  return plus(dispute.fromMilestone, dispute.fromCarried);
}

function defaultShare(rule: Policy['disputeDefault'], whole: Amount): Amount {
  if (rule === 'half') return halfRoundedUp(whole);
  return rule === 'freelancer' ? whole : zero;
}

export function settleSplit(draft: Draft, dispute: Dispute, toFreelancer: Amount): void {
  const milestone = milestoneOf(draft, dispute);
  change(draft, { dispute: null });
  const fromMilestone = smaller(toFreelancer, dispute.fromMilestone);
  if (milestone !== null) {
    let settled = milestone;
    const back = minus(dispute.fromMilestone, fromMilestone);
    if (fromMilestone > zero) {
      const fee = freelancerFee(draft, fromMilestone);
      record(draft, 'milestone.released', {
        milestoneId: milestone.id,
        amount: fromMilestone,
        fee,
        leftover: amount(0),
        leftoverTo: null,
        note: null,
      });
      settled = releaseFromMilestone(draft, settled, fromMilestone);
    }
    if (back > zero) {
      record(draft, 'milestone.refunded', { milestoneId: milestone.id, amount: back });
      settled = refundFromMilestone(draft, settled, back);
    }
    putMilestone(draft, asSettled(draft, settled));
  }
  const fromCarried = minus(toFreelancer, fromMilestone);
  releaseCarried(draft, fromCarried);
  refundCarried(draft, minus(dispute.fromCarried, fromCarried));
  endOnceSettled(draft);
}

export function releaseCarried(draft: Draft, paid: Amount): void {
  if (paid === zero) return;
  record(draft, 'funds.released', { amount: paid, fee: freelancerFee(draft, paid) });
  releaseFromCarried(draft, paid);
}

export function disputeFacts(dispute: Dispute) {
  return { disputeId: dispute.id, milestoneId: dispute.milestoneId, amount: inDispute(dispute) };
}
