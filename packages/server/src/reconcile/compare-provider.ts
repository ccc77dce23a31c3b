import { amountAtProvider, type Payment, type PaymentOutcome } from '@workroom/core';
import { isKnownToProvider } from '../payments/operate.ts';
import type { DifferenceKind } from './difference.ts';

/** What the provider says of an operation: `null` when it never heard of it, `unreachable` when it does not say. */
export type ProviderWord = PaymentOutcome | null | 'unreachable';

/** Whether a payment stands otherwise at the provider than here. Pure. */
export function compareProvider(payment: Payment, word: ProviderWord): DifferenceKind | null {
  // What was settled by other means stands here alone.
  if (payment.outside === true) return null;
  if (word === 'unreachable' || word?.status === 'unknown') return 'provider_unreachable';
  switch (standing(payment)) {
    case 'succeeded':
      if (word === null) return 'succeeded_here_unknown_there';
      if (word.status === 'succeeded') return null;
      return word.status === 'failed' ? 'succeeded_here_failed_there' : 'succeeded_here_pending_there';
    case 'pending':
      // One that the provider has not answered for yet may not have been asked for.
      if (word === null) return isKnownToProvider(payment) ? 'pending_here_unknown_there' : null;
      if (word.status === 'succeeded') return 'pending_here_succeeded_there';
      return word.status === 'failed' ? 'pending_here_failed_there' : null;
    case 'failed':
      return word?.status === 'succeeded' ? 'failed_here_succeeded_there' : null;
    case 'cancelled':
      return word?.status === 'succeeded' ? 'cancelled_here_succeeded_there' : null;
  }
}

/** What it moved, as one of the two sides says it; `null` where it says nothing. */
export function movedBy(payment: Payment, status: Payment['status'] | ProviderWord): number | null {
  if (status === 'unreachable') return null;
  const says = typeof status === 'string' || status === null ? status : status.status;
  if (says === 'unknown') return null;
  return says === 'succeeded' ? amountAtProvider(payment) : 0;
}

/** A parked payment has failed where the provider was certain; else it waits to be found out. */
function standing({ status, failure }: Payment): 'succeeded' | 'pending' | 'failed' | 'cancelled' {
  if (status === 'parked') return failure?.certain === true ? 'failed' : 'pending';
  return status === 'requires_action' || status === 'waiting' ? 'pending' : status;
}
