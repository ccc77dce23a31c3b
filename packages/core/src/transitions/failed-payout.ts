import { chargebackOn } from '../chargeback.ts';
import type { Payment } from '../contract.ts';
import { type Draft, record } from '../draft.ts';
import { paymentData } from '../funds.ts';
import { minus, plus, smaller, zero } from '../money.ts';
import { updateSource } from '../sources.ts';
import { putChargeback } from './chargeback.ts';
import { takeFromPayout } from './payout.ts';
import { countAs } from './take.ts';

/**
 * A payout that was on its way when the bank took its charge back, and that failed for certain, has nothing to draw on: it
 * makes up for what the marketplace bears, instead of waiting for a retry (rule 52).
 *
 * @returns whether it did
 */
export function absorbFailedPayout(draft: Draft, payment: Payment): boolean {
  if (payment.kind !== 'transfer' || payment.source === null || payment.failure?.certain === true) return false;
  const chargeback = chargebackOn(draft.contract, payment.source);
  const loss = chargeback?.steps.find((step) => step.from === 'loss');
  const payout = draft.contract.payouts.find(({ parts }) => parts.some((part) => part.payment === payment.id));
  const part = payout?.parts.find((each) => each.payment === payment.id);
  if (chargeback === undefined || loss === undefined || payout === undefined || part === undefined) return false;
  // What came back of it already is no longer to be paid.
  if (part.returned > zero || part.borne > zero) return false;
  record(draft, 'payment.cancelled', { ...paymentData(payment), reason: 'charged_back' });
  const taken = takeFromPayout(draft, payout, part, smaller(loss.amount, part.amount), () => 'loss:marketplace');
  const { milestoneId, purpose, amount, fee, fees } = taken;
  updateSource(draft, payment.source, (source) => ({ ...source, chargedBack: plus(source.chargedBack, amount) }));
  if (purpose === 'release') countAs(draft, milestoneId, 'chargedBack', amount);
  // The payout comes back before what the marketplace still bears.
  const left = minus(loss.amount, amount);
  const steps = chargeback.steps.filter((step) => step !== loss);
  const step = { from: 'payout', milestoneId, purpose, amount, fee, fees } as const;
  putChargeback(draft, {
    ...chargeback,
    steps: [...steps, step, ...(left === zero ? [] : [{ ...loss, amount: left }])],
  });
  return true;
}
