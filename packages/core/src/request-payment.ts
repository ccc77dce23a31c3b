import type { BonusTerms, Payment, PaymentKind, PaymentPurpose } from './contract.ts';
import { type Draft, putPayment } from './draft.ts';
import type { Fee } from './fee-row.ts';
import { isFrozen } from './freeze.ts';
import type { MilestoneId, PaymentId } from './ids.ts';
import type { Amount } from './money.ts';

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
  /** Whether it is a refund that the marketplace gives in the freelancer's place. */
  readonly borne?: true | undefined;
  /** Whether an operator decided it, where that is not the actor: a refund after a reversal. */
  readonly isOperators?: boolean;
}

/** A payment as its events name it. */
export function paymentData({ id, kind, purpose, milestoneId, amount: moved, fee }: Payment) {
  return { paymentId: id, kind, purpose, milestoneId, amount: moved, fee };
}

/**
 * Asks for an operation at the payment provider; it is tried after the commit, or after the freeze that holds it.
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

/** A freeze holds everything that goes out but what an operator gives back (rules 45 and 50). */
function isHeld({ contract, by }: Draft, { kind, isOperators = by.side === 'operator' }: NewPayment): boolean {
  return isFrozen(contract) && kind !== 'charge' && !(kind !== 'transfer' && isOperators);
}
