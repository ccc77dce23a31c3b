import type { Currency, FeeRow, FeeShorthand, Party } from '@workroom/core';
import { z } from 'zod';
import { type Outside, outsideRange, type Range, range } from './range.ts';

/** What the fees of one contract may be. Amounts by currency; a currency that is not named has no bounds. */
export interface FeeBounds {
  /** Of the client's rows for one occasion together; `min` is for deposits only. */
  readonly clientBps?: Range;
  /** Of the freelancer's rows for one occasion together; `min` is for releases only. */
  readonly freelancerBps?: Range;
  /** Of each row, which has 0 where it names none. So it is with `flat` and `minimum`. */
  readonly taxBps?: Range;
  readonly flat?: Readonly<Record<Currency, Range>>;
  readonly minimum?: Readonly<Record<Currency, Range>>;
  /** Of each row; one without a maximum is above every `max`. */
  readonly maximum?: Readonly<Record<Currency, Range>>;
}

const byCurrency = z.record(z.string(), range).optional();
export const feeBounds = z.strictObject({
  clientBps: range.optional(),
  freelancerBps: range.optional(),
  taxBps: range.optional(),
  flat: byCurrency,
  minimum: byCurrency,
  maximum: byCurrency,
});

/**
 * The first of the fees that is outside the bounds.
 *
 * @param rows in this currency
 * @param given as it was asked for: the short form has pointers of its own
 */
export function feesOutside(
  bounds: FeeBounds,
  rows: readonly FeeRow[],
  currency: Currency,
  given: readonly unknown[] | FeeShorthand,
  pointer: string,
): Outside | null {
  const isList = Array.isArray(given);
  for (const payer of ['client', 'freelancer'] as const) {
    const { min, max } = bounds[`${payer}Bps`] ?? {};
    for (const on of occasionsOf(payer)) {
      const own = rows.filter((row) => row.payer === payer && row.on === on);
      const place = rows.findIndex((row) => own.includes(row));
      const at = isList ? (place < 0 ? '' : `/${place}/bps`) : `/${payer}Bps`;
      const bps = own.reduce((sum, row) => sum + (row.bps ?? 0), 0);
      const least = on === 'bonus' ? {} : { ...(min === undefined ? {} : { min }) };
      const found = outsideRange({ ...least, ...(max === undefined ? {} : { max }) }, bps, `${pointer}${at}`);
      if (found !== null) return found;
    }
  }
  return isList ? amountsOutside(bounds, rows, currency, pointer) : null;
}

function amountsOutside(
  { taxBps = {}, flat, minimum, maximum }: FeeBounds,
  rows: readonly FeeRow[],
  currency: Currency,
  pointer: string,
): Outside | null {
  for (const [place, row] of rows.entries()) {
    const at = `${pointer}/${place}`;
    const found =
      outsideRange(taxBps, row.taxBps ?? 0, `${at}/taxBps`) ??
      outsideRange(flat?.[currency] ?? {}, row.flat ?? 0, `${at}/flat`) ??
      outsideRange(minimum?.[currency] ?? {}, row.minimum ?? 0, `${at}/minimum`) ??
      outsideRange(maximum?.[currency] ?? {}, row.maximum ?? Infinity, `${at}/maximum`);
    if (found !== null) return found;
  }
  return null;
}

function occasionsOf(payer: Party): readonly FeeRow['on'][] {
  return payer === 'client' ? ['deposit', 'bonus'] : ['release', 'bonus'];
}
