import type { Policy } from '@workroom/core';
import { type Input, schemas } from '@workroom/core/api';
import { z } from 'zod';
import { Problem } from './problem.ts';

/** The lowest and the highest value allowed, both included. `null` (never, not known) is above every `max`. */
export interface Range {
  readonly min?: number;
  readonly max?: number;
}

/** A range for numbers, and for each number of a list; the values allowed for words; for a table its entries. */
export type Bounds<Value> = [Value] extends [number | null | readonly number[]]
  ? Range
  : [Value] extends [string]
    ? readonly Value[]
    : { readonly [Key in keyof Value]?: Bounds<Exclude<Value[Key], undefined>> };

/** What the policy of one contract may choose (rule 56). What is not named has the limits of the schema alone. */
export type PolicyBounds = Bounds<Policy>;

const range = z
  .strictObject({ min: z.number().optional(), max: z.number().optional() })
  .refine(({ min, max }) => min === undefined || max === undefined || min <= max, 'min must not be above max');
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
  fees: z.strictObject({ clientBps: range.optional(), freelancerBps: range.optional() }),
  maxMilestones: range,
  maxHoldDays: range,
  fundsNoun: words,
} satisfies Record<keyof Policy, z.ZodType>;
const schema = z.strictObject(shape).partial();

/**
 * The bounds for the policy of one contract. Idempotency keys are kept as long as a command may wait for approval, so
 * `approvalDays` is at most the marketplace's own unless its bounds allow more.
 *
 * @param policy the marketplace's own, which must lie within its bounds
 * @throws TypeError naming what is wrong
 */
export function policyBoundsFrom(given: PolicyBounds | undefined, policy: Policy): PolicyBounds {
  const checked = schema.safeParse(given ?? {});
  if (!checked.success) {
    throw new TypeError(`\`policyBounds\` is not valid. Correct these:\n${z.prettifyError(checked.error)}`);
  }
  // A currency without an amount never needs a second operator: that is above every `max`.
  const never = Object.fromEntries(
    Object.keys(given?.operatorApprovalAbove ?? {}).map((currency) => [currency, Infinity]),
  );
  const operatorApprovalAbove = { ...never, ...policy.operatorApprovalAbove };
  const outside = firstOutside(given ?? {}, { ...policy, operatorApprovalAbove }, '');
  if (outside !== null) {
    throw new TypeError(`\`policy\` is outside \`policyBounds\` at ${outside.pointer}: ${outside.allowed}.`);
  }
  const { approvalDays = null } = policy;
  if (approvalDays === null || given?.approvalDays?.max !== undefined) return given ?? {};
  return { ...given, approvalDays: { ...given?.approvalDays, max: approvalDays } };
}

/** The marketplace's policy with what one contract chose. @throws Problem `policy_out_of_bounds` with a pointer */
export function policyOfContract(
  policy: Policy,
  bounds: PolicyBounds,
  chosen: Input<'PolicyInput'> | undefined,
): Policy {
  if (chosen === undefined) return policy;
  const outside = firstOutside(bounds, chosen, '/policy');
  if (outside !== null) {
    const { pointer, allowed } = outside;
    const errors = [{ pointer, code: 'policy_out_of_bounds', message: `${allowed}.` }];
    throw new Problem('policy_out_of_bounds', { errors });
  }
  return schemas.Policy.parse({
    ...policy,
    ...chosen,
    minimumAmount: { ...policy.minimumAmount, ...chosen.minimumAmount },
    operatorApprovalAbove: { ...policy.operatorApprovalAbove, ...chosen.operatorApprovalAbove },
    fees: { ...policy.fees, ...chosen.fees },
  });
}

interface Outside {
  readonly pointer: string;
  /** What is allowed there, as a sentence without its full stop. */
  readonly allowed: string;
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
  const { min = -Infinity, max = Infinity } = bound as Range;
  const number = typeof value === 'number' ? value : Infinity;
  if (number >= min && (number <= max || max === Infinity)) return null;
  return { pointer, allowed: `Allowed is ${inWords(min, max)}` };
}

function inWords(min: number, max: number): string {
  if (min === -Infinity) return `at most ${max}`;
  return max === Infinity ? `at least ${min}` : `${min} to ${max}`;
}
