import {
  type ChosenPolicy,
  type Currency,
  defaultPolicy,
  type FeeRow,
  type FeeShorthand,
  feeRows,
} from '@workroom/core';
import { schemas } from '@workroom/core/api';
import { z } from 'zod';

/** Amounts in minor units, by currency. */
export type AmountsByCurrency = Readonly<Record<Currency, number>>;

/** A fee of the marketplace's policy, for every currency in its amounts (rule 57). */
export interface MarketFeeRow extends Omit<FeeRow, 'flat' | 'minimum' | 'maximum' | 'returned'> {
  readonly flat?: AmountsByCurrency;
  readonly minimum?: AmountsByCurrency;
  readonly maximum?: AmountsByCurrency;
  /** @default 'proportional' */
  readonly returned?: FeeRow['returned'];
}

/** Any part of the policy, including single entries of its records. Fees as rows, or in the short form. */
export type PolicyOption = Partial<Omit<ChosenPolicy, 'fees'>> & {
  readonly fees?: readonly MarketFeeRow[] | FeeShorthand;
};

/** The policy of new contracts, before the contract's currency is known. */
export interface MarketPolicy extends Omit<ChosenPolicy, 'fees'> {
  readonly fees: readonly MarketFeeRow[];
}

const withoutFees = schemas.Policy.omit({ fees: true, amountStep: true });

/** The defaults with the marketplace's choices. @throws TypeError with the field that is out of range or unknown */
export function policyFrom({ fees = [], ...chosen }: PolicyOption = {}): MarketPolicy {
  const { fees: _, ...defaults } = defaultPolicy;
  const policy = withoutFees.safeParse({
    ...defaults,
    ...chosen,
    minimumAmount: { ...defaults.minimumAmount, ...chosen.minimumAmount },
  });
  const rows = feesFrom(fees);
  if (policy.success && rows.success) return { ...policy.data, fees: rows.data };
  const issues = [...(policy.error?.issues ?? []), ...(rows.error?.issues ?? []).map(inFees)];
  throw new TypeError(`The policy is not valid. Correct these:\n${z.prettifyError({ issues })}`);
}

function feesFrom(fees: readonly MarketFeeRow[] | FeeShorthand) {
  const short = Array.isArray(fees) ? null : schemas.FeeShorthand.safeParse(fees);
  if (short?.success === false) return short;
  return schemas.MarketFeeRows.safeParse(short === null ? fees : feeRows(short.data));
}

function inFees(issue: z.core.$ZodIssue): z.core.$ZodIssue {
  return { ...issue, path: ['fees', ...issue.path] };
}

const amounts = ['flat', 'minimum', 'maximum'] as const;

/** An amount that a row lacks in this currency. */
export interface MissingAmount {
  readonly row: MarketFeeRow;
  readonly field: (typeof amounts)[number];
}

/** The rows in one currency, in the form stored on contracts; or an amount that the marketplace has not set for it. */
export function pinnedFees(fees: readonly MarketFeeRow[], currency: Currency): readonly FeeRow[] | MissingAmount {
  for (const row of fees)
    for (const field of amounts)
      if (row[field] !== undefined && row[field][currency] === undefined) return { row, field };
  return fees.map((row) => pinnedRow(row, currency));
}

/** The row with its amounts in this currency. */
export function pinnedRow({ flat, minimum, maximum, ...row }: MarketFeeRow, currency: Currency): FeeRow {
  const found = { flat: flat?.[currency], minimum: minimum?.[currency], maximum: maximum?.[currency] };
  const known = Object.entries(found).filter(([, amount]) => amount !== undefined);
  return { returned: 'proportional', ...row, ...Object.fromEntries(known) };
}
