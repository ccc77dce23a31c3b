import type { Milestone } from '../contract.ts';
import { type Draft, putMilestone, record } from '../draft.ts';
import { type FeesTaken, feeData, releaseFees } from '../fees.ts';
import { releaseFromCarried, releaseFromMilestone } from '../funds.ts';
import { type Amount, amount, zero } from '../money.ts';
import { asPaid } from './milestone.ts';

// Releases of everything held, without an amount in the command.

/** Releases everything held on a milestone, because the review period ended or the contract ends with full payment. */
export function releaseInFull(draft: Draft, milestone: Milestone, automatically: boolean, fees?: FeesTaken): void {
  const paid: Amount = milestone.funds.held;
  const taken = fees ?? releaseFees(draft.contract.policy, paid).milestone;
  const data = { milestoneId: milestone.id, amount: paid, ...feeData(taken) };
  if (automatically) record(draft, 'milestone.auto_released', data);
  else record(draft, 'milestone.released', { ...data, leftover: amount(0), leftoverTo: null, note: null });
  putMilestone(draft, asPaid(draft, releaseFromMilestone(draft, milestone, paid, taken), automatically));
}

/** @param fees its part of the decision's fees, if the decision also releases from a milestone */
export function releaseCarried(draft: Draft, paid: Amount, fees?: FeesTaken): void {
  if (paid === zero) return;
  const taken = fees ?? releaseFees(draft.contract.policy, zero, paid).carried;
  record(draft, 'funds.released', { amount: paid, ...feeData(taken) });
  releaseFromCarried(draft, paid, taken);
}
