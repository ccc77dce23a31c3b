import type { ChargebackStep } from '../chargeback.ts';
import type { Contract, Funds, Milestone, Source } from '../contract.ts';
import { change, type Draft, findMilestone, move, putMilestone, putPayment } from '../draft.ts';
import type { Fee } from '../fee-row.ts';
import { feesOfPayment, splitFees, totalOf } from '../fees.ts';
import { requestPayment, returnFees, takeFees, updateSource } from '../funds.ts';
import { addRows, feesKept } from '../kept-fees.ts';
import { type Account, escrowOf } from '../ledger.ts';
import { type Amount, downTo, minus, plus, share, smaller, amount as toAmount, zero } from '../money.ts';
import type { Payment } from '../payment-record.ts';
import { amountStepOf } from '../policy.ts';
import { takeFromPayouts } from './payout.ts';

// Rules 52 and 54: if money of one charge is gone at the provider, the contract's money is reduced. The order is fixed
// (unsent refunds, held money, unsent payouts, the client's fee, the marketplace), and each step is recorded, so that
// it can be undone.

/** A charge by its id, because old charges are no longer among the contract's payments. */
export type Charge = Pick<Payment, 'id'>;

/** The cause: a chargeback by the bank, or a refund made at the provider. */
export interface Taker {
  /** The ledger account for the parties' money. */
  readonly to: Account;
  /** The ledger account for the marketplace's money. */
  readonly ownTo: Account;
  readonly as: 'chargedBack' | 'refunded';
}

/**
 * Takes money of a charge, as part of the last recorded event.
 *
 * @param gross the amount gone at the provider, including the client's fee @returns the steps, which sum to `gross`
 */
export function takeFromCharge(draft: Draft, charge: Charge, gross: Amount, taker: Taker): readonly ChargebackStep[] {
  const step = amountStepOf(draft.contract.policy);
  // From now on its fee is tracked row by row.
  if (sourceOf(draft.contract, charge) !== undefined)
    updateSource(draft, charge.id, (from) => ({ ...from, feesKept: feesKept(from, step) }));
  const source = sourceOf(draft.contract, charge);
  // The rest below the contract's step is the marketplace's loss, so that the provider can move what is left.
  const shared = downTo(step, gross);
  const feeWanted = source === undefined ? zero : share(shared, source.fee, plus(source.amount, source.fee), step);
  const steps: ChargebackStep[] = [];
  let wanted = minus(shared, feeWanted);
  const took = (step: ChargebackStep) => {
    steps.push(step);
    if (step.from !== 'fee') wanted = minus(wanted, weightOf(step));
  };
  if (taker.as === 'chargedBack') takeRefunds(draft, charge, () => wanted, taker, took);
  if (source !== undefined) {
    takeCarried(draft, charge, wanted, taker, took);
    for (const milestone of draft.contract.milestones) takeMilestone(draft, charge, milestone, wanted, taker, took);
    takePayouts(draft, charge, wanted, taker, took);
    takeFee(draft, charge, feeWanted, taker, took);
  }
  const borne = minus(gross, weight(steps));
  if (borne > zero) {
    move(draft, 'loss:marketplace', taker.ownTo, borne);
    steps.push({ from: 'loss', amount: borne });
  }
  return steps;
}

export function sourceOf({ sources }: Contract, charge: Charge): Source | undefined {
  return sources.find(({ payment }) => payment === charge.id);
}

/** The amount of a step. */
export function weightOf(step: ChargebackStep): Amount {
  return step.from === 'refund' && step.late ? plus(step.amount, step.fee) : step.amount;
}

export function weight(steps: readonly ChargebackStep[]): Amount {
  return plus(...steps.map(weightOf));
}

type Took = (step: ChargebackStep) => void;

/** Payments that failed for certain, or were never sent. */
function isUnsent({ status, failure }: Payment): boolean {
  return status === 'waiting' || (status === 'parked' && failure?.certain === true);
}

function newestUnsent(draft: Draft, kind: Payment['kind'], charge: Charge): readonly Payment[] {
  return draft.contract.payments
    .filter((each) => each.kind === kind && each.source === charge.id && isUnsent(each))
    .toReversed();
}

function takeRefunds(draft: Draft, charge: Charge, wanted: () => Amount, { to }: Taker, took: Took): void {
  for (const refund of newestUnsent(draft, 'refund', charge)) {
    if (wanted() === zero) return;
    took(takeRefund(draft, charge, refund, wanted(), to).step);
  }
}

/**
 * Takes money of a refund that was not sent or came back, as part of the last recorded event. The rest of the refund is
 * requested again.
 *
 * @param wanted if it is more than the refund, takes all of it
 */
export function takeRefund(
  draft: Draft,
  charge: Charge,
  refund: Payment,
  wanted: Amount,
  to: Account,
): { readonly step: Extract<ChargebackStep, { from: 'refund' }>; readonly rest: Payment | null } {
  const source = sourceOf(draft.contract, charge);
  const unit = amountStepOf(draft.contract.policy);
  const late = source === undefined;
  // A late charge's fee was never kept, so its refund is one amount.
  const whole = late ? plus(refund.amount, refund.fee) : refund.amount;
  const left = minus(whole, smaller(wanted, whole));
  const restFee = restOfFee(refund.fee, left, whole, unit);
  const restAmount = late ? minus(left, restFee) : left;
  const fee = minus(refund.fee, restFee);
  const amount = minus(refund.amount, restAmount);
  const fees = splitFees(feesOfPayment(refund), fee, unit);
  const rest = askForTheRest(draft, refund, restAmount, restFee, fees.left);
  move(draft, 'payable:client', to, amount);
  // The marketplace has the fee again, until the fee itself is taken.
  takeFees(draft, 'payable:client', 'client', fees.taken);
  if (late) returnFees(draft, to, 'client', fees.taken);
  const { milestoneId, borne } = refund;
  const returned = refund.purpose === 'return' && borne !== true;
  const step = { from: 'refund', milestoneId, returned, amount, fee, fees: fees.taken, late } as const;
  if (late) return { step, rest };
  updateSource(draft, charge.id, (from) => ({
    ...from,
    feeReturned: minus(from.feeReturned, fee),
    feesKept: addRows(feesKept(from, unit), fees.taken),
    ...(borne === true
      ? { borne: minus(from.borne, amount) }
      : {
          refunded: minus(from.refunded, amount),
          returned: minus(from.returned, returned ? amount : zero),
          chargedBack: plus(from.chargedBack, amount),
        }),
  }));
  // A refund that the marketplace bears is its own money, not the parties'.
  if (borne === true) return { step: { ...step, borne }, rest };
  if (source.purpose === 'deposit') {
    shiftTotals(draft, 'refunded', 'chargedBack', amount);
    if (returned) addTotals(draft, { returned: -amount });
    shiftFunds(draft, milestoneId, 'refunded', 'chargedBack', amount);
  }
  return { step, rest };
}

function takeCarried(draft: Draft, charge: Charge, wanted: Amount, { to, as }: Taker, took: Took): void {
  const { carried } = draft.contract;
  const lot = carried.find(({ source }) => source === charge.id);
  const part = smaller(wanted, lot?.amount ?? zero);
  if (lot === undefined || part === zero) return;
  change(draft, { carried: less(carried, lot.source, part) });
  move(draft, 'escrow:carried', to, part);
  leaveSource(draft, charge, 'held', as, part);
  addTotals(draft, { [as]: part });
  took({ from: 'carried', amount: part });
}

function takeMilestone(
  draft: Draft,
  charge: Charge,
  milestone: Milestone,
  wanted: Amount,
  { to, as }: Taker,
  took: Took,
): void {
  const lot = milestone.lots.find(({ source }) => source === charge.id);
  const part = smaller(wanted, lot?.amount ?? zero);
  if (lot === undefined || part === zero) return;
  const { funds } = milestone;
  putMilestone(draft, {
    ...milestone,
    lots: less(milestone.lots, lot.source, part),
    funds: {
      ...funds,
      held: minus(funds.held, part),
      [as]: plus(funds[as], part),
      shortfall: plus(funds.shortfall, part),
    },
  });
  move(draft, escrowOf(milestone.id), to, part);
  leaveSource(draft, charge, 'held', as, part);
  addTotals(draft, { [as]: part });
  took({ from: 'milestone', milestoneId: milestone.id, amount: part });
}

function takePayouts(draft: Draft, charge: Charge, wanted: Amount, { to, as }: Taker, took: Took): void {
  for (const { milestoneId, purpose, amount, fee, fees } of takeFromPayouts(draft, charge.id, wanted, () => to)) {
    updateSource(draft, charge.id, (source) => ({ ...source, [as]: plus(source[as], amount) }));
    if (purpose === 'release') countAs(draft, milestoneId, as, amount);
    took({ from: 'payout', milestoneId, purpose, amount, fee, fees });
  }
}

/** Released money now counts as taken. */
export function countAs(draft: Draft, milestoneId: Milestone['id'] | null, as: Taker['as'], part: Amount): void {
  addTotals(draft, { [as]: part });
  const milestone = milestoneId === null ? undefined : findMilestone(draft.contract, milestoneId);
  if (milestone === undefined) return;
  const { funds } = milestone;
  putMilestone(draft, { ...milestone, funds: { ...funds, [as]: plus(funds[as], part) } });
}

function takeFee(draft: Draft, charge: Charge, wanted: Amount, { ownTo, as }: Taker, took: Took): void {
  const source = sourceOf(draft.contract, charge);
  const step = amountStepOf(draft.contract.policy);
  const kept = source === undefined ? [] : feesKept(source, step);
  const part = smaller(wanted, totalOf(kept));
  if (part === zero) return;
  const { taken: fees, left: feesLeft } = splitFees(kept, part, step);
  returnFees(draft, ownTo, 'client', fees);
  const key = as === 'refunded' ? 'feeReturned' : 'feeChargedBack';
  updateSource(draft, charge.id, (from) => ({ ...from, [key]: plus(from[key] ?? zero, part), feesKept: feesLeft }));
  took({ from: 'fee', amount: part, fees });
}

/** An unsent payment is cancelled; its rest is requested under a new id. */
function askForTheRest(
  draft: Draft,
  payment: Payment,
  amount: Amount,
  fee: Amount,
  fees: readonly Fee[],
): Payment | null {
  putPayment(draft, { ...payment, status: 'cancelled' });
  const { kind, purpose, milestoneId, source, borne } = payment;
  const rest =
    amount === zero
      ? null
      : requestPayment(draft, { kind, purpose, milestoneId, amount, fee, fees, source, borne, paymentMethod: null });
  if (rest === null || payment.status !== 'waiting') return rest;
  const held = { ...rest, status: 'waiting' } as const;
  putPayment(draft, held);
  return held;
}

/** The fee of the rest, which always keeps an amount to move. */
function restOfFee(fee: Amount, rest: Amount, whole: Amount, step: number): Amount {
  return rest === zero ? zero : smaller(share(rest, fee, whole, step), minus(rest, toAmount(step)));
}

function less(lots: Milestone['lots'], source: Payment['id'], part: Amount): Milestone['lots'] {
  return lots
    .map((lot) => (lot.source === source ? { ...lot, amount: minus(lot.amount, part) } : lot))
    .filter((lot) => lot.amount > zero);
}

function leaveSource(draft: Draft, charge: Charge, from: 'held', as: Taker['as'], part: Amount): void {
  updateSource(draft, charge.id, (source) => ({
    ...source,
    [from]: minus(source[from], part),
    [as]: plus(source[as], part),
  }));
}

/** @param by the change of each total; negative if it falls */
export function addTotals(draft: Draft, by: Readonly<Partial<Record<keyof Contract['totals'], number>>>): void {
  const { totals } = draft.contract;
  const changed = Object.entries(by).map(([key, change]) => [
    key,
    toAmount(totals[key as keyof typeof totals] + (change ?? 0)),
  ]);
  change(draft, { totals: { ...totals, ...Object.fromEntries(changed) } });
}

/** Moves an amount from one of a milestone's sums to another. */
export function shiftFunds(
  draft: Draft,
  milestoneId: Milestone['id'] | null,
  from: keyof Funds,
  to: keyof Funds,
  part: Amount,
): void {
  const milestone = milestoneId === null ? undefined : findMilestone(draft.contract, milestoneId);
  if (milestone === undefined || from === to) return;
  const { funds } = milestone;
  putMilestone(draft, {
    ...milestone,
    funds: { ...funds, [from]: minus(funds[from], part), [to]: plus(funds[to], part) },
  });
}

function shiftTotals(draft: Draft, from: 'released' | 'refunded', to: 'chargedBack' | 'refunded', part: Amount): void {
  if (from !== to) addTotals(draft, { [from]: -part, [to]: part });
}
