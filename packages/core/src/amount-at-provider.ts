import type { Payment } from './contract.ts';
import { type Amount, amount } from './money.ts';

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
