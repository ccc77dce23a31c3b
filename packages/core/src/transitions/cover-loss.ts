import { type ChargebackStep, lossOf, lossOn } from '../chargeback.ts';
import { change, type Draft, move, record } from '../draft.ts';
import type { Fee } from '../fee-row.ts';
import { splitFees } from '../fees.ts';
import type { ChargebackId, PaymentId } from '../ids.ts';
import { type Amount, minus, plus, share, smaller, zero } from '../money.ts';
import type { Payment } from '../payment-record.ts';
import type { PayoutRecord } from '../payout-record.ts';
import { amountStepOf } from '../policy.ts';
import { paymentData } from '../request-payment.ts';
import { updateSource } from '../sources.ts';
import { markChargedBack } from './charged-back.ts';
import { isTakenBack, takeFromPayout } from './payout.ts';
import { countAs, takeRefund, weightOf } from './take.ts';

// Rule 52: money of a charge that turns up after a chargeback reduces the marketplace's loss. It is not refunded,
// because the client got it from the bank, and a retry would have no money to draw on.

/** Released money that came back from the freelancer; the amount includes their fee. */
export interface Recovered extends Pick<PayoutRecord, 'milestoneId' | 'purpose'> {
  readonly amount: Amount;
  readonly fee: Amount;
  readonly fees: readonly Fee[];
}

/**
 * Counts released money as charged back, as part of the last recorded event. If the chargeback is won, it is paid out
 * again. The caller has moved it to `loss:marketplace`.
 *
 * @param recovered at most the marketplace's loss
 */
export function coverLoss(draft: Draft, charge: PaymentId, recovered: Recovered): void {
  const { milestoneId, purpose, amount } = recovered;
  updateSource(draft, charge, (source) => ({ ...source, chargedBack: plus(source.chargedBack, amount) }));
  if (purpose === 'release') countAs(draft, milestoneId, 'chargedBack', amount);
  const step = amountStepOf(draft.contract.policy);
  let left: Pick<Recovered, 'amount' | 'fee' | 'fees'> = recovered;
  for (const { id, borne } of lossesOn(draft, charge)) {
    const part = smaller(left.amount, borne);
    if (part === zero) return;
    const fee = share(part, left.fee, left.amount, step);
    const fees = splitFees(left.fees, fee, step);
    left = { amount: minus(left.amount, part), fee: minus(left.fee, fee), fees: fees.left };
    putBeforeLoss(draft, id, { from: 'payout', milestoneId, purpose, amount: part, fee, fees: fees.taken });
  }
}

/** The marketplace's loss from each chargeback of a charge that money of the charge can cover. */
export function lossesOn({ contract }: Draft, charge: PaymentId): readonly { id: ChargebackId; borne: Amount }[] {
  return contract.chargebacks
    .filter(({ paymentId }) => paymentId === charge)
    .map((each) => ({ id: each.id, borne: lossOf(each, contract.policy) }))
    .filter(({ borne }) => borne > zero);
}

function isLoss({ from }: ChargebackStep): boolean {
  return from === 'loss';
}

/** This step comes back after the marketplace's remaining loss. */
export function putBeforeLoss(draft: Draft, id: ChargebackId, step: ChargebackStep): void {
  const replaced = (steps: readonly ChargebackStep[]): readonly ChargebackStep[] => {
    const borne = plus(...steps.filter(isLoss).map(({ amount }) => amount));
    const rest = minus(borne, weightOf(step));
    const others = steps.filter((each) => !isLoss(each));
    return [...others, step, ...(rest === zero ? [] : [{ from: 'loss', amount: rest } as const])];
  };
  change(draft, {
    chargebacks: draft.contract.chargebacks.map((each) =>
      each.id === id ? { ...each, steps: replaced(each.steps) } : each,
    ),
  });
}

/**
 * Absorbs a payout or refund that was pending when the bank took its charge back, and that failed for certain or came
 * back: it is not repeated for the amount that the marketplace bears.
 *
 * @returns whether any amount was absorbed
 */
export function absorbFailedPayment(draft: Draft, payment: Payment): boolean {
  const { source: charge, kind } = payment;
  if (charge === null || lossOn(draft.contract, charge) === zero) return false;
  if (kind === 'transfer') return absorbPayout(draft, payment, charge);
  if (kind !== 'refund') return false;
  record(draft, 'payment.cancelled', { ...paymentData(payment), reason: 'charged_back' });
  let refund: Payment | null = payment;
  for (const { id, borne } of lossesOn(draft, charge)) {
    if (refund === null) break;
    const { step, rest } = takeRefund(draft, { id: charge }, refund, borne, `chargeback:${charge}`);
    move(draft, `chargeback:${charge}`, 'loss:marketplace', weightOf(step));
    putBeforeLoss(draft, id, step);
    refund = rest;
  }
  markChargedBack(draft);
  return true;
}

function absorbPayout(draft: Draft, payment: Payment, charge: PaymentId): boolean {
  const payout = draft.contract.payouts.find(({ parts }) => parts.some((part) => part.payment === payment.id));
  const part = payout?.parts.find((each) => each.payment === payment.id);
  // The part that already came back is no longer paid.
  if (payout === undefined || part === undefined || isTakenBack(draft.contract, payment.id)) return false;
  record(draft, 'payment.cancelled', { ...paymentData(payment), reason: 'charged_back' });
  const wanted = smaller(lossOn(draft.contract, charge), part.amount);
  const taken = takeFromPayout(draft, payout, part, wanted, () => 'loss:marketplace');
  coverLoss(draft, charge, taken);
  markChargedBack(draft);
  return true;
}
