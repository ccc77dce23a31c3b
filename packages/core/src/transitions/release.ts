import type { Milestone } from '../contract.ts';
import { type Draft, putMilestone, record } from '../draft.ts';
import { freelancerFee } from '../fees.ts';
import { releaseFromCarried, releaseFromMilestone } from '../funds.ts';
import { type Amount, amount, zero } from '../money.ts';
import { asPaid } from './milestone.ts';

// Releases of everything that is held, when no command names an amount.

/** Releases everything held on a milestone, because the review period ended or the contract ends paid in full. */
export function releaseInFull(draft: Draft, milestone: Milestone, automatically: boolean): void {
  const paid: Amount = milestone.funds.held;
  const fee = freelancerFee(draft.contract.policy, paid);
  const data = { milestoneId: milestone.id, amount: paid, fee };
  if (automatically) record(draft, 'milestone.auto_released', data);
  else record(draft, 'milestone.released', { ...data, leftover: amount(0), leftoverTo: null, note: null });
  putMilestone(draft, asPaid(draft, releaseFromMilestone(draft, milestone, paid), automatically));
}

export function releaseCarried(draft: Draft, paid: Amount): void {
  if (paid === zero) return;
  record(draft, 'funds.released', { amount: paid, fee: freelancerFee(draft.contract.policy, paid) });
  releaseFromCarried(draft, paid);
}
