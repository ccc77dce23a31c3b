import { notMovable } from '../amounts.ts';
import { isExhausted } from '../chargeback.ts';
import type { Milestone } from '../contract.ts';
import { type Draft, putMilestone, record } from '../draft.ts';
import { feeData, releaseFees } from '../fees.ts';
import { heldOn, refundFromMilestone, releaseFromMilestone, sumOf } from '../funds.ts';
import { type Amount, isAmount, minus, smaller, zero } from '../money.ts';
import { type Refusal, refuse } from '../refusal.ts';
import { beginEnding } from '../transitions/ending.ts';
import { asPaid, finishMilestone } from '../transitions/milestone.ts';
import { openRefundRequest, refundCarried } from '../transitions/refund.ts';
import { releaseCarried, releaseInFull } from '../transitions/release.ts';
import type { CommandRules } from './rules.ts';

// Rule 32: a contract without held money ends at once. If money is held, the client pays all, part or nothing and
// requests the rest back; a freelancer who ends the contract returns all of it.

export const end: CommandRules<'end'> = {
  run(draft, { pay, reason }) {
    const milestone = draft.contract.milestones.find((each) => each.funds.held > zero) ?? null;
    if (draft.by.side === 'freelancer') {
      if (pay !== undefined)
        return refuse(
          'forbidden_for_role',
          '/pay',
          'Only the client can pay. Leave `pay` out: what is held goes back to the client.',
        );
      returnEverything(draft, milestone);
    } else {
      const held = heldOn(draft);
      const paid = pay ?? zero;
      if (!isAmount(paid))
        return refuse('amount_not_positive', '/pay', 'The amount to pay must be a whole number, zero or more.');
      if (paid > held) return refuse('amount_exceeds_deposit', '/pay');
      const odd = notMovable(draft.contract, paid, '/pay');
      if (odd !== undefined) return odd;
      const drawn = [...(milestone?.lots ?? []), ...draft.contract.carried].map(({ source }) => source);
      if (paid > zero && isExhausted(draft.contract, drawn)) return refuse('charge_exhausted', '/pay');
      if (paid < held) return payPartAndAskBack(draft, milestone, paid, reason ?? '');
      const carried = sumOf(draft.contract.carried);
      const fees = releaseFees(draft.contract.policy, milestone?.funds.held ?? zero, carried);
      if (milestone !== null) releaseInFull(draft, milestone, false, fees.milestone);
      releaseCarried(draft, carried, fees.carried);
    }
    beginEnding(draft, reason);
    return undefined;
  },
};

function returnEverything(draft: Draft, milestone: Milestone | null): void {
  if (milestone !== null) {
    const { held } = milestone.funds;
    record(draft, 'milestone.refunded', { milestoneId: milestone.id, amount: held });
    putMilestone(draft, finishMilestone(draft, refundFromMilestone(draft, milestone, held)));
  }
  refundCarried(draft, sumOf(draft.contract.carried));
}

function payPartAndAskBack(
  draft: Draft,
  milestone: Milestone | null,
  paid: Amount,
  reason: string,
): Refusal | undefined {
  let rest = milestone;
  const fromMilestone = smaller(paid, milestone?.funds.held ?? zero);
  const fromCarried = minus(paid, fromMilestone);
  const fees = releaseFees(draft.contract.policy, fromMilestone, fromCarried);
  if (milestone !== null && fromMilestone > zero) {
    const leftover = minus(milestone.funds.held, fromMilestone);
    record(draft, 'milestone.released', {
      milestoneId: milestone.id,
      amount: fromMilestone,
      ...feeData(fees.milestone),
      leftover,
      leftoverTo: leftover > zero ? 'refund_and_end' : null,
      note: null,
    });
    rest = releaseFromMilestone(draft, milestone, fromMilestone, fees.milestone);
    if (leftover === zero) rest = asPaid(draft, rest, false);
    putMilestone(draft, rest);
  }
  releaseCarried(draft, fromCarried, fees.carried);
  const asked = rest !== null && rest.funds.held > zero ? rest : null;
  return openRefundRequest(draft, { milestone: asked, amount: undefined, reason, thenEnd: true });
}
