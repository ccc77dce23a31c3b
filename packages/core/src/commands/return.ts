import { readMovable } from '../amounts.ts';
import type { Contract } from '../contract.ts';
import { type Draft, findPayment, putPayment, record } from '../draft.ts';
import { paymentData } from '../funds.ts';
import { plus } from '../money.ts';
import { isRefusal, type Refusal, refuse } from '../refusal.ts';
import type { ReturnFrom, ReturnPart, ReturnRecord } from '../return-record.ts';
import { putReturnPart, returnData } from '../transitions/give-back.ts';
import { payoutsFrom, planReturn } from '../transitions/plan-return.ts';
import { readReason } from '../transitions/reason.ts';
import { makeReturn } from '../transitions/return.ts';
import { bearPart, cancelPart, cancelReversal, requestReversal } from '../transitions/reversal.ts';
import type { CommandRules } from './rules.ts';

// Rules 50 and 51: giving back released money, and an operator's commands when the provider cannot take it back.

export const returnFunds: CommandRules<'return_funds'> = {
  run(draft, { from, amount: asked, reason }) {
    const unknown = unknownFrom(draft.contract, from);
    if (unknown !== undefined) return unknown;
    const refused = readReason(reason);
    if (refused !== undefined) return refused;
    const amount = readMovable(draft.contract, asked, '/amount');
    if (typeof amount !== 'number') return amount;
    const drawn = planReturn(draft, from, amount);
    if (isRefusal(drawn)) return drawn;
    makeReturn(draft, drawn, { from, amount, reason });
    return undefined;
  },
};

function unknownFrom(contract: Contract, from: ReturnFrom): Refusal | undefined {
  if ('milestoneId' in from && contract.milestones.every(({ id }) => id !== from.milestoneId))
    return refuse('not_found', '/from/milestoneId', 'There is no such milestone on this contract.');
  if ('paymentId' in from && payoutsFrom(contract, from).length === 0)
    return refuse('nothing_to_return', '/from/paymentId', 'No bonus that can be given back has this id.');
  return undefined;
}

export const retryReturn: CommandRules<'retry_return'> = {
  run(draft, { returnId, reason }) {
    return eachParked(draft, returnId, reason, { ofCertain: false }, (given, parts) => {
      for (const part of parts) retryPart(draft, given, part, reason);
    });
  },
};

/** A certain failure is retried under another id; anything else is looked up under its own id. */
function retryPart(draft: Draft, given: ReturnRecord, part: ReturnPart, reason: string): void {
  const payment = part.reversal === null ? undefined : findPayment(draft.contract, part.reversal);
  if (payment === undefined) return;
  const isOver = payment.failure?.certain === true;
  if (isOver) cancelReversal(draft, part);
  const again = isOver ? requestReversal(draft, payment) : payment;
  record(draft, 'payment.retried', { ...paymentData(again), reason });
  if (!isOver) putPayment(draft, { ...payment, status: 'pending', failure: null });
  putReturnPart(draft, given.id, { ...part, reversal: again.id, state: 'pending', failure: null });
}

export const cancelReturn: CommandRules<'cancel_return'> = {
  run(draft, { returnId, reason }) {
    return eachParked(draft, returnId, reason, { ofCertain: true }, (given, parts) => {
      record(draft, 'return.cancelled', { ...returnData(given, amountOf(parts)), reason });
      for (const part of parts) cancelPart(draft, given, part);
    });
  },
};

export const bearReturn: CommandRules<'bear_return'> = {
  run(draft, { returnId, reason }) {
    return eachParked(draft, returnId, reason, { ofCertain: true }, (given, parts) => {
      record(draft, 'return.borne', { ...returnData(given, amountOf(parts)), reason });
      for (const part of parts) bearPart(draft, given, part);
    });
  },
};

function amountOf(parts: readonly ReturnPart[]) {
  return plus(...parts.map(({ amount }) => amount));
}

/** @param ofCertain whether only parts that failed for certain count; the others may have come back after all */
function eachParked(
  draft: Draft,
  id: ReturnRecord['id'],
  reason: string,
  { ofCertain }: { readonly ofCertain: boolean },
  act: (given: ReturnRecord, parts: readonly ReturnPart[]) => void,
): Refusal | undefined {
  const given = draft.contract.returns.find((each) => each.id === id);
  if (given === undefined) return refuse('not_found');
  const refused = readReason(reason);
  if (refused !== undefined) return refused;
  const parked = given.parts.filter(({ state }) => state === 'parked');
  const parts = ofCertain ? parked.filter(({ failure }) => failure?.certain === true) : parked;
  if (parts.length === 0) return refuse(ofCertain ? 'payment_not_cancellable' : 'payment_not_retryable');
  act(given, parts);
  return undefined;
}
