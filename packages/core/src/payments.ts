import type { Party, Payment } from './contract.ts';

/** Whose bank a payment is about: who pays a charge, gets a refund, or is paid. Only they are told why it failed. */
export function ownerOf({ kind }: Pick<Payment, 'kind'>): Party {
  return kind === 'transfer' || kind === 'reversal' ? 'freelancer' : 'client';
}
