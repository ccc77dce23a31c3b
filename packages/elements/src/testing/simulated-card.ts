import type { Payment, PaymentOutcome } from '@workroom/core';

export type SimulatedPayout = 'succeeds' | 'stays_pending' | 'fails';
export type SimulatedCard = 'succeeds' | 'declined' | 'needs_action' | 'stays_pending';

/** The outcome of a payment; the card only matters for charges. */
export function outcomeOf(
  { kind, id, paymentMethod }: Payment,
  card: SimulatedCard,
  payout: SimulatedPayout,
): PaymentOutcome {
  const reference = `sim_${id}`;
  if (kind !== 'charge') {
    if (payout === 'succeeds') return { status: 'succeeded', reference };
    if (payout === 'stays_pending') return { status: 'pending', reference };
    return {
      status: 'failed',
      reference,
      code: 'account_closed',
      message: 'The bank says that the account is closed.',
    };
  }
  switch (paymentMethod ?? card) {
    case 'declined':
      return {
        status: 'failed',
        reference,
        code: 'card_declined',
        message: 'Your card was declined. Try another card.',
      };
    case 'needs_action':
      return { status: 'requires_action', reference, clientAction: { type: 'confirm' } };
    case 'stays_pending':
      return { status: 'pending', reference };
    default:
      return { status: 'succeeded', reference };
  }
}
