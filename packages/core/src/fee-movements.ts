import type { Party } from './contract.ts';
import { type Draft, move } from './draft.ts';
import type { Fee } from './fee-row.ts';
import type { Account } from './ledger.ts';
import { plus } from './money.ts';

/** Books fees and their taxes, taken out of `from`, as part of the last recorded event. */
export function takeFees(draft: Draft, from: Account, payer: Party, fees: readonly Fee[]): void {
  move(draft, from, `fees:${payer}`, plus(...fees.map((fee) => fee.amount)));
  move(draft, from, `tax:${payer}`, plus(...fees.map((fee) => fee.tax)));
}

/** Books returned fees and their taxes. */
export function returnFees(draft: Draft, to: Account, payer: Party, fees: readonly Fee[]): void {
  move(draft, `fees:${payer}`, to, plus(...fees.map((fee) => fee.amount)));
  move(draft, `tax:${payer}`, to, plus(...fees.map((fee) => fee.tax)));
}
