import type { Stripe } from 'stripe';
import type { z } from 'zod';
import { invalid } from './api-error.ts';
import type * as params from './params.ts';
import { failPendingRefunds } from './refunds.ts';
import { DAY_SECONDS, enter, newId, type OfflineState, platform, seconds, tell } from './state.ts';

export interface NewDispute {
  /** @default the whole charge */
  readonly amount?: number;
  /** `inquiry`: the bank asks first and takes nothing. `debit_return`: final from the start, as for SEPA and ACH. */
  readonly kind?: 'chargeback' | 'inquiry' | 'debit_return';
}

/**
 * The outcome of a dispute. An inquiry may become a chargeback on the same object; `partly_won` is `lost` at Stripe.
 */
export type DisputeAction =
  | 'escalates'
  | 'won'
  | 'lost'
  | 'inquiry_closed'
  | { readonly partlyWon: number }
  | { readonly status: Stripe.Dispute['status'] };

/** Stripe's own fee for a dispute. */
const disputeFee = 1_500;
/** About the period of card networks. */
const evidenceSeconds = 9 * DAY_SECONDS;

/** https://docs.stripe.com/disputes/how-disputes-work */
export function openDispute(
  state: OfflineState,
  charge: Stripe.Charge,
  { amount = charge.amount, kind = 'chargeback' }: NewDispute,
): Stripe.Dispute {
  const dispute = newDispute(state, charge, amount, kind);
  state.disputes.set(dispute.id, dispute);
  if (kind !== 'inquiry') charge.disputed = true;
  tell(state, 'charge.dispute.created', dispute);
  if (kind !== 'inquiry') withdraw(state, dispute);
  if (kind === 'debit_return') tell(state, 'charge.dispute.closed', dispute);
  return dispute;
}

export function actOnDispute(state: OfflineState, dispute: Stripe.Dispute, action: DisputeAction): void {
  const charge = state.charges.get(typeof dispute.charge === 'string' ? dispute.charge : dispute.charge.id);
  if (charge === undefined) throw new TypeError(`There is no charge of ${dispute.id}.`);
  const isGone = balanceOfDispute(dispute) < 0;
  if (typeof action === 'object' && 'status' in action) {
    dispute.status = action.status;
    tell(state, 'charge.dispute.updated', dispute);
    return;
  }
  if (action === 'escalates') {
    dispute.status = 'needs_response';
    charge.disputed = true;
    tell(state, 'charge.dispute.updated', dispute);
    withdraw(state, dispute);
    return;
  }
  dispute.status = action === 'inquiry_closed' ? 'warning_closed' : action === 'won' ? 'won' : 'lost';
  if (action === 'lost' && !isGone) withdraw(state, dispute);
  tell(state, 'charge.dispute.closed', dispute);
  if (action === 'won' && isGone) reinstate(state, dispute, -balanceOfDispute(dispute));
  if (typeof action === 'object') reinstate(state, dispute, action.partlyWon);
}

/** https://docs.stripe.com/api/disputes/update: evidence is staged, or submitted once. */
export function updateDispute(
  state: OfflineState,
  dispute: Stripe.Dispute,
  { evidence, submit, metadata }: z.output<typeof params.updateDispute>,
): Stripe.Dispute {
  const { evidence_details: details } = dispute;
  if (!dispute.status.endsWith('needs_response')) {
    throw invalid('status_transition_invalid', `This dispute has a status of ${dispute.status}.`);
  }
  Object.assign(dispute.metadata, metadata);
  Object.assign(dispute.evidence, evidence);
  details.has_evidence = true;
  if (submit) {
    details.submission_count += 1;
    dispute.status = dispute.status.replace('needs_response', 'under_review') as Stripe.Dispute['status'];
  }
  tell(state, 'charge.dispute.updated', dispute);
  return dispute;
}

function withdraw(state: OfflineState, dispute: Stripe.Dispute): void {
  const fee = dispute.balance_transactions.length === 0 ? disputeFee : 0;
  move(state, dispute, -dispute.amount, fee);
  failPendingRefunds(state, typeof dispute.charge === 'string' ? dispute.charge : dispute.charge.id);
  tell(state, 'charge.dispute.funds_withdrawn', dispute);
}

function reinstate(state: OfflineState, dispute: Stripe.Dispute, amount: number): void {
  move(state, dispute, amount, 0);
  tell(state, 'charge.dispute.funds_reinstated', dispute);
}

function move(state: OfflineState, dispute: Stripe.Dispute, amount: number, fee: number): void {
  const { currency, id: source } = dispute;
  const entry = { type: 'adjustment', amount, fee, currency, source, availableOn: seconds(state) } as const;
  dispute.balance_transactions.push(enter(state, platform, entry));
}

function balanceOfDispute({ balance_transactions: entries }: Stripe.Dispute): number {
  return entries.reduce((sum, { amount }) => sum + amount, 0);
}

function newDispute(
  state: OfflineState,
  charge: Stripe.Charge,
  amount: number,
  kind: NonNullable<NewDispute['kind']>,
): Stripe.Dispute {
  const isFinal = kind === 'debit_return';
  return {
    id: newId(state, 'du'),
    object: 'dispute',
    amount,
    balance_transactions: [],
    charge: charge.id,
    created: seconds(state),
    currency: charge.currency,
    enhanced_eligibility_types: [],
    evidence: { ...noEvidence },
    evidence_details: {
      due_by: isFinal ? 0 : seconds(state) + evidenceSeconds,
      enhanced_eligibility: {},
      has_evidence: false,
      past_due: false,
      submission_count: 0,
      submission_method: 'not_submitted',
    },
    intended_submission_method: null,
    is_charge_refundable: kind === 'inquiry',
    livemode: false,
    metadata: {},
    payment_intent: charge.payment_intent,
    reason: isFinal ? 'debit_not_authorized' : 'fraudulent',
    status: isFinal ? 'lost' : kind === 'inquiry' ? 'warning_needs_response' : 'needs_response',
  };
}

const noEvidence: Stripe.Dispute['evidence'] = {
  access_activity_log: null,
  billing_address: null,
  cancellation_policy: null,
  cancellation_policy_disclosure: null,
  cancellation_rebuttal: null,
  customer_communication: null,
  customer_email_address: null,
  customer_name: null,
  customer_purchase_ip: null,
  customer_signature: null,
  duplicate_charge_documentation: null,
  duplicate_charge_explanation: null,
  duplicate_charge_id: null,
  enhanced_evidence: {},
  product_description: null,
  receipt: null,
  refund_policy: null,
  refund_policy_disclosure: null,
  refund_refusal_explanation: null,
  service_date: null,
  service_documentation: null,
  shipping_address: null,
  shipping_carrier: null,
  shipping_date: null,
  shipping_documentation: null,
  shipping_tracking_number: null,
  uncategorized_file: null,
  uncategorized_text: null,
};
