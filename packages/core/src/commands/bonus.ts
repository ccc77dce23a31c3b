import { type Draft, record } from '../draft.ts';
import { clientFee, requestPayment } from '../funds.ts';
import type { MilestoneId } from '../ids.ts';
import { plus } from '../money.ts';
import { type Refusal, refuse } from '../refusal.ts';
import type { CommandRules } from './command.ts';
import { fitsBooks, readPositive } from './plan.ts';

// Rules 23 and 28. A bonus is a charge of its own, and is paid on to the freelancer once that succeeds.

export const giveLaterBonus: CommandRules<'give_bonus'> = {
  run: (draft, { amount, note, paymentMethod }) =>
    giveBonus(draft, {
      milestoneId: null,
      amount,
      note: note ?? null,
      paymentMethod: paymentMethod ?? null,
      pointer: '/amount',
    }),
};

interface Bonus {
  readonly milestoneId: MilestoneId | null;
  readonly amount: number;
  readonly note: string | null;
  readonly paymentMethod: string | null;
  /** Where in the command its amount stands. */
  readonly pointer: string;
}

export function giveBonus(
  draft: Draft,
  { milestoneId, amount: asked, note, paymentMethod, pointer }: Bonus,
): Refusal | undefined {
  const amount = readPositive(asked, pointer);
  if (typeof amount !== 'number') return amount;
  if (!fitsBooks(draft.contract, amount)) return refuse('amount_too_large', pointer);
  const fee = clientFee(draft, amount);
  if (plus(amount, fee) < draft.environment.minimumCharge) {
    return refuse(
      'below_minimum_amount',
      pointer,
      'The bonus is smaller than the payment provider takes. Enter a higher bonus.',
    );
  }
  const payment = requestPayment(draft, {
    kind: 'charge',
    purpose: 'bonus',
    milestoneId,
    amount,
    fee,
    source: null,
    paymentMethod,
  });
  record(draft, 'bonus.given', { milestoneId, paymentId: payment.id, amount, note });
  return undefined;
}
