import { refundableOn } from '../chargeback.ts';
import type { Contract } from '../contract.ts';
import { type Draft, findPayment, move, putPayment, record } from '../draft.ts';
import { totalOf } from '../fees.ts';
import type { PaymentId } from '../ids.ts';
import { plus, smaller, zero } from '../money.ts';
import type { Payment } from '../payment-record.ts';
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

// Rule 51: money that was paid out comes back by a reversal of each transfer. If the provider cannot take it back, an
// operator decides.

/** A transfer that is not on the contract any more has succeeded. */
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

/** The transfer has arrived, so the return that waited for it can continue. */
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

/** A transfer with a waiting return has failed, so the money is available. As part of the last recorded event. */
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

/** A transfer came back, so its reversal failed and the money is available. As part of the last recorded event. */
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

/** The return and its part that a reversal belongs to. */
function partOfReversal(draft: Draft, reversal: PaymentId) {
  const found = draft.contract.returns.find(({ parts }) => parts.some((part) => part.reversal === reversal));
  const part = found?.parts.find((each) => each.reversal === reversal);
  return found === undefined || part === undefined || !isOpenPart(part) ? undefined : { found, part };
}

/** Rule 51: the money has come back, so it can be refunded. As part of the last recorded event. */
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

/** The provider could not take the money back, or the outcome is unknown: an operator decides. */
export function parkReversal(draft: Draft, { id, failure }: Payment): void {
  const open = partOfReversal(draft, id);
  if (open === undefined) return;
  const { found, part } = open;
  putReturnPart(draft, found.id, { ...part, state: 'parked', failure });
  record(draft, 'return.parked', returnData(found, part.amount));
}

/** The provider is processing it again. */
export function resumeReversal(draft: Draft, { id }: Payment): void {
  const open = partOfReversal(draft, id);
  if (open !== undefined) putReturnPart(draft, open.found.id, { ...open.part, state: 'pending', failure: null });
}

/** The marketplace pays the client, and the freelancer keeps the money. As part of the last recorded event. */
export function bearPart(draft: Draft, given: ReturnRecord, part: ReturnPart): void {
  cancelReversal(draft, part);
  putReturnPart(draft, given.id, { ...part, state: 'borne', failure: null });
  const payout = draft.contract.payouts.find((each) => each.id === part.payoutId);
  assertHolds(payout !== undefined, 'what is borne was paid out');
  // The marketplace already bears the part that the bank gave back.
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
