import type { Funds, Lot, Milestone, Source } from './contract.ts';
import { addToTotal, change, type Draft, listFees, move, putPayment } from './draft.ts';
import { returnFees, takeFees } from './fee-movements.ts';
import type { Fee } from './fee-row.ts';
import { type FeesTaken, feesBetween, feesOfPayment, splitFees, totalOf } from './fees.ts';
import type { MilestoneId, PaymentId } from './ids.ts';
import { takeRows } from './kept-fees.ts';
import { escrowOf } from './ledger.ts';
import { type Amount, minus, plus, share, smaller, zero } from './money.ts';
import type { Payment } from './payment-record.ts';
import { amountStepOf } from './policy.ts';
import { assertHolds } from './refusal.ts';
import { requestPayment } from './request-payment.ts';
import { addSource, feesOfSource, updateSource } from './sources.ts';
import { schedulePayout } from './transitions/payout.ts';

export { returnFees, takeFees } from './fee-movements.ts';
export { paymentData, requestPayment } from './request-payment.ts';
export { feesOfSource, updateSource } from './sources.ts';

// Held money keeps the charge it came from. A release draws on the oldest charge first, a refund on the newest. If it
// spans two charges, it is two payments and one decision.

export const noFunds: Funds = {
  deposited: zero,
  carriedIn: zero,
  released: zero,
  refunded: zero,
  carriedOut: zero,
  chargedBack: zero,
  held: zero,
  shortfall: zero,
};

export function sumOf(lots: readonly Lot[]): Amount {
  return plus(...lots.map((lot) => lot.amount));
}

export function heldOn(draft: Draft): Amount {
  const { milestones, carried } = draft.contract;
  return plus(sumOf(carried), ...milestones.map((milestone) => milestone.funds.held));
}

interface Split {
  readonly taken: readonly Lot[];
  readonly left: readonly Lot[];
}

function takeOldest(lots: readonly Lot[], wanted: Amount): Split {
  const taken: Lot[] = [];
  const left: Lot[] = [];
  let missing = wanted;
  for (const lot of lots) {
    const part = smaller(lot.amount, missing);
    missing = minus(missing, part);
    if (part > 0) taken.push({ ...lot, amount: part });
    if (part < lot.amount) left.push({ ...lot, amount: minus(lot.amount, part) });
  }
  assertHolds(missing === zero, 'more was taken than is held');
  return { taken, left };
}

function takeNewest(lots: readonly Lot[], wanted: Amount): Split {
  const { taken, left } = takeOldest([...lots].reverse(), wanted);
  return { taken, left: [...left].reverse() };
}

/** Merges two lists of lots, oldest charge first. Payment ids are time-ordered, so sorting by id sorts by charge. */
export function mergeLots(first: readonly Lot[], second: readonly Lot[]): readonly Lot[] {
  const bySource = new Map<PaymentId, Amount>();
  for (const lot of [...first, ...second]) bySource.set(lot.source, plus(bySource.get(lot.source) ?? zero, lot.amount));
  return [...bySource]
    .map(([source, held]) => ({ source, amount: held }))
    .sort((a, b) => (a.source < b.source ? -1 : 1));
}

type Taken = Pick<Milestone, 'funds' | 'lots'>;

/** Pays `wanted` of a milestone's held money out to the freelancer, as part of the last recorded event. */
export function releaseFromMilestone<Given extends Milestone>(
  draft: Draft,
  milestone: Given,
  wanted: Amount,
  fees: FeesTaken,
): Given & Taken {
  const { taken, left } = takeOldest(milestone.lots, wanted);
  payOut(draft, milestone.id, taken, fees.taken);
  const { funds } = milestone;
  return {
    ...milestone,
    lots: left,
    funds: { ...funds, released: plus(funds.released, wanted), held: minus(funds.held, wanted) },
  };
}

export function refundFromMilestone<Given extends Milestone>(
  draft: Draft,
  milestone: Given,
  wanted: Amount,
): Given & Taken {
  const { taken, left } = takeNewest(milestone.lots, wanted);
  payBack(draft, milestone.id, taken);
  const { funds } = milestone;
  return {
    ...milestone,
    lots: left,
    funds: { ...funds, refunded: plus(funds.refunded, wanted), held: minus(funds.held, wanted) },
  };
}

export function releaseFromCarried(draft: Draft, wanted: Amount, fees: FeesTaken): void {
  const { taken, left } = takeOldest(draft.contract.carried, wanted);
  payOut(draft, null, taken, fees.taken);
  change(draft, { carried: left });
}

export function refundFromCarried(draft: Draft, wanted: Amount): void {
  const { taken, left } = takeNewest(draft.contract.carried, wanted);
  payBack(draft, null, taken);
  change(draft, { carried: left });
}

/** Moves everything left on a milestone to the carried funds, as part of the last recorded event. */
export function carryLeftover<Given extends Milestone>(draft: Draft, milestone: Given): Given & Taken {
  const { funds, lots } = milestone;
  move(draft, escrowOf(milestone.id), 'escrow:carried', funds.held);
  change(draft, { carried: mergeLots(draft.contract.carried, lots) });
  return { ...milestone, lots: [], funds: { ...funds, carriedOut: plus(funds.carriedOut, funds.held), held: zero } };
}

/** Funds a milestone from carried funds and, if needed, a successful charge, as part of the last recorded event. */
export function fundMilestone<Given extends Milestone>(
  draft: Draft,
  milestone: Given,
  fromCarried: Amount,
  charge: Payment | null,
): Given & Taken {
  const { taken, left } = takeOldest(draft.contract.carried, fromCarried);
  change(draft, { carried: left });
  move(draft, 'escrow:carried', escrowOf(milestone.id), fromCarried);
  let lots = mergeLots(milestone.lots, taken);
  const deposited = charge?.amount ?? zero;
  if (charge !== null) {
    move(draft, 'processor', escrowOf(milestone.id), charge.amount);
    takeFees(draft, 'processor', 'client', feesOfPayment(charge));
    addToTotal(draft, 'deposited', charge.amount);
    lots = mergeLots(lots, [{ source: charge.id, amount: charge.amount }]);
    addSource(draft, charge, { held: charge.amount });
  }
  const { funds } = milestone;
  return {
    ...milestone,
    lots,
    funds: {
      ...funds,
      deposited: plus(funds.deposited, deposited),
      carriedIn: plus(funds.carriedIn, fromCarried),
      held: plus(funds.held, deposited, fromCarried),
    },
  };
}

/** Closes the milestone's declined charges, so that they cannot be retried. */
export function dropDeclinedCharges(draft: Draft, milestoneId: MilestoneId): void {
  for (const payment of draft.contract.payments) {
    if (payment.status !== 'failed' || payment.purpose !== 'deposit' || payment.milestoneId !== milestoneId) continue;
    putPayment(draft, { ...payment, status: 'cancelled' });
  }
}

function payOut(draft: Draft, milestoneId: MilestoneId | null, lots: readonly Lot[], fees: readonly Fee[]): void {
  const step = amountStepOf(draft.contract.policy);
  const whole = sumOf(lots);
  const fee = totalOf(fees);
  addToTotal(draft, 'released', whole);
  move(draft, escrowOf(milestoneId), 'payable:freelancer', minus(whole, fee));
  takeFees(draft, escrowOf(milestoneId), 'freelancer', fees);
  let before = zero;
  let rest = fees;
  const parts = lots.map((lot) => {
    const after = plus(before, lot.amount);
    // Parts of one fee, split by running total, so that they sum to it exactly.
    const partFee = whole === zero ? zero : minus(share(after, fee, whole, step), share(before, fee, whole, step));
    before = after;
    const part = splitFees(rest, partFee, step);
    rest = part.left;
    // If the fee takes the whole payout, nothing is sent.
    const to = lot.amount === partFee ? 'paidOut' : 'waiting';
    updateSource(draft, lot.source, (source) => ({
      ...source,
      held: minus(source.held, lot.amount),
      [to]: plus(source[to], lot.amount),
    }));
    return { source: lot.source, amount: lot.amount, fee: partFee, fees: part.taken };
  });
  schedulePayout(draft, { milestoneId, purpose: 'release', parts });
}

/** The client's fee that goes back with this part of a charge. Chargebacks have taken their part of the fee. */
export function takeFeeBack(
  source: Source,
  amount: Amount,
  step: number,
): { readonly source: Source; readonly fees: readonly Fee[] } {
  const before = plus(source.refunded, source.borne, source.chargedBack);
  const wanted = feesBetween(feesOfSource(source), source.amount, before, plus(before, amount), step);
  if (source.feesKept === undefined) {
    return { source: { ...source, feeReturned: plus(source.feeReturned, totalOf(wanted)) }, fees: wanted };
  }
  const { taken, left } = takeRows(source.feesKept, wanted, step);
  return { source: { ...source, feeReturned: plus(source.feeReturned, totalOf(taken)), feesKept: left }, fees: taken };
}

function payBack(draft: Draft, milestoneId: MilestoneId | null, lots: readonly Lot[]): void {
  addToTotal(draft, 'refunded', sumOf(lots));
  move(draft, escrowOf(milestoneId), 'payable:client', sumOf(lots));
  const listed: Fee[] = [];
  for (const lot of lots) {
    let fees: readonly Fee[] = [];
    updateSource(draft, lot.source, (source) => {
      const refunded = plus(source.refunded, lot.amount);
      const taken = takeFeeBack(source, lot.amount, amountStepOf(draft.contract.policy));
      fees = taken.fees;
      return { ...taken.source, refunded, held: minus(source.held, lot.amount) };
    });
    returnFees(draft, 'payable:client', 'client', fees);
    listed.push(...fees);
    requestPayment(draft, {
      kind: 'refund',
      purpose: 'refund',
      milestoneId,
      amount: lot.amount,
      fee: totalOf(fees),
      fees,
      source: lot.source,
      paymentMethod: null,
    });
  }
  listFees(draft, listed);
}
