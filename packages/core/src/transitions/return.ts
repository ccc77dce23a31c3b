import { change, type Draft, record } from '../draft.ts';
import { splitFees } from '../fees.ts';
import { type Amount, minus, plus, share } from '../money.ts';
import { feesOfPart, type PayoutPart } from '../payout-record.ts';
import { amountStepOf } from '../policy.ts';
import { assertHolds } from '../refusal.ts';
import { isOpenReturn, type ReturnPart, type ReturnRecord } from '../return-record.ts';
import { accountOf, completeIfOver, passOn, returnData, returnPart } from './give-back.ts';
import { isUnsentPart, takeFromPayout } from './payout.ts';
import { type Drawable, sumOf } from './plan-return.ts';
import { hasArrived, requestReversal } from './reversal.ts';

// Rules 50 and 51: released money goes back to the client. Unsent money comes back at once. For the rest, each transfer
// is reversed, and then its charge is refunded.

/** Most closed returns on the contract; older ones are on the timeline. */
const closedKept = 20;

/** Takes back unsent money, and requests the reversal of the rest. */
export function makeReturn(
  draft: Draft,
  drawn: readonly Drawable[],
  { from, amount, reason }: Pick<ReturnRecord, 'from' | 'amount' | 'reason'>,
): void {
  const step = amountStepOf(draft.contract.policy);
  // A part that the fee takes completely needs no reversal once its transfer has arrived.
  const isAtOnce = ({ part, left }: Drawable) =>
    isUnsentPart(draft, part) || (left === feeOn(part, left, step) && hasArrived(draft.contract, part.payment));
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

/** The fee in the next part taken back of a transfer, by running total, so that the parts sum to its fee exactly. */
function feeOn({ amount, fee, returned, feeReturned }: PayoutPart, taken: Amount, step: number): Amount {
  return minus(share(plus(returned, taken), fee, amount, step), feeReturned);
}

function askForReversal(draft: Draft, { payout, part, left: amount }: Drawable): ReturnPart {
  assertHolds(part.payment !== null, 'what was sent has a transfer');
  const step = amountStepOf(draft.contract.policy);
  const fee = feeOn(part, amount, step);
  const { taken: fees } = splitFees(feesOfPart(payout, part), fee, step);
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

function returnUnsent(draft: Draft, { payout, part, left }: Drawable): void {
  passOn(draft, part.source, takeFromPayout(draft, payout, part, left, accountOf), draft.by.side === 'operator');
}
