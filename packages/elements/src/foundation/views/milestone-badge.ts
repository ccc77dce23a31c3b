import type { WireContract, WireMilestone } from '@workroom/core/api';
import { html, type TemplateResult } from 'lit';
import type { Clock, Localize } from '../localize.ts';

type Words = Localize<Record<never, never>>;

/** A milestone's state in the rulebook's words, with the remaining time of its clock. */
export function milestoneBadge(contract: WireContract, milestone: WireMilestone, words: Words): TemplateResult {
  return html`<span class="badge ${milestone.state}" part="badge ${milestone.state}">${stateLabel(contract, milestone, words)}</span>`;
}

export function stateLabel(contract: WireContract, milestone: WireMilestone, { text, timeLeft }: Words): string {
  const { state, funds } = milestone;
  const clock = clockOf(contract, milestone);
  if (state === 'paid')
    return text(funds.refunded + funds.carriedOut + funds.chargedBack > 0 ? 'milestone.paidInPart' : 'milestone.paid');
  if (state === 'funding' && needsAction(contract, milestone)) return text('milestone.confirmPayment');
  const label = text(`milestone.${state}`);
  return clock === null
    ? label
    : text('milestone.stateWithTime', { state: label, left: timeLeft(clock, contract.now) });
}

/** When the milestone's current state ends automatically. */
export function clockOf(contract: WireContract, { id, state, review }: WireMilestone): Clock | null {
  if (review !== null) return { at: review.endsAt, leftMs: review.leftMs };
  const { refundRequest, dispute } = contract;
  if (state === 'refund_requested' && refundRequest?.milestoneId === id) return answerClock(refundRequest);
  return state === 'disputed' && dispute?.milestoneId === id ? { at: dispute.decideBy, leftMs: dispute.leftMs } : null;
}

export function answerClock({ answerBy, leftMs }: NonNullable<WireContract['refundRequest']>): Clock {
  return { at: answerBy, leftMs };
}

function needsAction({ payments }: WireContract, { id }: WireMilestone): boolean {
  return payments.some(
    (payment) => payment.milestoneId === id && payment.purpose === 'deposit' && payment.status === 'requires_action',
  );
}
