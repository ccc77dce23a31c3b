import { refundableOn } from '../chargeback.ts';
import type { Contract, Payment } from '../contract.ts';
import { type Draft, findPayment, move, putPayment, record } from '../draft.ts';
import { totalOf } from '../fees.ts';
import type { PaymentId } from '../ids.ts';
import { plus, smaller, zero } from '../money.ts';
import { assertHolds } from '../refusal.ts';
import { requestPayment } from '../request-payment.ts';
import { isOpenPart, type ReturnPart, type ReturnRecord } from '../return-record.ts';
import {
  accountOf,
  clientFeeBack,
  completeIfOver,
  passOn,
  putReturnPart,
  refundReturned,
  returnData,
  returnPart,
} from './give-back.ts';
import { putPayout, takeFromPayout } from './payout.ts';

// Rule 51: what was sent comes back by a reversal of each transfer. Where the provider cannot take it back, an operator decides.

/** A transfer that did not come with the contract has succeeded long ago. */
export function hasArrived(contract: Contract, transfer: PaymentId | null): boolean {
  return transfer === null || (findPayment(contract, transfer)?.status ?? 'succeeded') === 'succeeded';
}

export function requestReversal(
  draft: Draft,
  { milestoneId, amount, fee, fees = [], source }: Pick<Payment, 'milestoneId' | 'amount' | 'fee' | 'fees' | 'source'>,
  isOperators = draft.by.side === 'operator',
): Payment {
  const wanted = {
    milestoneId,
    amount,
    fee,
    source,
    kind: 'reversal',
    purpose: 'return',
    paymentMethod: null,
  } as const;
  return requestPayment(draft, { ...wanted, ...(fees.length > 0 ? { fees } : {}), isOperators });
}

/** What waited for its transfer to arrive can be taken back now. */
export function reverseArrived(draft: Draft, { id }: Payment): void {
  const open = partOfTransfer(draft, id);
  if (open === undefined) return;
  const { found, part } = open;
  if (part.amount === part.fee) {
    completePart(draft, found, part);
    return;
  }
  const { milestoneId = null } = draft.contract.payouts.find((each) => each.id === part.payoutId) ?? {};
  const wanted = { milestoneId, amount: part.amount, fee: part.fee, source: id };
  const reversal = requestReversal(draft, wanted, found.madeBy.side === 'operator');
  putReturnPart(draft, found.id, { ...part, reversal: reversal.id });
}

/** A transfer that waited to be taken back has failed: the money is there. As part of the event recorded last. */
export function takeFailed(draft: Draft, { id }: Payment): void {
  const open = partOfTransfer(draft, id);
  if (open === undefined) return;
  const { found, part } = open;
  const payout = draft.contract.payouts.find((each) => each.id === part.payoutId);
  const paid = payout?.parts.find(({ source }) => source === part.source);
  assertHolds(payout !== undefined && paid !== undefined, 'what comes back was to be paid out');
  putReturnPart(draft, found.id, { ...part, state: 'completed' });
  passOn(
    draft,
    part.source,
    takeFromPayout(draft, payout, paid, part.amount, accountOf),
    found.madeBy.side === 'operator',
  );
  completeIfOver(draft, found.id);
}

/** A transfer came back, so that its reversal failed: the money is there. As part of the event recorded last. */
export function takeSentBack(draft: Draft, transfer: Payment): void {
  const isIt = (part: ReturnPart) => part.transfer === transfer.id && isOpenPart(part);
  const found = draft.contract.returns.find(({ parts }) => parts.some(isIt));
  const part = found?.parts.find(isIt);
  if (found === undefined || part === undefined) return;
  cancelReversal(draft, part);
  putReturnPart(draft, found.id, { ...part, reversal: null, state: 'pending', failure: null });
  takeFailed(draft, transfer);
}

/** The part of a return that waits for a transfer to arrive. */
function partOfTransfer(draft: Draft, transfer: PaymentId) {
  const isIt = (part: ReturnPart) => part.transfer === transfer && part.reversal === null && isOpenPart(part);
  const found = draft.contract.returns.find(({ parts }) => parts.some(isIt));
  const part = found?.parts.find(isIt);
  return found === undefined || part === undefined ? undefined : { found, part };
}

/** The return and the part of it that a reversal is for. */
function partOfReversal(draft: Draft, reversal: PaymentId) {
  const found = draft.contract.returns.find(({ parts }) => parts.some((part) => part.reversal === reversal));
  const part = found?.parts.find((each) => each.reversal === reversal);
  return found === undefined || part === undefined || !isOpenPart(part) ? undefined : { found, part };
}

/** Rule 51: the money has come back, so that it can be refunded. As part of the event recorded last. */
export function completeReversal(draft: Draft, { id }: Payment): void {
  const open = partOfReversal(draft, id);
  assertHolds(open !== undefined, 'a reversal belongs to a return');
  completePart(draft, open.found, open.part);
}

function completePart(draft: Draft, found: ReturnRecord, part: ReturnPart): void {
  const payout = draft.contract.payouts.find((each) => each.id === part.payoutId);
  const paid = payout?.parts.find(({ source }) => source === part.source);
  assertHolds(payout !== undefined && paid !== undefined, 'what comes back was paid out');
  putReturnPart(draft, found.id, { ...part, state: 'completed', failure: null });
  returnPart(draft, payout, paid, part, found.madeBy.side === 'operator');
  completeIfOver(draft, found.id);
}

/** The provider could not take the money back, or does not say: an operator decides what becomes of it. */
export function parkReversal(draft: Draft, { id, failure }: Payment): void {
  const open = partOfReversal(draft, id);
  if (open === undefined) return;
  const { found, part } = open;
  putReturnPart(draft, found.id, { ...part, state: 'parked', failure });
  record(draft, 'return.parked', returnData(found, part.amount));
}

/** The provider is at it again. */
export function resumeReversal(draft: Draft, { id }: Payment): void {
  const open = partOfReversal(draft, id);
  if (open !== undefined) putReturnPart(draft, open.found.id, { ...open.part, state: 'pending', failure: null });
}

/** The marketplace gives the client the money that the freelancer keeps. As part of the event recorded last. */
export function bearPart(draft: Draft, given: ReturnRecord, part: ReturnPart): void {
  cancelReversal(draft, part);
  putReturnPart(draft, given.id, { ...part, state: 'borne', failure: null });
  const payout = draft.contract.payouts.find((each) => each.id === part.payoutId);
  assertHolds(payout !== undefined, 'what is borne was paid out');
  // What the bank gave back, the marketplace bears already.
  const amount = smaller(part.amount, refundableOn(draft.contract, part.source));
  if (amount === zero) return;
  const parts = payout.parts.map((each) =>
    each.source === part.source ? { ...each, borne: plus(each.borne, amount) } : each,
  );
  putPayout(draft, { ...payout, parts });
  move(draft, 'loss:marketplace', 'payable:client', amount);
  const { milestoneId } = payout;
  const fees = clientFeeBack(draft, part.source, { borne: amount });
  refundReturned(draft, { milestoneId, amount, fee: totalOf(fees), fees, source: part.source, borne: true }, true);
}

export function cancelPart(draft: Draft, given: ReturnRecord, part: ReturnPart): void {
  cancelReversal(draft, part);
  putReturnPart(draft, given.id, { ...part, state: 'cancelled', failure: null });
}

export function cancelReversal(draft: Draft, { reversal }: ReturnPart): void {
  const payment = reversal === null ? undefined : findPayment(draft.contract, reversal);
  if (payment !== undefined) putPayment(draft, { ...payment, status: 'cancelled' });
}
