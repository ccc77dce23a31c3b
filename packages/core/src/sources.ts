import type { Source } from './contract.ts';
import { change, type Draft } from './draft.ts';
import type { Fee } from './fee-row.ts';
import { feesOfPayment, undividedFee } from './fees.ts';
import type { PaymentId } from './ids.ts';
import { zero } from './money.ts';
import type { Payment } from './payment-record.ts';
import { assertHolds } from './refusal.ts';

// Where the money of each charge is.

/** Updates where the money of a charge is. */
export function addSource(
  draft: Draft,
  charge: Payment,
  where: Partial<Pick<Source, 'held' | 'waiting' | 'paidOut'>>,
): void {
  const source: Source = {
    payment: charge.id,
    purpose: charge.purpose === 'bonus' ? 'bonus' : 'deposit',
    amount: charge.amount,
    fee: charge.fee,
    fees: feesOfPayment(charge),
    refunded: zero,
    feeReturned: zero,
    returned: zero,
    borne: zero,
    held: zero,
    waiting: zero,
    paidOut: zero,
    chargedBack: zero,
    ...where,
    since: draft.occurredAt,
    warned: false,
  };
  change(draft, { sources: [...draft.contract.sources, source] });
}

export function updateSource(draft: Draft, charge: PaymentId, next: (source: Source) => Source): void {
  const { sources } = draft.contract;
  assertHolds(
    sources.some(({ payment }) => payment === charge),
    'money comes from a known charge',
  );
  change(draft, { sources: sources.map((source) => (source.payment === charge ? next(source) : source)) });
}

/** The rows of the client's fee on a charge. */
export function feesOfSource({ purpose, fee, fees }: Source): readonly Fee[] {
  return fees ?? undividedFee(purpose, 'client', fee);
}
