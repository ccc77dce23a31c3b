import { type Draft, putPayment } from './draft.ts';
import type { Fee } from './fee-row.ts';
import { isFrozen } from './freeze.ts';
import type { MilestoneId, PaymentId } from './ids.ts';
import type { Amount } from './money.ts';
import type { BonusTerms, Payment, PaymentKind, PaymentPurpose } from './payment-record.ts';

export interface NewPayment {
  readonly kind: PaymentKind;
  readonly purpose: PaymentPurpose;
  readonly milestoneId: MilestoneId | null;
  readonly amount: Amount;
  readonly fee: Amount;
  /** The rows that sum to `fee`. */
  readonly fees?: readonly Fee[];
  readonly source: PaymentId | null;
  readonly paymentMethod: string | null;
  readonly bonus?: BonusTerms;
  /** Whether the marketplace pays the refund instead of the freelancer. */
  readonly borne?: true | undefined;
  /** Whether an operator decided it although the actor is somebody else: a refund after a reversal. */
  readonly isOperators?: boolean;
}

/** The data of a payment in events. */
export function paymentData({ id, kind, purpose, milestoneId, amount: moved, fee }: Payment) {
  return { paymentId: id, kind, purpose, milestoneId, amount: moved, fee };
}

/**
 * Requests a payment. It is made after the commit, or after the freeze that holds it.
 *
 * @param waits whether it is sent later: a payout in its security period
 */
export function requestPayment(draft: Draft, wanted: NewPayment, waits = false): Payment {
  const { isOperators: _, borne, ...asked } = wanted;
  const payment: Payment = {
    ...asked,
    ...(borne === true ? { borne } : {}),
    id: draft.environment.newId('payment'),
    status: waits || isHeld(draft, wanted) ? 'waiting' : 'pending',
    failure: null,
    clientAction: null,
    actionBy: null,
    reference: null,
    createdAt: draft.recordedAt,
  };
  putPayment(draft, payment);
  return payment;
}

/** A freeze holds all outgoing payments except an operator's refunds (rules 45 and 50). */
function isHeld({ contract, by }: Draft, { kind, isOperators = by.side === 'operator' }: NewPayment): boolean {
  return isFrozen(contract) && kind !== 'charge' && !(kind !== 'transfer' && isOperators);
}
