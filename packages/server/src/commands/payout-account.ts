import { type Contract, type Decision, type Person, type Refusal, refuse } from '@workroom/core';
import { Problem } from '../problem.ts';
import { withTimeLimit } from '../timer.ts';
import type { CommandContext } from './context.ts';

const limitMs = 5_000;

/**
 * Funds are only charged if the freelancer can be paid out. Only the provider knows this, so it is called before the
 * commit of a command that funds a milestone. A successful charge is recorded in any case. In a transaction of the
 * host, the check is made right before the charge (`operate`).
 */
export async function refusePayoutAccount(
  context: CommandContext,
  { freelancer }: Contract,
  { events }: Decision,
): Promise<Refusal | undefined> {
  const takesIn = events.some(
    ({ type, data }) => type === 'milestone.funding' || (type === 'milestone.funded' && data.paymentId === null),
  );
  return takesIn ? refuseFreelancer(context, freelancer) : undefined;
}

/** Why no money can be charged for this freelancer. */
export async function refuseFreelancer(
  { provider, asksProvider, timer, onError }: CommandContext,
  freelancer: Person,
): Promise<Refusal | undefined> {
  if (!asksProvider) return undefined;
  try {
    const can = await withTimeLimit(timer, limitMs, () => provider.canPayOut(freelancer.id));
    return can ? undefined : refuse('payout_account_missing');
  } catch (error) {
    onError(error, 'asking the payment provider for a payout account');
    throw new Problem('unavailable', { retryAfterSeconds: 5 });
  }
}
