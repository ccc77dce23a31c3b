import { amountAtProvider, type Payment, type PaymentOutcome } from '@workroom/core';
import { isKnownToProvider } from '../payments/operate.ts';
import type { DifferenceKind } from './difference.ts';

/** The provider's state of a payment: `null` if it does not know it, `unreachable` if it does not answer. */
export type ProviderWord = PaymentOutcome | null | 'unreachable';

/** Compares a payment's state with the provider's. Pure. */
export function compareProvider(payment: Payment, word: ProviderWord): DifferenceKind | null {
  // The provider does not know payments settled by other means.
  if (payment.outside === true) return null;
  if (word === 'unreachable' || word?.status === 'unknown') return 'provider_unreachable';
  switch (standing(payment)) {
    case 'succeeded':
      if (word === null) return 'succeeded_here_unknown_there';
      if (word.status === 'succeeded') return null;
      return word.status === 'failed' ? 'succeeded_here_failed_there' : 'succeeded_here_pending_there';
    case 'pending':
      // A payment without an answer may never have been requested.
      if (word === null) return isKnownToProvider(payment) ? 'pending_here_unknown_there' : null;
      if (word.status === 'succeeded') return 'pending_here_succeeded_there';
      return word.status === 'failed' ? 'pending_here_failed_there' : null;
    case 'failed':
      return word?.status === 'succeeded' ? 'failed_here_succeeded_there' : null;
    case 'cancelled':
      return word?.status === 'succeeded' ? 'cancelled_here_succeeded_there' : null;
  }
}

/** The amount it moved, according to one side; `null` if not known. */
export function movedBy(payment: Payment, status: Payment['status'] | ProviderWord): number | null {
  if (status === 'unreachable') return null;
  const says = typeof status === 'string' || status === null ? status : status.status;
  if (says === 'unknown') return null;
  return says === 'succeeded' ? amountAtProvider(payment) : 0;
}

/** A parked payment has failed if the provider was certain; otherwise its outcome is unknown. */
function standing({ status, failure }: Payment): 'succeeded' | 'pending' | 'failed' | 'cancelled' {
  if (status === 'parked') return failure?.certain === true ? 'failed' : 'pending';
  return status === 'requires_action' || status === 'waiting' ? 'pending' : status;
}
