import {
  amount,
  type ContractEvent,
  type Fee,
  type Label,
  type Party,
  serviceFee,
  splitFees,
  totalOf,
} from '@workroom/core';

/** A fee on a document. */
export interface FeeLine {
  readonly fee: Label;
  readonly amount: number;
  readonly tax: number;
}

/**
 * The fee rows that an event takes from or gives back to one party. If an old event has no rows, it is one line.
 *
 * @param sum the total with tax, and its tax @param step of the contract: see `amountStepOf`
 */
export function feeLines(
  event: ContractEvent,
  events: readonly ContractEvent[],
  payer: Party,
  { total, tax }: { readonly total: number; readonly tax: number },
  step: number,
): readonly FeeLine[] {
  if (total === 0) return [];
  const { rows, isOwn } = listedRows(event, events, payer);
  const whole = totalOf(rows);
  if (whole < total) return [{ fee: serviceFee, amount: total - tax, tax }];
  // A command that pays from a milestone and from carried funds lists all rows in its first event.
  const shown = isOwn ? splitFees(rows, amount(total), step).taken : splitFees(rows, amount(whole - total), step).left;
  return shown.map((row) => ({ fee: row.label, amount: row.amount, tax: row.tax }));
}

interface ListedRows {
  readonly rows: readonly Fee[];
  /** Whether the rows are in the event itself, or on its charge. */
  readonly isOwn: boolean;
}

function listedRows(event: ContractEvent, events: readonly ContractEvent[], payer: Party): ListedRows {
  const paymentId = 'paymentId' in event.data ? event.data.paymentId : null;
  const own = rowsOf([event], payer);
  if (own.length > 0) return { rows: own, isOwn: true };
  const ofCharge = events.filter(
    ({ data }) => paymentId !== null && 'paymentId' in data && data.paymentId === paymentId,
  );
  if (ofCharge.length > 0) return { rows: rowsOf(ofCharge, payer), isOwn: true };
  const before = events.filter(({ seq, commandId }) => commandId === event.commandId && seq < event.seq);
  return { rows: rowsOf(before.slice(-1), payer), isOwn: false };
}

function rowsOf(events: readonly ContractEvent[], payer: Party): readonly Fee[] {
  return events.flatMap(({ data }) => ('fees' in data ? (data.fees ?? []) : [])).filter((row) => row.payer === payer);
}
