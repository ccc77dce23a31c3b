import type { Payment } from './contract.ts';
import { type Amount, amount, minus, share, smaller } from './money.ts';
import type { Policy } from './policy.ts';

/** The client's fee on top of a charge of `charged`. */
export function clientFee({ fees }: Pick<Policy, 'fees'>, charged: Amount): Amount {
  return share(charged, fees.clientBps, 10_000);
}

/** The freelancer's fee out of a release or bonus of `paid`. */
export function freelancerFee({ fees }: Pick<Policy, 'fees'>, paid: Amount): Amount {
  return share(paid, fees.freelancerBps, 10_000);
}

export interface FundingCost {
  /** What the carried funds cover. */
  readonly carried: Amount;
  /** The difference, which is charged. */
  readonly charged: Amount;
  /** The client's fee on top of the charge. */
  readonly fee: Amount;
}

/**
 * What it costs to fund a milestone, or an increase of one, of `wanted` (rule 9): carried funds come first, and only
 * the difference is charged, with the client's fee on top.
 */
export function costOfFunding(policy: Pick<Policy, 'fees'>, wanted: Amount, available: Amount): FundingCost {
  const carried = smaller(available, wanted);
  const charged = minus(wanted, carried);
  return { carried, charged, fee: clientFee(policy, charged) };
}

/** What moves at the provider: the client's fee is charged and comes back, the freelancer's was never paid out. */
export function amountAtProvider(
  payment: Pick<Payment, 'kind'> & { readonly amount: number; readonly fee: number },
): Amount {
  return amount(
    payment.kind === 'transfer' || payment.kind === 'reversal'
      ? payment.amount - payment.fee
      : payment.amount + payment.fee,
  );
}
