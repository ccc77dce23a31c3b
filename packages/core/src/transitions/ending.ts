import { hasOpenChargeback } from '../chargeback.ts';
import { change, type Draft, putMilestone, record } from '../draft.ts';
import { dropDeclinedCharges, heldOn } from '../funds.ts';
import { zero } from '../money.ts';
import { withoutState } from './milestone.ts';

/** Ends a contract that holds no money, once no chargeback is open (rule 52). */
export function beginEnding(draft: Draft, reason?: string): void {
  if (draft.contract.status === 'active' && hasOpenChargeback(draft.contract))
    record(draft, 'contract.ending', { reason: reason ?? null });
  change(draft, { status: 'ending' });
  endIfEmpty(draft, reason);
}

/** An ending contract ends as soon as nothing is held and nothing is open; its unfunded milestones are cancelled. */
export function endIfEmpty(draft: Draft, reason?: string): void {
  const { contract } = draft;
  if (
    contract.status !== 'ending' ||
    contract.refundRequest !== null ||
    contract.dispute !== null ||
    heldOn(draft) > zero ||
    // Money of an open chargeback may come back.
    hasOpenChargeback(contract)
  )
    return;
  record(draft, 'contract.ended', { reason: reason ?? null });
  for (const milestone of contract.milestones) {
    if (milestone.state !== 'planned') continue;
    record(draft, 'milestone.cancelled', { milestoneId: milestone.id });
    dropDeclinedCharges(draft, milestone.id);
    putMilestone(draft, { ...withoutState(milestone), state: 'cancelled' });
  }
  change(draft, { status: 'ended', endedAt: draft.occurredAt });
}
