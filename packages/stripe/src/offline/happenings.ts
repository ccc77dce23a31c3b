import type { Stripe } from 'stripe';
import { actOnDispute, type DisputeAction, type NewDispute, openDispute } from './disputes.ts';
import { createRefund } from './refunds.ts';
import { createReversal } from './reversals.ts';
import { balanceOf, enter, find, newId, type OfflineState, seconds, tell } from './state.ts';
import { createTransfer } from './transfers.ts';

/** Actions of banks, and of people in the dashboard. */
export interface Happenings {
  /** The client's bank disputes the charge of a PaymentIntent. */
  dispute(intentId: string, dispute?: NewDispute): Stripe.Dispute;
  /** Sets the outcome of a dispute. */
  settle(disputeId: string, action: DisputeAction): Stripe.Dispute;
  /** The bank warns of fraud on the charge of a PaymentIntent. */
  warn(intentId: string): Stripe.Radar.EarlyFraudWarning;
  /** Pays the whole available balance of an account out to its bank. */
  payOut(account: string): void;
  /** Sets how often the platform's balance is paid out to its bank. Manual by default. */
  schedulePayouts(interval: OfflineState['payoutInterval']): void;
  /** Actions in the dashboard, without metadata. */
  readonly dashboard: Dashboard;
  /** Registers a webhook endpoint, like the dashboard. */
  endpoint(url: string, events: readonly string[], status?: 'enabled' | 'disabled'): Stripe.WebhookEndpoint;
}

export interface Dashboard {
  refund(intentId: string, amount: number): Stripe.Refund;
  /** Makes a transfer from the charge of a PaymentIntent. */
  transfer(intentId: string, account: string, amount: number): Stripe.Transfer;
  reverse(transferId: string, amount: number): Stripe.TransferReversal;
}

export function happenings(state: OfflineState): Happenings {
  function chargeOf(intentId: string): Stripe.Charge {
    const { latest_charge: charge } = find(state.intents, intentId, 'payment_intent');
    return find(state.charges, typeof charge === 'string' ? charge : '', 'charge');
  }

  return {
    dispute: (intentId, dispute = {}) => structuredClone(openDispute(state, chargeOf(intentId), dispute)),
    settle(disputeId, action) {
      const dispute = find(state.disputes, disputeId, 'dispute');
      actOnDispute(state, dispute, action);
      return structuredClone(dispute);
    },
    warn(intentId) {
      const warning: Stripe.Radar.EarlyFraudWarning = {
        id: newId(state, 'issfr'),
        object: 'radar.early_fraud_warning',
        actionable: true,
        charge: chargeOf(intentId).id,
        created: seconds(state),
        fraud_type: 'misc',
        livemode: false,
        payment_intent: intentId,
      };
      tell(state, 'radar.early_fraud_warning.created', warning);
      return warning;
    },
    payOut(account) {
      for (const { currency, amount } of balanceOf(state, account).available) {
        const entry = { currency, source: newId(state, 'po'), availableOn: seconds(state) };
        enter(state, account, { type: 'payout', amount: -amount, ...entry });
      }
    },
    schedulePayouts(interval) {
      state.payoutInterval = interval;
    },
    dashboard: {
      refund: (payment_intent, amount) =>
        structuredClone(createRefund(state, { payment_intent, amount, metadata: {} })),
      transfer(intentId, destination, amount) {
        const { id: source_transaction, currency } = chargeOf(intentId);
        return structuredClone(
          createTransfer(state, { amount, currency, destination, source_transaction, metadata: {} }),
        );
      },
      reverse: (transferId, amount) =>
        structuredClone(createReversal(state, find(state.transfers, transferId, 'transfer'), { amount, metadata: {} })),
    },
    endpoint(url, events, status = 'enabled') {
      const endpoint: Stripe.WebhookEndpoint = {
        id: newId(state, 'we'),
        object: 'webhook_endpoint',
        api_version: null,
        application: null,
        created: seconds(state),
        description: null,
        enabled_events: [...events],
        livemode: false,
        metadata: {},
        status,
        url,
      };
      state.endpoints.set(endpoint.id, endpoint);
      return endpoint;
    },
  };
}
