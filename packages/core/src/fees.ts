import type { Party } from './contract.ts';
import { type Fee, type FeeOccasion, type FeeRow, serviceFee } from './fee-row.ts';
import { type Amount, amount, halfEven, minus, plus, share, smaller, zero } from './money.ts';
import type { Payment } from './payment-record.ts';
import { amountStepOf, type Policy } from './policy.ts';

// Rule 57. The fees of a decision are computed once, in rows, and shown with the same rows everywhere.

/** What the fees of a contract depend on. */
export type FeePolicy = Pick<Policy, 'fees' | 'amountStep'>;

/**
 * Computes the fees on `whole` for one occasion and payer, in the order of the rows. Fees and taxes together are
 * limited to `whole`, row by row. Rows of zero are left out. Every fee and tax is a multiple of the contract's step.
 */
export function feesOf(policy: FeePolicy, on: FeeOccasion, payer: Party, whole: Amount): readonly Fee[] {
  let left = whole;
  const taken: Fee[] = [];
  for (const row of policy.fees) {
    if (row.on !== on || row.payer !== payer) continue;
    const fee = feeOf(row, whole, left, amountStepOf(policy));
    left = minus(left, plus(fee.amount, fee.tax));
    if (fee.amount + fee.tax > 0) taken.push(fee);
  }
  return taken;
}

function feeOf({ label, payer, on, returned, ...row }: FeeRow, whole: Amount, most: Amount, step: number): Fee {
  const wanted = wantedOf(row, whole, BigInt(step));
  const taxBps = row.taxBps ?? 0;
  const tax = halfEven(wanted * BigInt(taxBps), 10_000n * BigInt(step)) * BigInt(step);
  const isCut = wanted + tax > BigInt(most);
  const net = isCut ? share(most, 10_000, 10_000 + taxBps, step) : amount(Number(wanted));
  return {
    label,
    payer,
    on,
    amount: net,
    tax: isCut ? minus(most, net) : amount(Number(tax)),
    ...(returned === 'never' ? { returned } : {}),
  };
}

/** Big integers, because a row may name more than a safe integer. */
function wantedOf({ bps = 0, flat = 0, minimum, maximum }: Partial<FeeRow>, whole: Amount, step: bigint): bigint {
  const counted = halfEven(BigInt(whole) * BigInt(bps) + BigInt(flat) * 10_000n, 10_000n * step) * step;
  const least = upTo(BigInt(minimum ?? 0), step);
  const raised = minimum === undefined || counted > least ? counted : least;
  const most = BigInt(maximum ?? 0) - (BigInt(maximum ?? 0) % step);
  return maximum === undefined || raised < most ? raised : most;
}

function upTo(wanted: bigint, step: bigint): bigint {
  return ((wanted + step - 1n) / step) * step;
}

/** Fees and their taxes together. */
export function totalOf(fees: readonly Fee[]): Amount {
  return plus(...fees.flatMap((fee) => [fee.amount, fee.tax]));
}

/**
 * Splits `part` of the total off the fees, spread over the rows in proportion.
 *
 * @param part at most `totalOf(fees)` @param step of the contract: see `amountStepOf`
 */
export function splitFees(
  fees: readonly Fee[],
  part: Amount,
  step: number,
): { readonly taken: readonly Fee[]; readonly left: readonly Fee[] } {
  const whole = totalOf(fees);
  let before = zero;
  const cut = (wanted: Amount): Amount => {
    const after = plus(before, wanted);
    // By running total, so that the parts sum to `part` exactly.
    const taken = wanted === zero ? zero : minus(share(part, after, whole, step), share(part, before, whole, step));
    before = after;
    return taken;
  };
  const taken = fees.map((fee) => ({ ...fee, amount: cut(fee.amount), tax: cut(fee.tax) }));
  const left = fees.map((fee, place) => ({
    ...fee,
    amount: minus(fee.amount, taken[place]?.amount ?? zero),
    tax: minus(fee.tax, taken[place]?.tax ?? zero),
  }));
  return { taken: taken.filter(isSomething), left: left.filter(isSomething) };
}

function isSomething(fee: Fee): boolean {
  return fee.amount + fee.tax > 0;
}

/**
 * The fees on `whole` that have come back once `back` of it has gone back. It is a cumulative share of each row, so
 * that the last part has the remainder. Subtract earlier returns with `feesBetween`.
 */
export function feesBetween(
  fees: readonly Fee[],
  whole: Amount,
  before: Amount,
  after: Amount,
  step: number,
): readonly Fee[] {
  const between = (each: Amount) => minus(share(after, each, whole, step), share(before, each, whole, step));
  return fees
    .filter(({ returned }) => returned !== 'never')
    .map((fee) => ({ ...fee, amount: between(fee.amount), tax: between(fee.tax) }))
    .filter(isSomething);
}

/** The rows of a payment's fee. Payments of older versions have only one amount. */
export function feesOfPayment({ kind, purpose, fee, fees }: Pick<Payment, 'kind' | 'purpose' | 'fee' | 'fees'>) {
  if (fees !== undefined) return fees;
  const payer = kind === 'transfer' || kind === 'reversal' ? 'freelancer' : 'client';
  return undividedFee(purpose === 'bonus' ? purpose : payer === 'freelancer' ? 'release' : 'deposit', payer, fee);
}

/** The single row of a fee from before fees had rows. */
export function undividedFee(on: FeeOccasion, payer: Party, fee: Amount): readonly Fee[] {
  return fee === zero ? [] : [{ label: serviceFee, payer, on, amount: fee, tax: zero }];
}

/** The client's fees, with tax, on top of a charge of `charged` for a milestone. */
export function clientFee(policy: FeePolicy, charged: Amount): Amount {
  return totalOf(feesOf(policy, 'deposit', 'client', charged));
}

/** The freelancer's fees, with tax, taken out of a release of `paid`. */
export function freelancerFee(policy: FeePolicy, paid: Amount): Amount {
  return totalOf(feesOf(policy, 'release', 'freelancer', paid));
}

/** The fee that one event of a release takes, and the rows that it lists. */
export interface FeesTaken {
  /** The part that is taken from this event's amount. */
  readonly taken: readonly Fee[];
  /** All rows of the decision for its first event, none for the second. */
  readonly listed: readonly Fee[];
}

/**
 * The fees of one decision that releases from a milestone and from the carried funds. They are taken once, and both
 * sources share them.
 */
export function releaseFees(
  policy: FeePolicy,
  fromMilestone: Amount,
  fromCarried: Amount = zero,
): { readonly milestone: FeesTaken; readonly carried: FeesTaken } {
  const whole = plus(fromMilestone, fromCarried);
  const fees = feesOf(policy, 'release', 'freelancer', whole);
  const step = amountStepOf(policy);
  const part = whole === zero ? zero : share(fromMilestone, totalOf(fees), whole, step);
  const { taken, left } = splitFees(fees, part, step);
  return {
    milestone: { taken, listed: fees },
    carried: { taken: left, listed: fromMilestone > zero ? [] : fees },
  };
}

/** Fees in event data: `fee` is taken from the event's own amount, `fees` are the rows of the decision. */
export function feeData({ taken, listed }: FeesTaken): { fee: Amount; fees?: readonly Fee[] } {
  return { fee: totalOf(taken), ...listedFees(listed) };
}

/** The rows of a decision in the data of its first event; nothing if there are none. */
export function listedFees(fees: readonly Fee[]): { fees?: readonly Fee[] } {
  return fees.length === 0 ? {} : { fees };
}

export interface FundingCost {
  /** The part that the carried funds cover. */
  readonly carried: Amount;
  /** The difference, which is charged. */
  readonly charged: Amount;
  /** The client's fees on top of the charge, with tax. */
  readonly fee: Amount;
  readonly fees: readonly Fee[];
}

/**
 * The cost of funding a milestone or an increase of `wanted` (rule 9): carried funds are used first, and only the
 * difference is charged, plus the client's fee.
 */
export function costOfFunding(policy: FeePolicy, wanted: Amount, available: Amount): FundingCost {
  const carried = smaller(available, wanted);
  const charged = minus(wanted, carried);
  const fees = feesOf(policy, 'deposit', 'client', charged);
  return { carried, charged, fee: totalOf(fees), fees };
}
