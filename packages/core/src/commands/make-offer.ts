import { notMovable } from '../amounts.ts';
import type { Party } from '../contract.ts';
import { type Dispute, sealedRounds } from '../dispute-record.ts';
import { change, type Draft, record } from '../draft.ts';
import { type Amount, halfRoundedUp, isAmount, minus, plus } from '../money.ts';
import { amountStepOf } from '../policy.ts';
import { type Refusal, refuse } from '../refusal.ts';
import { disputeData, inDispute, resolveDispute } from '../transitions/dispute.ts';
import type { CommandRules } from './rules.ts';

// Rules 33 and 34: a dispute ends when both sides offer the same split openly, or when their sealed offers overlap:
// the client's maximum is at least the freelancer's minimum.

export const makeOffer: CommandRules<'make_offer'> = {
  run(draft, { disputeId, toFreelancer, sealed = false }) {
    const { dispute } = draft.contract;
    if (dispute?.id !== disputeId) return refuse('no_dispute_open');
    if (!isAmount(toFreelancer) || toFreelancer > inDispute(dispute))
      return refuse('split_does_not_add_up', '/toFreelancer');
    const odd = notMovable(draft.contract, toFreelancer, '/toFreelancer');
    if (odd !== undefined) return odd;
    const party: Party = draft.by.side === 'client' ? 'client' : 'freelancer';
    if (sealed) return offerSealed(draft, dispute, party, toFreelancer);
    offerOpenly(draft, dispute, party, toFreelancer);
    return undefined;
  },
};

/** An open offer that equals the other side's offer accepts it. */
function offerOpenly(draft: Draft, dispute: Dispute, party: Party, toFreelancer: Amount): void {
  if (dispute.offers[party]?.toFreelancer === toFreelancer) return;
  record(draft, 'dispute.offer', { disputeId: dispute.id, sealed: false, toFreelancer, round: null });
  const theirs = dispute.offers[party === 'client' ? 'freelancer' : 'client'];
  if (theirs?.toFreelancer === toFreelancer) acceptSplit(draft, dispute, toFreelancer, false);
  else
    change(draft, {
      dispute: { ...dispute, offers: { ...dispute.offers, [party]: { toFreelancer, at: draft.occurredAt } } },
    });
}

function offerSealed(draft: Draft, dispute: Dispute, party: Party, toFreelancer: Amount): Refusal | undefined {
  const { round } = dispute.sealed;
  if (round > sealedRounds) return refuse('no_sealed_rounds_left');
  const before = dispute.sealed;
  if ((party === 'client' ? before.most : before.least) !== null) return refuse('offer_already_made');
  record(draft, 'dispute.offer', { disputeId: dispute.id, sealed: true, toFreelancer: null, round });
  const most = party === 'client' ? toFreelancer : before.most;
  const least = party === 'freelancer' ? toFreelancer : before.least;
  if (most === null || least === null) {
    change(draft, { dispute: { ...dispute, sealed: { round, most, least } } });
  } else if (most >= least) {
    // The odd unit goes to the freelancer.
    const half = halfRoundedUp(minus(most, least), amountStepOf(draft.contract.policy));
    acceptSplit(draft, dispute, plus(least, half), true);
  } else {
    record(draft, 'dispute.no_overlap', { disputeId: dispute.id, round, roundsLeft: sealedRounds - round });
    change(draft, { dispute: { ...dispute, sealed: { round: round + 1, most: null, least: null } } });
  }
  return undefined;
}

function acceptSplit(draft: Draft, dispute: Dispute, toFreelancer: Amount, sealed: boolean): void {
  const toClient = minus(inDispute(dispute), toFreelancer);
  record(draft, 'dispute.settled', { ...disputeData(dispute), toFreelancer, toClient, sealed });
  resolveDispute(draft, dispute, toFreelancer);
}
