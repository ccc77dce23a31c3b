import { type Amount, amount } from './money.ts';
import type { Payment } from './payment-record.ts';

/**
 * The amount that moves at the provider: it includes the client's fee and excludes the freelancer's, which is never
 * paid out.
 */
export function amountAtProvider(
  payment: Pick<Payment, 'kind'> & { readonly amount: number; readonly fee: number },
): Amount {
  return amount(
    payment.kind === 'transfer' || payment.kind === 'reversal'
      ? payment.amount - payment.fee
      : payment.amount + payment.fee,
  );
}
