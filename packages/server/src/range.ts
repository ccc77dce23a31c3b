import { z } from 'zod';

/** The lowest and the highest allowed value, inclusive. `null` (never, not known) is above every `max`. */
export interface Range {
  readonly min?: number;
  readonly max?: number;
}

export const range = z
  .strictObject({ min: z.number().optional(), max: z.number().optional() })
  .refine(({ min, max }) => min === undefined || max === undefined || min <= max, 'min must not be above max');

/** A value outside its bounds, and its place. */
export interface Outside {
  readonly pointer: string;
  /** The allowed values, as a sentence without its full stop. */
  readonly allowed: string;
}

export function outsideRange(
  { min = -Infinity, max = Infinity }: Range,
  number: number,
  pointer: string,
): Outside | null {
  if (number >= min && (number <= max || max === Infinity)) return null;
  return { pointer, allowed: `Allowed is ${inWords(min, max)}` };
}

function inWords(min: number, max: number): string {
  if (min === -Infinity) return `at most ${max}`;
  return max === Infinity ? `at least ${min}` : `${min} to ${max}`;
}
