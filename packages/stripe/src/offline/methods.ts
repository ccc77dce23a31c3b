/** The behaviour of test payment methods, following https://docs.stripe.com/testing. */
export type Behaviour =
  | { readonly charge: 'succeeds'; readonly refund?: 'pending' | 'fails_later'; readonly fundsAtOnce?: true }
  | { readonly charge: 'declined'; readonly decline: Decline }
  /** The bank asks the client first; `result` is the outcome after the confirmation. */
  | { readonly charge: 'needs_confirmation'; readonly result: 'succeeds' | Decline }
  /** A debit whose outcome comes days later. */
  | { readonly charge: 'delayed'; readonly days: number; readonly result: 'succeeds' | Decline };

export interface Decline {
  readonly code:
    | 'card_declined'
    | 'expired_card'
    | 'incorrect_cvc'
    | 'processing_error'
    | 'payment_method_provider_decline';
  readonly decline_code: string;
  readonly message: string;
}

const generic = decline('generic_decline', 'Your card was declined.');
const insufficient = decline('insufficient_funds', 'Your card has insufficient funds.');
const stolen = decline('stolen_card', 'Your card was declined.');
const debitReturned: Decline = {
  code: 'payment_method_provider_decline',
  decline_code: 'insufficient_funds',
  message: 'The customer’s account has insufficient funds to cover this payment.',
};

/** The test payment methods of the offline Stripe; every other id is unknown. */
export const offlineMethods: Readonly<Record<string, Behaviour>> = {
  pm_card_visa: { charge: 'succeeds' },
  pm_card_mastercard: { charge: 'succeeds' },
  pm_card_bypassPending: { charge: 'succeeds', fundsAtOnce: true },
  pm_card_pendingRefund: { charge: 'succeeds', refund: 'pending' },
  pm_card_refundFail: { charge: 'succeeds', refund: 'fails_later' },
  pm_card_chargeDeclined: { charge: 'declined', decline: generic },
  pm_card_chargeDeclinedInsufficientFunds: { charge: 'declined', decline: insufficient },
  pm_card_chargeDeclinedStolenCard: { charge: 'declined', decline: stolen },
  pm_card_chargeDeclinedExpiredCard: {
    charge: 'declined',
    decline: { code: 'expired_card', decline_code: 'expired_card', message: 'Your card has expired.' },
  },
  pm_card_authenticationRequired: { charge: 'needs_confirmation', result: 'succeeds' },
  pm_card_authenticationRequiredChargeDeclinedInsufficientFunds: { charge: 'needs_confirmation', result: insufficient },
  pm_usBankAccount_success: { charge: 'delayed', days: 4, result: 'succeeds' },
  pm_usBankAccount_insufficientFunds: { charge: 'delayed', days: 4, result: debitReturned },
};

function decline(decline_code: string, message: string): Decline {
  return { code: 'card_declined', decline_code, message };
}
