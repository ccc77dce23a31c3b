import type { Stripe } from 'stripe';
import { enter, newId, type OfflineState, platform, seconds, tell } from './state.ts';

interface About {
  /** The charge of a debit, since its start. */
  readonly charge?: Stripe.Charge | undefined;
  readonly fundsAtOnce?: boolean;
  readonly why?: { readonly code: string; readonly decline_code: string; readonly message: string };
}

/** Cards settle two days later (https://docs.stripe.com/payouts#payout-speed). */
const settlesAfterSeconds = 2 * 86_400;

/** Creates the charge of a PaymentIntent, or settles its existing one. */
export function chargeIntent(
  state: OfflineState,
  intent: Stripe.PaymentIntent,
  status: 'pending' | 'succeeded' | 'failed',
  { charge = newCharge(state, intent), fundsAtOnce = false, why }: About = {},
): Stripe.Charge {
  state.charges.set(charge.id, charge);
  intent.latest_charge = charge.id;
  charge.status = status;
  charge.paid = status !== 'failed';
  charge.outcome = outcomeOf(status, why?.decline_code ?? null);
  charge.failure_code = why?.code ?? null;
  charge.failure_message = why?.message ?? null;
  if (status === 'succeeded') {
    charge.captured = true;
    charge.amount_captured = charge.amount;
    charge.balance_transaction = enter(state, platform, {
      type: 'charge',
      amount: charge.amount,
      fee: processingFee(charge.amount),
      currency: charge.currency,
      source: charge.id,
      availableOn: seconds(state) + (fundsAtOnce ? 0 : settlesAfterSeconds),
    }).id;
  }
  tell(state, `charge.${status}`, charge);
  return charge;
}

/** When the money of a charge becomes available, in seconds. */
export function availableOn(state: OfflineState, charge: Stripe.Charge): number {
  const entry = state.entries.find(({ transaction }) => transaction.id === charge.balance_transaction);
  return entry?.transaction.available_on ?? seconds(state);
}

/** 2.9 % + 30, paid by the platform. */
function processingFee(amount: number): number {
  return Math.round((amount * 29) / 1_000) + 30;
}

function outcomeOf(status: 'pending' | 'succeeded' | 'failed', reason: string | null): Stripe.Charge.Outcome {
  const failed = status === 'failed';
  return {
    advice_code: null,
    network_advice_code: null,
    network_decline_code: null,
    network_status: failed ? 'declined_by_network' : 'approved_by_network',
    reason,
    risk_level: 'normal',
    seller_message: failed ? 'The bank did not return any further details with this decline.' : 'Payment complete.',
    type: failed ? 'issuer_declined' : 'authorized',
  };
}

/** Only the type, which determines the time limit of refunds. */
function detailsOf(method: Stripe.PaymentIntent['payment_method']): Stripe.Charge.PaymentMethodDetails {
  const isDebit = typeof method === 'string' && method.startsWith('pm_usBankAccount');
  return { type: isDebit ? 'us_bank_account' : 'card' };
}

function newCharge(state: OfflineState, intent: Stripe.PaymentIntent): Stripe.Charge {
  return {
    id: newId(state, 'ch'),
    object: 'charge',
    amount: intent.amount,
    amount_captured: 0,
    amount_refunded: 0,
    application: null,
    application_fee: null,
    application_fee_amount: null,
    balance_transaction: null,
    billing_details: { address: null, email: null, name: null, phone: null, tax_id: null },
    calculated_statement_descriptor: null,
    captured: false,
    created: seconds(state),
    currency: intent.currency,
    customer: intent.customer,
    description: intent.description,
    disputed: false,
    failure_balance_transaction: null,
    failure_code: null,
    failure_message: null,
    fraud_details: null,
    livemode: false,
    // Copied once, when the charge is created.
    metadata: { ...intent.metadata },
    on_behalf_of: null,
    outcome: null,
    paid: false,
    payment_intent: intent.id,
    payment_method: typeof intent.payment_method === 'string' ? intent.payment_method : null,
    payment_method_details: detailsOf(intent.payment_method),
    receipt_email: null,
    receipt_number: null,
    receipt_url: null,
    refunded: false,
    review: null,
    shipping: null,
    source: null,
    source_transfer: null,
    statement_descriptor: null,
    statement_descriptor_suffix: null,
    status: 'pending',
    transfer_data: null,
    transfer_group: intent.transfer_group,
  };
}
