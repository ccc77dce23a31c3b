import { readMovable } from '../amounts.ts';
import { type Draft, record } from '../draft.ts';
import { feesOf, feesOfPayment, listedFees, totalOf } from '../fees.ts';
import { paymentData, requestPayment } from '../funds.ts';
import type { MilestoneId } from '../ids.ts';
import { plus } from '../money.ts';
import type { BonusTerms, Payment } from '../payment-record.ts';
import { isRefusal, type Refusal, refuse } from '../refusal.ts';
import { fitsBooks } from './plan.ts';

// Rules 23 and 28. A bonus is a charge of its own. When the charge succeeds, the bonus is recorded and paid out.

interface Bonus {
  readonly milestoneId: MilestoneId | null;
  readonly amount: number;
  readonly terms: BonusTerms;
  readonly paymentMethod: string | null;
  /** The place of the amount in the command. */
  readonly pointer: string;
}

export function giveBonus(draft: Draft, bonus: Bonus): Refusal | undefined {
  const payment = chargeBonus(draft, bonus);
  if (isRefusal(payment)) return payment;
  record(draft, 'payment.pending', { ...paymentData(payment), ...listedFees(feesOfPayment(payment)) });
  return undefined;
}

/** Requests the charge. */
export function chargeBonus(
  draft: Draft,
  { milestoneId, amount: asked, terms, paymentMethod, pointer }: Bonus,
): Payment | Refusal {
  const amount = readMovable(draft.contract, asked, pointer);
  if (typeof amount !== 'number') return amount;
  if (!fitsBooks(draft.contract, amount)) return refuse('amount_too_large', pointer);
  const fees = feesOf(draft.contract.policy, 'bonus', 'client', amount);
  const fee = totalOf(fees);
  if (plus(amount, fee) < draft.environment.minimumCharge) {
    return refuse(
      'below_minimum_amount',
      pointer,
      'The bonus is smaller than the payment provider takes. Enter a higher bonus.',
    );
  }
  return requestPayment(draft, {
    kind: 'charge',
    purpose: 'bonus',
    milestoneId,
    amount,
    fee,
    fees,
    source: null,
    paymentMethod,
    bonus: terms,
  });
}
