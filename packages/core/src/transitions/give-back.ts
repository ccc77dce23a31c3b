import { lossOn } from '../chargeback.ts';
import { addToTotal, change, type Draft, move, putMilestone, record } from '../draft.ts';
import { returnFees } from '../fee-movements.ts';
import type { Fee } from '../fee-row.ts';
import { splitFees, totalOf } from '../fees.ts';
import { takeFeeBack } from '../funds.ts';
import type { PaymentId, ReturnId } from '../ids.ts';
import type { Account } from '../ledger.ts';
import { type Amount, minus, plus, share, smaller, zero } from '../money.ts';
import { feesOfPart, type PayoutPart, type PayoutRecord } from '../payout-record.ts';
import { amountStepOf } from '../policy.ts';
import { assertHolds } from '../refusal.ts';
import { type NewPayment, requestPayment } from '../request-payment.ts';
import type { ReturnPart, ReturnRecord } from '../return-record.ts';
import { updateSource } from '../sources.ts';
import { markChargedBack } from './charged-back.ts';
import { coverLoss, type Recovered } from './cover-loss.ts';
import { finishMilestone } from './milestone.ts';
import { lowerReleased, putPayout, releasedFrom } from './payout.ts';

// Rules 50 to 52: returned money of a release or a bonus goes to the client.

/** The data of a return in events. */
export function returnData({ id, from }: Pick<ReturnRecord, 'id' | 'from'>, amount: Amount) {
  return {
    returnId: id,
    milestoneId: 'milestoneId' in from ? from.milestoneId : null,
    bonusId: 'paymentId' in from ? from.paymentId : null,
    amount,
  };
}

/** Returned money of a release or a bonus, on its way to the client. */
export function accountOf({ purpose }: Pick<PayoutRecord, 'purpose'>): Account {
  return `returned:${purpose}`;
}

/** Records that a part that was paid out has come back, as part of the last recorded event. */
export function returnPart(
  draft: Draft,
  { id, milestoneId, purpose }: PayoutRecord,
  { source }: PayoutPart,
  { amount, fee }: Pick<ReturnPart, 'amount' | 'fee'>,
  isOperators: boolean,
): void {
  const payout = draft.contract.payouts.find((each) => each.id === id);
  assertHolds(payout !== undefined, 'what comes back was paid out');
  const paid = payout.parts.find((part) => part.source === source);
  assertHolds(paid !== undefined, 'what comes back was paid out');
  const { taken: back, left: kept } = splitFees(feesOfPart(payout, paid), fee, amountStepOf(draft.contract.policy));
  const parts = payout.parts.map((part) =>
    part.source === source
      ? { ...part, fees: kept, returned: plus(part.returned, amount), feeReturned: plus(part.feeReturned, fee) }
      : part,
  );
  putPayout(draft, { ...payout, parts });
  updateSource(draft, source, (from) => ({ ...from, paidOut: minus(from.paidOut, amount) }));
  lowerReleased(draft, { milestoneId, purpose, amount });
  const net = minus(amount, fee);
  move(draft, 'processor', 'receivable:freelancer', net);
  move(draft, 'receivable:freelancer', accountOf(payout), net);
  returnFees(draft, accountOf(payout), 'freelancer', back);
  passOn(draft, source, { milestoneId, purpose, amount, fee, fees: back }, isOperators);
}

/** Returned money first covers the marketplace's loss from a chargeback (rule 52); the client gets the rest. */
export function passOn(draft: Draft, source: PaymentId, back: Recovered, isOperators: boolean): void {
  const lost = smaller(back.amount, lossOn(draft.contract, source));
  if (lost > zero) {
    const step = amountStepOf(draft.contract.policy);
    const fee = share(lost, back.fee, back.amount, step);
    move(draft, accountOf(back), 'loss:marketplace', lost);
    coverLoss(draft, source, { ...back, amount: lost, fee, fees: splitFees(back.fees, fee, step).taken });
  }
  const rest = minus(back.amount, lost);
  if (rest > zero) giveBackReturned(draft, back, source, rest, isOperators);
  if (lost > zero) markChargedBack(draft);
}

/** Money that came back from the freelancer goes to the client, with its part of the client's fee. */
function giveBackReturned(
  draft: Draft,
  { milestoneId, purpose }: Pick<PayoutRecord, 'milestoneId' | 'purpose'>,
  source: PaymentId,
  amount: Amount,
  isOperators: boolean,
): void {
  move(draft, accountOf({ purpose }), 'payable:client', amount);
  const fees = clientFeeBack(draft, source, { refunded: amount, returned: amount });
  refundReturned(draft, { milestoneId, amount, fee: totalOf(fees), fees, source }, isOperators);
  if (purpose === 'bonus') return;
  addToTotal(draft, 'refunded', amount);
  addToTotal(draft, 'returned', amount);
  const milestone = releasedFrom(draft, { milestoneId, purpose });
  if (milestone === undefined) return;
  const { funds } = milestone;
  const back = { ...milestone, funds: { ...funds, refunded: plus(funds.refunded, amount) } };
  // Nothing is left of the paid milestone's released money.
  putMilestone(draft, back.state === 'paid' && back.funds.released === zero ? finishMilestone(draft, back) : back);
}

/** The client's fee that goes back with a part of a charge, as part of the last recorded event. */
export function clientFeeBack(
  draft: Draft,
  charge: PaymentId,
  { refunded = zero, returned = zero, borne = zero }: { refunded?: Amount; returned?: Amount; borne?: Amount },
): readonly Fee[] {
  let fees: readonly Fee[] = [];
  updateSource(draft, charge, (source) => {
    const taken = takeFeeBack(source, plus(refunded, borne), amountStepOf(draft.contract.policy));
    fees = taken.fees;
    return {
      ...taken.source,
      refunded: plus(source.refunded, refunded),
      returned: plus(source.returned, returned),
      borne: plus(source.borne, borne),
    };
  });
  returnFees(draft, 'payable:client', 'client', fees);
  return fees;
}

export function refundReturned(
  draft: Draft,
  wanted: Pick<NewPayment, 'milestoneId' | 'amount' | 'fee' | 'fees' | 'source' | 'borne'>,
  isOperators: boolean,
): void {
  requestPayment(draft, { ...wanted, kind: 'refund', purpose: 'return', paymentMethod: null, isOperators });
}

export function putReturnPart(draft: Draft, id: ReturnId, after: ReturnPart): void {
  const changed = (given: ReturnRecord): ReturnRecord =>
    given.id === id
      ? { ...given, parts: given.parts.map((each) => (each.transfer === after.transfer ? after : each)) }
      : given;
  change(draft, { returns: draft.contract.returns.map(changed) });
}

export function completeIfOver(draft: Draft, id: ReturnId): void {
  const found = draft.contract.returns.find((each) => each.id === id);
  if (found === undefined || found.parts.some(({ state }) => state !== 'completed')) return;
  record(draft, 'return.completed', returnData(found, found.amount));
}
