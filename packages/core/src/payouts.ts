import type { ContractEvent } from './events/event.ts';
import type { MilestoneId, PaymentId } from './ids.ts';
import type { Amount } from './money.ts';

/** A payment to the freelancer that arrived, came back, or was returned. */
export interface Payout {
  readonly paymentId: PaymentId;
  /** `null` for carried funds and for bonuses. */
  readonly milestoneId: MilestoneId | null;
  /** `return`: money that the freelancer gave back (rule 50). */
  readonly purpose: 'release' | 'bonus' | 'return';
  /** The released amount or bonus, before the fee. */
  readonly amount: Amount;
  /** The freelancer's fee, which the marketplace keeps. */
  readonly fee: Amount;
  /** The freelancer's part, `amount − fee`; negative if the payout came back (rules 50 and 55). */
  readonly paid: number;
}

/**
 * Returns the payment to the freelancer in an event, for bookkeeping. It covers every release (by the client, after the
 * review period, by a split, at the end of the contract) and every bonus. `null` for every other event.
 *
 * The event is recorded when the payment provider confirms. The sum of `paid` is the amount that the freelancer has
 * received.
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
