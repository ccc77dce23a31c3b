import type { ContractEvent } from './events/event.ts';
import type { MilestoneId, PaymentId } from './ids.ts';
import type { Amount } from './money.ts';

/** A payment to the freelancer that arrived, or came back, or was given back. */
export interface Payout {
  readonly paymentId: PaymentId;
  /** `null` for carried funds, and for a bonus that belongs to the contract. */
  readonly milestoneId: MilestoneId | null;
  /** `return`: what the freelancer gave back (rule 50). */
  readonly purpose: 'release' | 'bonus' | 'return';
  /** What was released or given, before the fee. */
  readonly amount: Amount;
  /** The freelancer's fee, which the marketplace keeps. */
  readonly fee: Amount;
  /** What the freelancer has of it, `amount − fee`; below zero when the payout came back (rules 50 and 55). */
  readonly paid: number;
}

/**
 * Reads a payment to the freelancer out of an event, for bookkeeping. It covers every release (by the client, after the
 * review period, by a split, at the end of the contract) and every bonus. `null` for every other event.
 *
 * The event is recorded when the payment provider confirms. The sum of `paid` is what the freelancer has received.
 *
 * @param event of the timeline, of a webhook or of `onEvent`
 * @example const payout = payoutOf(event); if (payout !== null) await books.add(event.id, payout.paid);
 */
export function payoutOf(event: { readonly type: string; readonly data: object }): Payout | null {
  if (!isOfPayout(event)) return null;
  const { paymentId, milestoneId, purpose, amount, fee } = event.data;
  const isBack = event.type === 'payment.reversed' || event.data.kind === 'reversal';
  const paid = isBack ? fee - amount : amount - fee;
  const of = purpose === 'bonus' || purpose === 'return' ? purpose : 'release';
  return { paymentId, milestoneId, purpose: of, amount, fee, paid };
}

type PaymentEvent = Extract<ContractEvent, { type: 'payment.succeeded' | 'payment.reversed' }>;

function isOfPayout(event: { readonly type: string; readonly data: object }): event is PaymentEvent {
  if (event.type !== 'payment.succeeded' && event.type !== 'payment.reversed') return false;
  return 'kind' in event.data && (event.data.kind === 'transfer' || event.data.kind === 'reversal');
}
