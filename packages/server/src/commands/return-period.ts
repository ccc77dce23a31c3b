import { type Contract, chargebackOn, type Decision, type PaymentId, type Refusal, refuse } from '@workroom/core';
import type { ContractCharge } from '../payments/provider.ts';
import { Problem } from '../problem.ts';
import { withTimeLimit } from '../timer.ts';
import type { CommandContext } from './context.ts';

const limitMs = 5_000;

/**
 * Refuses a return whose charge the provider no longer refunds: the money would have come back from the freelancer and
 * could not go on to the client (rule 50). Only the provider knows this, so it is asked before the commit of a decision that
 * takes money back.
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
      // The client has the money of a chargeback already: it is not refunded.
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

/** The charges of what is to be taken back, now or once its payout has arrived. */
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
