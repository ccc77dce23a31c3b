import type { Currency, FeeRow, FeeShorthand, Party } from '@workroom/core';
import { z } from 'zod';
import { type Outside, outsideRange, type Range, range } from './range.ts';

/** Limits on the fees of one contract. Amounts by currency; a currency that is not named has no limits. */
export interface FeeBounds {
  /** For all of the client's rows of one occasion together; `min` applies only to deposits. */
  readonly clientBps?: Range;
  /** For all of the freelancer's rows of one occasion together; `min` applies only to releases. */
  readonly freelancerBps?: Range;
  /** For each row; a row without it counts as 0. The same applies to `flat` and `minimum`. */
  readonly taxBps?: Range;
  readonly flat?: Readonly<Record<Currency, Range>>;
  readonly minimum?: Readonly<Record<Currency, Range>>;
  /** For each row; a row without a maximum is above every `max`. */
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
 * The first fee that is outside the limits.
 *
 * @param rows in this currency @param given the request, because the short form has other pointers
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
