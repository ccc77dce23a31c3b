import { notMovable } from '../amounts.ts';
import type { CommandOf } from '../command.ts';
import type { Milestone } from '../contract.ts';
import { change, type Draft, findMilestone, findPayment, putMilestone, record } from '../draft.ts';
import { feeData, releaseFees } from '../fees.ts';
import { heldOn, releaseFromMilestone, sumOf } from '../funds.ts';
import { DAY_MS, formatInstant, type Instant, later } from '../instant.ts';
import { isBeingFunded } from '../milestones.ts';
import { type Amount, amount, isAmount, minus, zero } from '../money.ts';
import { type Refusal, refuse } from '../refusal.ts';
import { abandonCharge, abandonIncrease } from '../transitions/charge.ts';
import { splitHeld } from '../transitions/dispute.ts';
import { beginEnding, endIfEmpty } from '../transitions/ending.ts';
import { asPaid } from '../transitions/milestone.ts';
import { readReason } from '../transitions/reason.ts';
import { giveBack, readHeld } from '../transitions/refund.ts';
import { releaseCarried } from '../transitions/release.ts';
import { remindedBefore } from '../transitions/reminders.ts';
import { voidDispute, voidRequest } from '../transitions/shrink.ts';
import type { CommandRules } from './rules.ts';

// Rules 44 and 46: an operator's commands on held money and running deadlines. Each first records who acted and why,
// and then the same events as a party's command.

export const operatorRelease: CommandRules<'operator_release'> = {
  run(draft, { milestoneId, amount: asked, reason }) {
    const milestone = namedMilestone(draft, milestoneId);
    if (milestone === undefined) return noSuchMilestone();
    const refused = readReason(reason);
    if (refused !== undefined) return refused;
    const paid = readHeld(draft, milestone, asked);
    if (typeof paid !== 'number') return paid;
    record(draft, 'operator.released', { milestoneId: milestoneId ?? null, amount: paid, reason });
    if (milestone === null) releaseCarried(draft, paid);
    else releaseHeld(draft, milestone, paid);
    endIfEmpty(draft);
    return undefined;
  },
};

/** The rest keeps its state and its clock, as after a voluntary refund (rule 31). */
function releaseHeld(draft: Draft, milestone: Milestone, paid: Amount): void {
  const { milestone: fees } = releaseFees(draft.contract.policy, paid);
  record(draft, 'milestone.released', {
    milestoneId: milestone.id,
    amount: paid,
    ...feeData(fees),
    leftover: amount(0),
    leftoverTo: null,
    note: null,
  });
  const rest = releaseFromMilestone(draft, milestone, paid, fees);
  putMilestone(draft, rest.funds.held === zero ? asPaid(draft, rest, false) : rest);
}

export const operatorRefund: CommandRules<'operator_refund'> = {
  run(draft, { milestoneId, amount: asked, reason }) {
    const milestone = namedMilestone(draft, milestoneId);
    if (milestone === undefined) return noSuchMilestone();
    const refused = readReason(reason);
    if (refused !== undefined) return refused;
    const back = readHeld(draft, milestone, asked);
    if (typeof back !== 'number') return back;
    record(draft, 'operator.refunded', { milestoneId: milestoneId ?? null, amount: back, reason });
    giveBack(draft, milestone, back);
    return undefined;
  },
};

/** Most days that one command may add. */
const mostDays = 365;

/** These days do not count toward the freelancer's limit (rule 20). */
export const operatorExtend: CommandRules<'operator_extend'> = {
  run(draft, command) {
    const { days, reason } = command;
    const refused = readReason(reason);
    if (refused !== undefined) return refused;
    if (!Number.isSafeInteger(days) || days < 1 || days > mostDays) {
      return refuse('days_out_of_range', '/days', `Extend by 1 to ${mostDays} whole days.`);
    }
    return extended(draft, command);
  },
};

function extended(draft: Draft, command: CommandOf<'operator_extend'>): Refusal | undefined {
  const { deadline, milestoneId, days, reason } = command;
  const { milestones, refundRequest, dispute } = draft.contract;
  const recordExtension = (of: Milestone['id'] | null, endsAt: Instant | null) =>
    record(draft, 'operator.extended', {
      deadline,
      milestoneId: of,
      days,
      endsAt: endsAt === null ? null : formatInstant(endsAt),
      reason,
    });
  switch (deadline) {
    case 'review': {
      const milestone = milestones.find(({ id, state }) => state === 'submitted' && (milestoneId ?? id) === id);
      if (milestone?.state !== 'submitted') return refuse('not_in_review');
      const review = longer(milestone.review, 'endsAt', days);
      recordExtension(milestone.id, review.endsAt);
      putMilestone(draft, { ...milestone, review: remindedBefore(draft, review) });
      return undefined;
    }
    case 'refund_response': {
      if (refundRequest === null) return refuse('refund_request_not_open');
      const request = longer(refundRequest, 'answerBy', days);
      recordExtension(request.milestoneId, request.answerBy);
      change(draft, { refundRequest: request });
      return undefined;
    }
    case 'dispute': {
      if (dispute === null) return refuse('no_dispute_open');
      const open = longer(dispute, 'decideBy', days);
      recordExtension(open.milestoneId, open.decideBy);
      change(draft, { dispute: open });
      return undefined;
    }
  }
}

/** Adds to the end of a running clock, or to the remaining time of a stopped one. */
function longer<
  Key extends string,
  Of extends { readonly [Each in Key]: Instant | null } & { readonly leftMs?: number },
>(of: Of, key: Key, days: number): Of {
  const at = of[key];
  return at === null ? { ...of, leftMs: (of.leftMs ?? 0) + days * DAY_MS } : { ...of, [key]: later(at, days * DAY_MS) };
}

/** Splits everything held, whatever is open, and even if nothing is held. */
export const operatorEnd: CommandRules<'operator_end'> = {
  run(draft, { toFreelancer, reason }) {
    const refused = readReason(reason);
    if (refused !== undefined) return refused;
    const held = heldOn(draft);
    if (!isAmount(toFreelancer) || toFreelancer > held) return refuse('split_does_not_add_up', '/toFreelancer');
    const odd = notMovable(draft.contract, toFreelancer, '/toFreelancer');
    if (odd !== undefined) return odd;
    record(draft, 'operator.ended', { toFreelancer, toClient: minus(held, toFreelancer), reason });
    voidOpen(draft);
    const milestone = draft.contract.milestones.find((each) => each.funds.held > zero) ?? null;
    const fromMilestone = milestone?.funds.held ?? zero;
    const fromCarried = sumOf(draft.contract.carried);
    splitHeld(draft, milestone, { fromMilestone, fromCarried }, toFreelancer);
    beginEnding(draft, reason);
    return undefined;
  },
};

/** Closes a refund request or a dispute without an outcome, and cancels charges in progress for deposits. */
function voidOpen(draft: Draft): void {
  const { refundRequest, dispute, milestones } = draft.contract;
  if (refundRequest !== null) voidRequest(draft, refundRequest);
  if (dispute !== null) voidDispute(draft, dispute);
  for (const milestone of milestones.filter(isBeingFunded)) {
    if (milestone.state !== 'funding') putMilestone(draft, abandonIncrease(draft, milestone));
    else {
      const charge = findPayment(draft.contract, milestone.payment);
      if (charge !== undefined) abandonCharge(draft, charge, 'milestone_settled');
    }
  }
}

/** `null` means the carried funds. */
function namedMilestone(draft: Draft, id: Milestone['id'] | undefined): Milestone | null | undefined {
  return id === undefined ? null : findMilestone(draft.contract, id);
}

function noSuchMilestone(): Refusal {
  return refuse('not_found', '/milestoneId', 'There is no such milestone on this contract.');
}
