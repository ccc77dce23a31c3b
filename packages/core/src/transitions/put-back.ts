import type { Chargeback, ChargebackStep } from '../chargeback.ts';
import type { Milestone } from '../contract.ts';
import { change, type Draft, findMilestone, move, putMilestone } from '../draft.ts';
import type { Fee } from '../fee-row.ts';
import { splitFees, totalOf } from '../fees.ts';
import { feesOfSource, mergeLots, requestPayment, returnFees, takeFees, updateSource } from '../funds.ts';
import type { ChargebackId } from '../ids.ts';
import { addRows, feesKept, missingRows, takeRows } from '../kept-fees.ts';
import { type Account, escrowOf } from '../ledger.ts';
import { isOccupied } from '../milestones.ts';
import { type Amount, minus, plus, share, smaller, upTo, zero } from '../money.ts';
import { amountStepOf } from '../policy.ts';
import { lossesOn, putBeforeLoss } from './cover-loss.ts';
import { returnToStateBefore, withoutState } from './milestone.ts';
import type { NewPayout } from './payout.ts';
import { addTotals, type Charge, shiftFunds, sourceOf, weightOf } from './take.ts';

// Rule 52: gives back money that a chargeback took, the last step first.

/**
 * Gives back money that the steps took, as part of the last recorded event.
 *
 * @param gross at most the sum of the steps @returns the remaining steps, and the amounts to pay out again afterwards,
 * which have their own events
 */
export function putBack(
  draft: Draft,
  charge: Charge,
  { id: own, steps }: Pick<Chargeback, 'id' | 'steps'>,
  gross: Amount,
): { readonly steps: readonly ChargebackStep[]; readonly payouts: readonly NewPayout[] } {
  const unit = amountStepOf(draft.contract.policy);
  const standing: ChargebackStep[] = [];
  const payouts: NewPayout[] = [];
  let left = gross;
  let added = zero;
  for (const step of steps.toReversed()) {
    const wanted = smaller(left, weightOf(step));
    left = minus(left, wanted);
    const part = step.from === 'loss' ? wanted : upTo(unit, wanted);
    added = plus(added, minus(part, wanted));
    const split = splitStep(step, part, unit);
    if (split.left !== null) standing.unshift(split.left);
    if (split.taken === null) continue;
    const again = coverOthers(draft, charge, own, split.taken);
    if (again !== null) undo(draft, charge, again, payouts);
  }
  if (added === zero) return { steps: standing, payouts };
  // The marketplace adds what makes the last part a multiple of the contract's step.
  move(draft, 'loss:marketplace', `chargeback:${charge.id}`, added);
  return { steps: [...standing, { from: 'loss', amount: added }], payouts };
}

/** Splits a step in two, the first with `part`. */
function splitStep<Step extends ChargebackStep>(
  step: Step,
  part: Amount,
  unit: number,
): { readonly taken: Step | null; readonly left: Step | null } {
  const rest = minus(weightOf(step), part);
  if (part === zero) return { taken: null, left: step };
  if (rest === zero) return { taken: step, left: null };
  if (step.from === 'refund' || step.from === 'payout') {
    const fee = share(rest, step.fee, weightOf(step), unit);
    const fees = splitFees(step.fees, minus(step.fee, fee), unit);
    const amount = step.from === 'refund' && step.late ? minus(rest, fee) : rest;
    return {
      taken: { ...step, amount: minus(step.amount, amount), fee: minus(step.fee, fee), fees: fees.taken },
      left: { ...step, amount, fee, fees: fees.left },
    };
  }
  if (step.from === 'fee' && step.fees !== undefined) {
    const fees = splitFees(step.fees, part, unit);
    return {
      taken: { ...step, amount: part, fees: fees.taken },
      left: { ...step, amount: rest, fees: fees.left },
    };
  }
  return { taken: { ...step, amount: part }, left: { ...step, amount: rest } };
}

/**
 * If another chargeback of the charge caused a loss, the money reduces that loss first.
 *
 * @returns the amount that is left to give back
 */
function coverOthers(draft: Draft, charge: Charge, own: ChargebackId, step: ChargebackStep): ChargebackStep | null {
  if (step.from === 'loss' || step.from === 'fee') return step;
  let rest: ChargebackStep | null = step;
  for (const { id, borne } of lossesOn(draft, charge.id)) {
    if (rest === null || id === own) continue;
    const { taken, left }: ReturnType<typeof splitStep> = splitStep(
      rest,
      smaller(borne, weightOf(rest)),
      amountStepOf(draft.contract.policy),
    );
    rest = left;
    if (taken === null) continue;
    move(draft, `chargeback:${charge.id}`, 'loss:marketplace', weightOf(taken));
    putBeforeLoss(draft, id, taken);
  }
  return rest;
}

function undo(draft: Draft, charge: Charge, step: ChargebackStep, payouts: NewPayout[]): void {
  const from: Account = `chargeback:${charge.id}`;
  switch (step.from) {
    case 'loss':
      move(draft, from, 'loss:marketplace', step.amount);
      return;
    case 'fee': {
      const source = sourceOf(draft.contract, charge);
      const unit = amountStepOf(draft.contract.policy);
      const { taken } = splitFees(step.fees ?? (source === undefined ? [] : feesOfSource(source)), step.amount, unit);
      takeFees(draft, from, 'client', taken);
      updateSource(draft, charge.id, (each) => ({
        ...each,
        feeChargedBack: minus(each.feeChargedBack ?? zero, step.amount),
        feesKept: addRows(feesKept(each, unit), taken),
      }));
      return;
    }
    case 'payout':
      payouts.push(payAgain(draft, charge, step));
      return;
    case 'milestone':
      backToMilestone(draft, charge, step.milestoneId, step.amount);
      return;
    case 'carried':
      addTotals(draft, { chargedBack: -step.amount });
      toPot(draft, charge, step.amount);
      return;
    case 'refund':
      refundAgain(draft, charge, step);
  }
}

type StepFrom<From extends ChargebackStep['from']> = Extract<ChargebackStep, { from: From }>;

function payAgain(draft: Draft, charge: Charge, step: StepFrom<'payout'>): NewPayout {
  const { milestoneId, purpose, amount: part, fee, fees } = step;
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

/** The client's fee of a refund. If another chargeback has taken it since, the marketplace bears it. */
function returnFeeAgain(draft: Draft, charge: Charge, wanted: readonly Fee[]): void {
  const source = sourceOf(draft.contract, charge);
  const unit = amountStepOf(draft.contract.policy);
  const kept = source === undefined ? [] : feesKept(source, unit);
  const missing = missingRows(kept, wanted);
  const account: Account = `chargeback:${charge.id}`;
  move(draft, 'loss:marketplace', account, totalOf(missing));
  takeFees(draft, account, 'client', missing);
  returnFees(draft, 'payable:client', 'client', wanted);
  const { left } = takeRows(addRows(kept, missing), addRows([], wanted), unit);
  if (source !== undefined) updateSource(draft, charge.id, (each) => ({ ...each, feesKept: left }));
}

/** A milestone whose payout or refund continues is paid, or refunded, again. */
function resumeFinished(milestone: Milestone): Milestone {
  if (milestone.state !== 'charged_back') return milestone;
  const { resume } = milestone;
  return resume.state === 'paid' || resume.state === 'refunded' ? { ...withoutState(milestone), ...resume } : milestone;
}

/**
 * The money goes back to its milestone if work continues there and no other milestone is funded, else to the carried
 * funds (rule 8).
 */
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
    // A milestone with a refund request keeps it: the request is still open.
    putMilestone(draft, held.state === 'charged_back' ? returnToStateBefore(draft, held) : held);
    holdSource(draft, charge, back);
  }
  const rest = minus(part, back);
  if (rest === zero) return;
  shiftFunds(draft, milestoneId, 'chargedBack', 'carriedOut', rest);
  toPot(draft, charge, rest);
}

/** The part of the taken money that may come back to the milestone. */
function roomOn({ contract }: Draft, milestone: Milestone): Amount {
  if (contract.status !== 'active' && contract.status !== 'ending') return zero;
  const { funds, state, pendingIncrease } = milestone;
  if (state === 'charged_back') {
    const isFree = !contract.milestones.some(isOccupied) && milestone.resume.state !== 'paid';
    return isFree && milestone.resume.state !== 'refunded' ? funds.chargedBack : zero;
  }
  if (!isOccupied(milestone) || state === 'funding') return zero;
  // The client may be depositing it again at this moment.
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
