import { z } from 'zod';
import { minorUnits } from './fields.ts';

// Rule 57: fees in rows.

const locale = z.string().regex(/^[a-z]{2,3}(-[0-9A-Za-z]{2,8})*$/, 'a locale, such as `en` or `pt-BR`');
const isSmall = (texts: object) => Object.keys(texts).length >= 1 && Object.keys(texts).length <= 40;
const text = z.string().trim().min(1).max(100);
/** A text in one language, or in several by locale. */
export const Label = z
  .union(
    [text, z.record(locale, text).refine(isSmall)],
    'Give a text of 1 to 100 characters, or 1 to 40 of them by locale.',
  )
  .describe('A text, or texts by locale');

const bps = z.int().min(0).max(10_000);
const amount = z.int().min(0);
const on = z.enum(['deposit', 'release', 'bonus']);
const payer = z.enum(['client', 'freelancer']);
const row = {
  on: on.describe('The occasion of the fee'),
  payer: payer.describe('The client for a deposit, the freelancer for a release, either for a bonus'),
  label: Label,
  bps: bps.exactOptional().describe('Hundredths of a percent of the amount'),
  flat: amount.exactOptional().describe('A fixed amount, added to the share'),
  minimum: amount.exactOptional().describe('The minimum fee, which never exceeds the amount itself'),
  maximum: amount.exactOptional(),
  taxBps: bps.exactOptional().describe('Tax on the fee, added to it, in hundredths of a percent'),
};
/** The form stored on a contract. */
export const FeeRow = z.strictObject({ ...row, returned: z.enum(['proportional', 'never']) });

/** Checks across the fields of a row, for rows of numbers and for rows of amounts by currency. */
function checkFeeRow(row: CheckedRow, { addIssue }: Pick<z.RefinementCtx, 'addIssue'>): void {
  const refuse = (field: string, message: string) => addIssue({ code: 'custom', path: [field], message });
  if (row.on === 'deposit' && row.payer !== 'client') refuse('payer', 'The client pays the fees on a deposit.');
  if (row.on === 'release' && row.payer !== 'freelancer') refuse('payer', 'The freelancer pays the fees on a release.');
  if (row.returned === 'never' && row.payer === 'freelancer')
    refuse('returned', 'A fee of the freelancer always comes back with the money. Use `proportional`.');
  if (row.bps === undefined && row.flat === undefined && row.minimum === undefined)
    refuse('bps', 'Give `bps`, `flat` or `minimum`.');
}

interface CheckedRow {
  readonly on: string;
  readonly payer: string;
  readonly returned: string;
  readonly bps?: number | undefined;
  readonly flat?: unknown;
  readonly minimum?: unknown;
}

const returned = z
  .enum(['proportional', 'never'])
  .default('proportional')
  .describe('Whether it is returned in proportion with the money; `never` is for fees of the client');
/** The form in one contract's terms: amounts in its currency. */
const FeeRowInput = z.strictObject({ ...row, returned }).superRefine((fee, context) => {
  checkFeeRow(fee, context);
  if (fee.minimum !== undefined && fee.maximum !== undefined && fee.minimum > fee.maximum)
    context.addIssue({ code: 'custom', path: ['maximum'], message: 'The maximum must not be below the minimum.' });
});
/** The form in the marketplace's policy: amounts by currency. */
const byCurrency = z.record(z.string().regex(/^[A-Z]{3}$/, 'an ISO 4217 code'), amount);
const MarketFeeRow = z
  .strictObject({
    ...row,
    flat: byCurrency.exactOptional(),
    minimum: byCurrency.exactOptional(),
    maximum: byCurrency.exactOptional(),
    returned,
  })
  .superRefine((fee, context) => {
    checkFeeRow(fee, context);
    for (const [currency, minimum] of Object.entries(fee.minimum ?? {})) {
      if (minimum > (fee.maximum?.[currency] ?? minimum))
        context.addIssue({
          code: 'custom',
          path: ['maximum', currency],
          message: 'The maximum must not be below the minimum.',
        });
    }
  });

const mostRows = 20;
export const FeeRows = z.array(FeeRow);
/** The short form: the client's fee on deposits and bonuses, the freelancer's on releases and bonuses. */
export const FeeShorthand = z.strictObject({ clientBps: bps.optional(), freelancerBps: bps.optional() });
export const FeesInput = z.union([z.array(FeeRowInput).max(mostRows), FeeShorthand]);
export const MarketFeeRows = z.array(MarketFeeRow).max(mostRows);

/** The amount of one row in one decision. */
export const Fee = z.strictObject({
  label: Label,
  payer,
  on,
  amount: minorUnits.describe('Without the tax'),
  tax: minorUnits,
  returned: z.literal('never').exactOptional().describe('It is kept when the money is returned'),
});
