import type { Party } from './contract.ts';
import type { Payment } from './payment-record.ts';

/**
 * The side whose bank a payment is about: the payer of a charge, the recipient of a refund or payout. Only they can see
 * why it failed.
 */
export function ownerOf({ kind }: Pick<Payment, 'kind'>): Party {
  return kind === 'transfer' || kind === 'reversal' ? 'freelancer' : 'client';
}
