import { type ChosenPolicy, type Currency, type FeeRow, labelIn, type Policy, shorthandRows } from '@workroom/core';
import { type Input, schemas } from '@workroom/core/api';
import { z } from 'zod';
import { type FeeBounds, feeBounds, feesOutside } from './fee-bounds.ts';
import { type MarketPolicy, pinnedFees, pinnedRow } from './policy-option.ts';
import { Problem } from './problem.ts';
import { type Outside, outsideRange, type Range, range } from './range.ts';

/**
 * Bounds: a range for numbers and for each number of a list; allowed values for strings; bounds per entry for records.
 */
export type Bounds<Value> = [Value] extends [number | null | readonly number[]]
  ? Range
  : [Value] extends [string]
    ? readonly Value[]
    : { readonly [Key in keyof Value]?: Bounds<Exclude<Value[Key], undefined>> };

/** Bounds of the policy of one contract (rule 56). Fields that are not named only have the limits of the schema. */
export type PolicyBounds = Bounds<Omit<ChosenPolicy, 'fees'>> & { readonly fees?: FeeBounds };

const words = z.array(z.string()).min(1);
const shape = {
  minimumAmount: z.record(z.string(), range),
  reviewDays: range,
  reminders: range,
  maxReviewExtensionDays: range,
  refundResponseDays: range,
  disputeDays: range,
  disputeDefault: words,
  approvalDays: range,
  operatorApprovalAbove: z.record(z.string(), range),
  securityDays: range,
  refundAfterReleaseDays: range,
  actionHours: range,
  planChanges: words,
  fees: feeBounds,
  maxMilestones: range,
  maxHoldDays: range,
  fundsNoun: words,
} satisfies Record<keyof ChosenPolicy, z.ZodType>;
const schema = z.strictObject(shape).partial();

/**
 * The bounds for the policy of one contract. Idempotency keys are kept as long as a command may wait for approval, so
 * `approvalDays` is at most the marketplace's own unless its bounds allow more.
 *
 * @param policy the marketplace's own policy, which must be within the bounds @throws TypeError with the wrong field
 */
export function policyBoundsFrom(given: PolicyBounds | undefined, policy: MarketPolicy): PolicyBounds {
  const checked = schema.safeParse(given ?? {});
  if (!checked.success) {
    throw new TypeError(`\`policyBounds\` is not valid. Correct these:\n${z.prettifyError(checked.error)}`);
  }
  const { fees: ofFees = {}, ...others } = given ?? {};
  // A currency without an amount never needs a second operator, which counts as above every `max`.
  const never = Object.fromEntries(
    Object.keys(given?.operatorApprovalAbove ?? {}).map((currency) => [currency, Infinity]),
  );
  const operatorApprovalAbove = { ...never, ...policy.operatorApprovalAbove };
  const outside = firstOutside(others, { ...policy, operatorApprovalAbove }, '') ?? marketFeesOutside(ofFees, policy);
  if (outside !== null) {
    throw new TypeError(`\`policy\` is outside \`policyBounds\` at ${outside.pointer}: ${outside.allowed}.`);
  }
  const { approvalDays = null } = policy;
  if (approvalDays === null || given?.approvalDays?.max !== undefined) return given ?? {};
  return { ...given, approvalDays: { ...given?.approvalDays, max: approvalDays } };
}

function marketFeesOutside(bounds: FeeBounds, { fees }: MarketPolicy): Outside | null {
  const amounts = fees.flatMap(({ flat, minimum, maximum }) => [flat, minimum, maximum]);
  const currencies = new Set(amounts.flatMap((each) => Object.keys(each ?? {})));
  for (const currency of currencies.size === 0 ? ['USD'] : currencies) {
    const rows = fees.map((row) => pinnedRow(row, currency));
    const found = feesOutside(bounds, rows, currency, rows, '/fees');
    if (found !== null) return found;
  }
  return null;
}

/**
 * The marketplace's policy with the choices of one contract.
 *
 * @throws Problem `policy_out_of_bounds` with a pointer; `invalid_request` for a currency that the marketplace's fees lack
 */
export function policyOfContract(
  policy: MarketPolicy,
  bounds: PolicyBounds,
  chosen: Input<'PolicyInput'> | undefined,
  currency: Currency,
): Policy {
  const { fees: chosenFees, ...others } = chosen ?? {};
  const fees = feesOfContract(policy, chosenFees, currency);
  const { fees: ofFees = {}, ...ofOthers } = bounds;
  const outside =
    firstOutside(ofOthers, others, '/policy') ??
    (chosenFees === undefined ? null : feesOutside(ofFees, fees, currency, chosenFees, '/policy/fees'));
  if (outside !== null) {
    const { pointer, allowed } = outside;
    const errors = [{ pointer, code: 'policy_out_of_bounds', message: `${allowed}.` }];
    throw new Problem('policy_out_of_bounds', { errors });
  }
  return schemas.Policy.parse({
    ...policy,
    ...others,
    minimumAmount: { ...policy.minimumAmount, ...others.minimumAmount },
    operatorApprovalAbove: { ...policy.operatorApprovalAbove, ...others.operatorApprovalAbove },
    fees,
  });
}

/** A list replaces the marketplace's rows; the short form replaces those of the sides that it names. */
function feesOfContract(
  { fees }: MarketPolicy,
  chosen: Input<'PolicyInput'>['fees'],
  currency: Currency,
): readonly FeeRow[] {
  if (Array.isArray(chosen)) return schemas.FeesInput.parse(chosen) as readonly FeeRow[];
  const { clientBps, freelancerBps } = chosen ?? {};
  const isReplaced = { client: clientBps !== undefined, freelancer: freelancerBps !== undefined };
  const kept = pinnedFees(
    fees.filter(({ payer }) => !isReplaced[payer]),
    currency,
  );
  if (!('length' in kept)) {
    const message = `The marketplace has set no \`${kept.field}\` of its fee “${labelIn(kept.row.label, 'en')}” in ${currency}. Use another currency, or give \`policy.fees\`.`;
    throw new Problem('invalid_request', { errors: [{ pointer: '/currency', code: 'no_fee_amount', message }] });
  }
  return [...kept, ...shorthandRows('client', clientBps), ...shorthandRows('freelancer', freelancerBps)];
}

function firstOutside(bounds: object, value: object, pointer: string): Outside | null {
  for (const [key, bound] of Object.entries(bounds)) {
    const found = key in value ? outside(bound, value[key as keyof typeof value], `${pointer}/${key}`) : null;
    if (found !== null) return found;
  }
  return null;
}

function outside(bound: unknown, value: unknown, pointer: string): Outside | null {
  if (Array.isArray(bound)) {
    return bound.includes(value) ? null : { pointer, allowed: `Allowed is ${bound.join(' or ')}` };
  }
  if (Array.isArray(value)) {
    return (
      value.map((each, place) => outside(bound, each, `${pointer}/${place}`)).find((each) => each !== null) ?? null
    );
  }
  if (typeof value === 'object' && value !== null) return firstOutside(bound as object, value, pointer);
  const number = typeof value === 'number' ? value : Infinity;
  return outsideRange(bound as Range, number, pointer);
}
