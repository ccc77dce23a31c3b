import { type Contract, chargebackOn, type Decision, type PaymentId, type Refusal, refuse } from '@workroom/core';
import type { ContractCharge } from '../payments/provider.ts';
import { Problem } from '../problem.ts';
import { withTimeLimit } from '../timer.ts';
import type { CommandContext } from './context.ts';

const limitMs = 5_000;

/**
 * Refuses a return if the provider no longer refunds its charge: the money would come back from the freelancer, but
 * could not go to the client (rule 50). Only the provider knows this, so it is called before the commit.
 */
export async function refuseReturnPeriod(
  { provider, asksProvider, timer, now, onError }: CommandContext,
  contract: Contract,
  { events, contract: next }: Decision,
): Promise<Refusal | undefined> {
  const { refundableUntil } = provider;
  if (refundableUntil === undefined || !asksProvider) return undefined;
  const asked = new Set(events.flatMap(reversalsAsked(next)));
  try {
    for (const source of asked) {
      // The client already has the money of a chargeback, so it is not refunded.
      if (chargebackOn(contract, source) !== undefined) continue;
      const charge = chargeOf(contract, source);
      const until = await withTimeLimit(timer, limitMs, (signal) => refundableUntil.call(provider, charge, signal));
      if (until !== null && until < now()) return refuse('return_period_over');
    }
    return undefined;
  } catch (error) {
    onError(error, 'asking the payment provider until when a charge can be refunded');
    throw new Problem('unavailable', { retryAfterSeconds: 5 });
  }
}

/** The charges of the money to take back, now or once its payout has arrived. */
function reversalsAsked({ returns }: Contract) {
  return ({ type, data }: Decision['events'][number]): readonly PaymentId[] => {
    if (type === 'return.made')
      return returns.filter(({ id }) => id === data.returnId).flatMap(({ parts }) => parts.map(({ source }) => source));
    if (type !== 'payment.retried') return [];
    return returns.flatMap(({ parts }) =>
      parts.filter(({ reversal }) => reversal === data.paymentId).map(({ source }) => source),
    );
  };
}

function chargeOf({ id: contractId, currency, payments }: Contract, key: PaymentId): ContractCharge {
  const reference = payments.find((payment) => payment.id === key)?.reference ?? null;
  return { contractId, currency, key, reference };
}
