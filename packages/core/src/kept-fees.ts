import type { Source } from './contract.ts';
import type { Fee } from './fee-row.ts';
import { feesBetween, splitFees, totalOf } from './fees.ts';
import { minus, plus, smaller, zero } from './money.ts';
import { feesOfSource } from './sources.ts';

// The part of the client's fee on a charge that the marketplace still has, row by row. A chargeback takes another share
// of the fee than a refund. So after a chargeback the remaining rows are stored, which keeps fee and tax from going
// below zero.

/** The rows that the marketplace still has. */
export function feesKept(source: Source, step: number): readonly Fee[] {
  if (source.feesKept !== undefined) return source.feesKept;
  const all = feesOfSource(source);
  const back = feesBetween(all, source.amount, zero, plus(source.refunded, source.borne), step);
  const gone = plus(source.feeReturned, source.feeChargedBack ?? zero);
  // Charges with a chargeback from before rows were stored.
  return totalOf(back) === gone
    ? takeRows(all, back, step).left
    : splitFees(all, smaller(gone, totalOf(all)), step).left;
}

/** Takes these rows if they are all there, and otherwise the same amount from the rows that are. */
export function takeRows(
  kept: readonly Fee[],
  wanted: readonly Fee[],
  step: number,
): { readonly taken: readonly Fee[]; readonly left: readonly Fee[] } {
  const left = [...kept];
  for (const row of wanted) {
    const place = left.findIndex((each) => isSameRow(each, row) && each.amount >= row.amount && each.tax >= row.tax);
    const found = left[place];
    if (found === undefined) return splitFees(kept, smaller(totalOf(wanted), totalOf(kept)), step);
    left[place] = { ...found, amount: minus(found.amount, row.amount), tax: minus(found.tax, row.tax) };
  }
  return { taken: wanted, left: left.filter(({ amount, tax }) => amount + tax > 0) };
}

/** Rows that the marketplace gets back. */
export function addRows(kept: readonly Fee[], back: readonly Fee[]): readonly Fee[] {
  const all = [...kept];
  for (const row of back) {
    const place = all.findIndex((each) => isSameRow(each, row));
    const found = all[place];
    if (found === undefined) all.push(row);
    else all[place] = { ...found, amount: plus(found.amount, row.amount), tax: plus(found.tax, row.tax) };
  }
  return all;
}

/** The missing part of these rows. */
export function missingRows(kept: readonly Fee[], wanted: readonly Fee[]): readonly Fee[] {
  return addRows([], wanted).map((row) => {
    const { amount, tax } = addRows([], kept).find((each) => isSameRow(each, row)) ?? { amount: zero, tax: zero };
    return {
      ...row,
      amount: minus(row.amount, smaller(row.amount, amount)),
      tax: minus(row.tax, smaller(row.tax, tax)),
    };
  });
}

function isSameRow(one: Fee, other: Fee): boolean {
  return (
    one.on === other.on && one.returned === other.returned && JSON.stringify(one.label) === JSON.stringify(other.label)
  );
}
