import { chargebackOn, lossOn, refundableOn } from '../chargeback.ts';
import type { Contract, Payment } from '../contract.ts';
import { addToTotal, change, type Draft, findPayment, move, putMilestone, putPayment, record } from '../draft.ts';
import { returnFees } from '../fee-movements.ts';
import type { Fee } from '../fee-row.ts';
import { splitFees, totalOf } from '../fees.ts';
import { takeFeeBack } from '../funds.ts';
import type { PaymentId, ReturnId } from '../ids.ts';
import type { Instant } from '../instant.ts';
import type { Account } from '../ledger.ts';
import { type Amount, minus, plus, share, smaller, zero } from '../money.ts';
import { feesOfPart, type PayoutPart, type PayoutRecord } from '../payout-record.ts';
import { assertHolds, type Refusal, refuse } from '../refusal.ts';
import { type NewPayment, requestPayment } from '../request-payment.ts';
import { isOpenPart, isOpenReturn, type ReturnFrom, type ReturnPart, type ReturnRecord } from '../return-record.ts';
import { updateSource } from '../sources.ts';
import { settleMilestones } from './charged-back.ts';
import { coverLoss, type Recovered } from './cover-loss.ts';
import { finishMilestone } from './milestone.ts';
import { isUnsentPart, lowerReleased, putPayout, releasedFrom, returnableUntil, takeFromPayout } from './payout.ts';

// Rules 50 and 51: released money goes back to the client. What was not sent comes back at once. The rest is a reversal of
// each transfer, and once that has succeeded, a refund of its charge.

/** Closed returns that stay on the contract; the timeline tells of the others. */
const closedKept = 20;

interface Drawable {
  readonly payout: PayoutRecord;
  readonly part: PayoutPart;
  readonly left: Amount;
}

/** The releases or the bonus that a return names. */
export function payoutsFrom({ payouts }: Pick<Contract, 'payouts'>, from: ReturnFrom): readonly PayoutRecord[] {
  return payouts.filter(({ milestoneId, purpose, parts }) => {
    if ('paymentId' in from) {
      const { paymentId } = from;
      return purpose === 'bonus' && parts.some(({ source, payment }) => source === paymentId || payment === paymentId);
    }
    return purpose === 'release' && milestoneId === ('milestoneId' in from ? from.milestoneId : null);
  });
}

/** The payouts that are named together with this one. */
function besides(contract: Contract, { purpose, milestoneId, parts }: PayoutRecord): readonly PayoutRecord[] {
  if (purpose === 'bonus') return parts.flatMap(({ source }) => payoutsFrom(contract, { paymentId: source }));
  return payoutsFrom(contract, milestoneId === null ? { carried: true } : { milestoneId });
}

/** Newest release first, and in it the newest charge first. */
function drawableFrom(payouts: readonly PayoutRecord[]): readonly Drawable[] {
  return payouts.toReversed().flatMap((payout) =>
    payout.parts.toReversed().flatMap((part) => {
      const left = minus(part.amount, plus(part.returned, part.borne));
      return left === zero ? [] : [{ payout, part, left }];
    }),
  );
}

function sumOf(drawable: readonly Drawable[]): Amount {
  return plus(...drawable.map(({ left }) => left));
}

function isYoung({ payout }: Drawable, policy: Contract['policy'], now: Instant): boolean {
  return now <= returnableUntil(payout, policy);
}

/** Whether a return of the same payouts is open. One at a time, so that each fee is returned in proportion once. */
function isOpenFor({ returns }: Contract, payouts: readonly PayoutRecord[]): boolean {
  const ids = new Set(payouts.map(({ id }) => id));
  return returns.filter(isOpenReturn).some(({ parts }) => parts.some(({ payoutId }) => ids.has(payoutId)));
}

/** Why nothing can be given back at all right now. */
export function nothingToReturn(contract: Contract, now: Instant): Refusal | undefined {
  const left = drawableFrom(contract.payouts);
  if (left.length === 0) return refuse('nothing_to_return');
  const young = left.filter((each) => isYoung(each, contract.policy, now));
  if (young.length === 0) return refuse('return_period_over');
  const free = young.filter(({ payout }) => !isOpenFor(contract, besides(contract, payout)));
  if (free.length === 0) return refuse('return_open');
  return withoutCharged(contract, free).length === 0 ? refuse('chargeback_open') : undefined;
}

/** What the return draws on, or why it cannot. */
export function planReturn(draft: Draft, from: ReturnFrom, amount: Amount): readonly Drawable[] | Refusal {
  const { contract, occurredAt } = draft;
  const payouts = payoutsFrom(contract, from);
  if (isOpenFor(contract, payouts)) return refuse('return_open');
  const all = drawableFrom(payouts);
  if (all.length === 0) return refuse('nothing_to_return', '/from');
  const young = all.filter((each) => isYoung(each, contract.policy, occurredAt));
  if (young.length === 0) return refuse('return_period_over', '/from');
  if (amount > sumOf(all)) return refuse('amount_exceeds_released', '/amount');
  if (amount > sumOf(young)) {
    return refuse('return_period_over', '/amount', 'Part of this was released too long ago. Enter a lower amount.');
  }
  const free = withoutCharged(contract, young);
  if (free.length === 0) return refuse('chargeback_open', '/from');
  if (amount > sumOf(free))
    return refuse('chargeback_open', '/amount', 'The bank has part of this. Enter a lower amount.');
  let missing = amount;
  return free.flatMap((each) => {
    const left = smaller(each.left, missing);
    missing = minus(missing, left);
    return left === zero ? [] : [{ ...each, left }];
  });
}

/** Of a charge that the bank took back comes as much as the marketplace bears: the client has that money already. */
function withoutCharged(contract: Contract, drawable: readonly Drawable[]): readonly Drawable[] {
  const used = new Map<PaymentId, Amount>();
  return drawable.flatMap((each) => {
    const { source } = each.part;
    if (chargebackOn(contract, source) === undefined) return [each];
    const before = used.get(source) ?? zero;
    const left = smaller(each.left, minus(lossOn(contract, source), before));
    used.set(source, plus(before, left));
    return left === zero ? [] : [{ ...each, left }];
  });
}

/** Takes back what was not sent, and asks for the reversal of the rest. */
export function makeReturn(
  draft: Draft,
  drawn: readonly Drawable[],
  { from, amount, reason }: Pick<ReturnRecord, 'from' | 'amount' | 'reason'>,
): void {
  // What the fee takes whole needs no reversal, once its transfer has arrived.
  const isAtOnce = ({ part, left }: Drawable) =>
    isUnsentPart(draft, part) || (left === feeOn(part, left) && hasArrived(draft.contract, part.payment));
  const atOnce = drawn.filter(isAtOnce);
  const isOperators = draft.by.side === 'operator';
  const id = draft.environment.newId('return');
  const made = { id, from, amount, reason, madeBy: draft.by, madeAt: draft.occurredAt, atOnce: sumOf(atOnce) };
  record(draft, 'return.made', { ...returnData(made, amount), atOnce: made.atOnce, reason });
  for (const each of atOnce) {
    if (isUnsentPart(draft, each.part)) returnUnsent(draft, each);
    else returnPart(draft, each.payout, each.part, { amount: each.left, fee: each.left }, isOperators);
  }
  const parts = drawn.filter((each) => !atOnce.includes(each)).map((each) => askForReversal(draft, each));
  const kept = draft.contract.returns.filter((each) => !isOpenReturn(each)).slice(-closedKept);
  const returns = draft.contract.returns.filter((each) => isOpenReturn(each) || kept.includes(each));
  change(draft, { returns: [...returns, { ...made, parts }] });
  completeIfOver(draft, id);
}

/** A return as its events name it. */
export function returnData({ id, from }: Pick<ReturnRecord, 'id' | 'from'>, amount: Amount) {
  return {
    returnId: id,
    milestoneId: 'milestoneId' in from ? from.milestoneId : null,
    bonusId: 'paymentId' in from ? from.paymentId : null,
    amount,
  };
}

/** The fee in what is taken back next of a transfer: by running total, so that the parts sum to its fee exactly. */
function feeOn({ amount, fee, returned, feeReturned }: PayoutPart, taken: Amount): Amount {
  return minus(share(plus(returned, taken), fee, amount), feeReturned);
}

function askForReversal(draft: Draft, { payout, part, left: amount }: Drawable): ReturnPart {
  assertHolds(part.payment !== null, 'what was sent has a transfer');
  const fee = feeOn(part, amount);
  const { taken: fees } = splitFees(feesOfPart(payout, part), fee);
  const wanted = { milestoneId: payout.milestoneId, amount, fee, fees, source: part.payment };
  const reversal = hasArrived(draft.contract, part.payment) ? requestReversal(draft, wanted).id : null;
  return {
    payoutId: payout.id,
    source: part.source,
    transfer: part.payment,
    amount,
    fee,
    reversal,
    state: 'pending',
    failure: null,
  };
}

/** A transfer that did not come with the contract has succeeded long ago. */
function hasArrived(contract: Contract, transfer: PaymentId | null): boolean {
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

function returnUnsent(draft: Draft, { payout, part, left }: Drawable): void {
  passOn(draft, part.source, takeFromPayout(draft, payout, part, left, accountOf), draft.by.side === 'operator');
}

/** What comes back of a release, or of a bonus, on its way to the client. */
function accountOf({ purpose }: Pick<PayoutRecord, 'purpose'>): Account {
  return `returned:${purpose}`;
}

/** Records that a part which was sent has come back, as part of the event recorded last. */
function returnPart(
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
  const { taken: back, left: kept } = splitFees(feesOfPart(payout, paid), fee);
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

/** What came back makes up for what the marketplace bears of a chargeback first (rule 52); the client gets the rest. */
function passOn(draft: Draft, source: PaymentId, back: Recovered, isOperators: boolean): void {
  const lost = smaller(back.amount, lossOn(draft.contract, source));
  if (lost > zero) {
    const fee = share(lost, back.fee, back.amount);
    move(draft, accountOf(back), 'loss:marketplace', lost);
    coverLoss(draft, source, { ...back, amount: lost, fee, fees: splitFees(back.fees, fee).taken });
  }
  const rest = minus(back.amount, lost);
  if (rest > zero) giveBackReturned(draft, back, source, rest, isOperators);
  if (lost > zero) settleMilestones(draft);
}

/** Money that came back from the freelancer goes to the client, with the client's fee on it. */
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
  // Of a milestone that is paid, nothing is left of what was released.
  putMilestone(draft, back.state === 'paid' && back.funds.released === zero ? finishMilestone(draft, back) : back);
}

/** The client's fee that goes back with a part of a charge, as part of the event recorded last. */
function clientFeeBack(
  draft: Draft,
  charge: PaymentId,
  { refunded = zero, returned = zero, borne = zero }: { refunded?: Amount; returned?: Amount; borne?: Amount },
): readonly Fee[] {
  let fees: readonly Fee[] = [];
  updateSource(draft, charge, (source) => {
    const taken = takeFeeBack(source, plus(refunded, borne));
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

function refundReturned(
  draft: Draft,
  wanted: Pick<NewPayment, 'milestoneId' | 'amount' | 'fee' | 'fees' | 'source' | 'borne'>,
  isOperators: boolean,
): void {
  requestPayment(draft, { ...wanted, kind: 'refund', purpose: 'return', paymentMethod: null, isOperators });
}

/** The return and the part of it that a reversal is for. */
function partOfReversal(draft: Draft, reversal: PaymentId) {
  const found = draft.contract.returns.find(({ parts }) => parts.some((part) => part.reversal === reversal));
  const part = found?.parts.find((each) => each.reversal === reversal);
  return found === undefined || part === undefined || !isOpenPart(part) ? undefined : { found, part };
}

export function putReturnPart(draft: Draft, id: ReturnId, after: ReturnPart): void {
  const changed = (given: ReturnRecord): ReturnRecord =>
    given.id === id
      ? { ...given, parts: given.parts.map((each) => (each.transfer === after.transfer ? after : each)) }
      : given;
  change(draft, { returns: draft.contract.returns.map(changed) });
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

function completeIfOver(draft: Draft, id: ReturnId): void {
  const found = draft.contract.returns.find((each) => each.id === id);
  if (found === undefined || found.parts.some(({ state }) => state !== 'completed')) return;
  record(draft, 'return.completed', returnData(found, found.amount));
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
