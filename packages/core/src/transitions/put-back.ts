import type { Chargeback, ChargebackStep } from '../chargeback.ts';
import type { Milestone } from '../contract.ts';
import { change, type Draft, findMilestone, move, putMilestone } from '../draft.ts';
import type { Fee } from '../fee-row.ts';
import { splitFees, totalOf } from '../fees.ts';
import { feesOfSource, mergeLots, requestPayment, returnFees, takeFees, updateSource } from '../funds.ts';
import { addRows, feesKept, missingRows, takeRows } from '../kept-fees.ts';
import type { ChargebackId } from '../ids.ts';
import { type Account, escrowOf } from '../ledger.ts';
import { isOccupied } from '../milestones.ts';
import { type Amount, minus, plus, share, smaller, zero } from '../money.ts';
import { lossesOn, putBeforeLoss } from './cover-loss.ts';
import { returnToStateBefore, withoutState } from './milestone.ts';
import type { NewPayout } from './payout.ts';
import { addTotals, type Charge, shiftFunds, sourceOf, weightOf } from './take.ts';

// Rule 52: what a chargeback took comes back, the last step first.

/**
 * Gives back what the steps took, as part of the event recorded last.
 *
 * @param gross at most what the steps sum to
 * @returns the steps that still stand, and what is to be paid out again once everything has moved: that has events of its own
 */
export function putBack(
  draft: Draft,
  charge: Charge,
  { id: own, steps }: Pick<Chargeback, 'id' | 'steps'>,
  gross: Amount,
): { readonly steps: readonly ChargebackStep[]; readonly payouts: readonly NewPayout[] } {
  const standing: ChargebackStep[] = [];
  const payouts: NewPayout[] = [];
  let left = gross;
  for (const step of steps.toReversed()) {
    const part = smaller(left, weightOf(step));
    left = minus(left, part);
    const rest = part === zero ? step : undo(draft, charge, own, step, part, payouts);
    if (rest !== null) standing.unshift(rest);
  }
  return { steps: standing, payouts };
}

/** @returns what of the step still stands */
function undo(
  draft: Draft,
  charge: Charge,
  own: ChargebackId,
  step: ChargebackStep,
  part: Amount,
  payouts: NewPayout[],
): ChargebackStep | null {
  const from: Account = `chargeback:${charge.id}`;
  const rest = minus(weightOf(step), part);
  switch (step.from) {
    case 'loss':
      move(draft, from, 'loss:marketplace', part);
      return rest === zero ? null : { ...step, amount: rest };
    case 'fee': {
      const source = sourceOf(draft.contract, charge);
      const { taken, left } = splitFees(step.fees ?? (source === undefined ? [] : feesOfSource(source)), part);
      takeFees(draft, from, 'client', taken);
      updateSource(draft, charge.id, (each) => ({
        ...each,
        feeChargedBack: minus(each.feeChargedBack ?? zero, part),
        feesKept: addRows(feesKept(each), taken),
      }));
      return rest === zero ? null : { ...step, amount: rest, fees: left };
    }
    case 'payout': {
      const restFee = share(rest, step.fee, step.amount);
      const fees = splitFees(step.fees, minus(step.fee, restFee));
      payouts.push(payAgain(draft, charge, step, part, minus(step.fee, restFee), fees.taken));
      return rest === zero ? null : { ...step, amount: rest, fee: restFee, fees: fees.left };
    }
    case 'milestone':
      backToMilestone(draft, charge, step.milestoneId, part);
      return rest === zero ? null : { ...step, amount: rest };
    case 'carried':
      addTotals(draft, { chargedBack: -part });
      toPot(draft, charge, part);
      return rest === zero ? null : { ...step, amount: rest };
    case 'refund': {
      const { taken, left } = splitRefund(step, part);
      const again = taken === null ? null : coverOthers(draft, charge, own, taken);
      if (again !== null) refundAgain(draft, charge, again);
      return left;
    }
  }
}

type StepFrom<From extends ChargebackStep['from']> = Extract<ChargebackStep, { from: From }>;

function payAgain(
  draft: Draft,
  charge: Charge,
  step: StepFrom<'payout'>,
  part: Amount,
  fee: Amount,
  fees: readonly Fee[],
): NewPayout {
  const { milestoneId, purpose } = step;
  const from: Account = `chargeback:${charge.id}`;
  move(draft, from, 'payable:freelancer', minus(part, fee));
  takeFees(draft, from, 'freelancer', fees);
  updateSource(draft, charge.id, (source) => ({ ...source, chargedBack: minus(source.chargedBack, part) }));
  if (purpose === 'bonus') addTotals(draft, { bonuses: part });
  else {
    addTotals(draft, { chargedBack: -part, released: part });
    shiftFunds(draft, milestoneId, 'chargedBack', 'released', part);
    const milestone = milestoneId === null ? undefined : findMilestone(draft.contract, milestoneId);
    if (milestone !== undefined) putMilestone(draft, resumeFinished(milestone));
  }
  const to = part === fee ? 'paidOut' : 'waiting';
  updateSource(draft, charge.id, (source) => ({ ...source, [to]: plus(source[to], part) }));
  return { milestoneId, purpose, parts: [{ source: charge.id, amount: part, fee, fees }] };
}

/**
 * The client has by another chargeback of the charge what would be refunded: it makes up for what the marketplace bears of
 * that.
 *
 * @returns what is left to refund
 */
function coverOthers(
  draft: Draft,
  charge: Charge,
  own: ChargebackId,
  step: StepFrom<'refund'>,
): StepFrom<'refund'> | null {
  let refund: StepFrom<'refund'> | null = step;
  for (const { id, borne } of lossesOn(draft, charge.id)) {
    if (refund === null || id === own) continue;
    const { taken, left } = splitRefund(refund, smaller(borne, weightOf(refund)));
    refund = left;
    if (taken === null) continue;
    move(draft, `chargeback:${charge.id}`, 'loss:marketplace', weightOf(taken));
    putBeforeLoss(draft, id, taken);
  }
  return refund;
}

/** A refund step as two, of which the first weighs `part`. */
function splitRefund(
  step: StepFrom<'refund'>,
  part: Amount,
): { readonly taken: StepFrom<'refund'> | null; readonly left: StepFrom<'refund'> | null } {
  const rest = minus(weightOf(step), part);
  if (part === zero || rest === zero) return part === zero ? { taken: null, left: step } : { taken: step, left: null };
  const restFee = share(rest, step.fee, weightOf(step));
  const restAmount = step.late ? minus(rest, restFee) : rest;
  const fees = splitFees(step.fees, minus(step.fee, restFee));
  return {
    taken: { ...step, amount: minus(step.amount, restAmount), fee: minus(step.fee, restFee), fees: fees.taken },
    left: { ...step, amount: restAmount, fee: restFee, fees: fees.left },
  };
}

function refundAgain(draft: Draft, charge: Charge, step: StepFrom<'refund'>): void {
  const { milestoneId, late, amount, fee, fees } = step;
  const from: Account = `chargeback:${charge.id}`;
  move(draft, from, 'payable:client', amount);
  if (late) {
    takeFees(draft, from, 'client', fees);
    returnFees(draft, 'payable:client', 'client', fees);
  } else returnFeeAgain(draft, charge, fees);
  if (step.borne === true) {
    updateSource(draft, charge.id, (source) => ({
      ...source,
      borne: plus(source.borne, amount),
      feeReturned: plus(source.feeReturned, fee),
    }));
  } else if (!late) {
    updateSource(draft, charge.id, (source) => ({
      ...source,
      chargedBack: minus(source.chargedBack, amount),
      refunded: plus(source.refunded, amount),
      feeReturned: plus(source.feeReturned, fee),
      returned: step.returned ? plus(source.returned, amount) : source.returned,
    }));
    if (sourceOf(draft.contract, charge)?.purpose === 'deposit') {
      addTotals(draft, { chargedBack: -amount, refunded: amount, returned: step.returned ? amount : 0 });
      shiftFunds(draft, milestoneId, 'chargedBack', 'refunded', amount);
      const milestone = milestoneId === null ? undefined : findMilestone(draft.contract, milestoneId);
      if (milestone !== undefined) putMilestone(draft, resumeFinished(milestone));
    }
  }
  const purpose = step.returned || step.borne === true ? 'return' : 'refund';
  requestPayment(draft, {
    kind: 'refund',
    purpose,
    milestoneId,
    amount,
    fee,
    fees,
    source: charge.id,
    borne: step.borne,
    paymentMethod: null,
  });
}

/** The client's fee of a refund. Where another chargeback has taken it since, the marketplace bears it. */
function returnFeeAgain(draft: Draft, charge: Charge, wanted: readonly Fee[]): void {
  const source = sourceOf(draft.contract, charge);
  const kept = source === undefined ? [] : feesKept(source);
  const missing = missingRows(kept, wanted);
  const account: Account = `chargeback:${charge.id}`;
  move(draft, 'loss:marketplace', account, totalOf(missing));
  takeFees(draft, account, 'client', missing);
  returnFees(draft, 'payable:client', 'client', wanted);
  const { left } = takeRows(addRows(kept, missing), addRows([], wanted));
  if (source !== undefined) updateSource(draft, charge.id, (each) => ({ ...each, feesKept: left }));
}

/** A milestone whose payout or refund goes on is paid, or refunded, again. */
function resumeFinished(milestone: Milestone): Milestone {
  if (milestone.state !== 'charged_back') return milestone;
  const { resume } = milestone;
  return resume.state === 'paid' || resume.state === 'refunded' ? { ...withoutState(milestone), ...resume } : milestone;
}

/** Back to where it was held, if work goes on there and nothing took its place; else into the pot (rule 8). */
function backToMilestone(draft: Draft, charge: Charge, milestoneId: Milestone['id'], part: Amount): void {
  const milestone = findMilestone(draft.contract, milestoneId);
  const back = milestone === undefined ? zero : smaller(part, roomOn(draft, milestone));
  addTotals(draft, { chargedBack: -part });
  if (milestone !== undefined && back > zero) {
    const { funds, lots } = milestone;
    move(draft, `chargeback:${charge.id}`, escrowOf(milestoneId), back);
    const held = {
      ...milestone,
      lots: mergeLots(lots, [{ source: charge.id, amount: back }]),
      funds: {
        ...funds,
        chargedBack: minus(funds.chargedBack, back),
        held: plus(funds.held, back),
        shortfall: minus(funds.shortfall, smaller(back, funds.shortfall)),
      },
    };
    // One whose refund is asked for stays so: the request still stands.
    putMilestone(draft, held.state === 'charged_back' ? returnToStateBefore(draft, held) : held);
    holdSource(draft, charge, back);
  }
  const rest = minus(part, back);
  if (rest === zero) return;
  shiftFunds(draft, milestoneId, 'chargedBack', 'carriedOut', rest);
  toPot(draft, charge, rest);
}

/** How much of what was taken may come back to the milestone. */
function roomOn({ contract }: Draft, milestone: Milestone): Amount {
  if (contract.status !== 'active' && contract.status !== 'ending') return zero;
  const { funds, state, pendingIncrease } = milestone;
  if (state === 'charged_back') {
    const isFree = !contract.milestones.some(isOccupied) && milestone.resume.state !== 'paid';
    return isFree && milestone.resume.state !== 'refunded' ? funds.chargedBack : zero;
  }
  if (!isOccupied(milestone) || state === 'funding') return zero;
  // The client may be depositing it anew at this moment.
  const underWay = pendingIncrease?.restores === true ? pendingIncrease.amount : zero;
  return funds.shortfall > underWay ? minus(funds.shortfall, underWay) : zero;
}

function toPot(draft: Draft, charge: Charge, part: Amount): void {
  move(draft, `chargeback:${charge.id}`, 'escrow:carried', part);
  change(draft, { carried: mergeLots(draft.contract.carried, [{ source: charge.id, amount: part }]) });
  holdSource(draft, charge, part);
}

function holdSource(draft: Draft, charge: Charge, part: Amount): void {
  updateSource(draft, charge.id, (source) => ({
    ...source,
    chargedBack: minus(source.chargedBack, part),
    held: plus(source.held, part),
  }));
}
