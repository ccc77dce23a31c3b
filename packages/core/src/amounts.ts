import { type Amount, isAmount } from './money.ts';
import { type Refusal, refuse } from './refusal.ts';

/** Checks an amount that a caller sent. An amount that moves money must be more than zero. */
export function readPositive(value: number, pointer: string): Amount | Refusal {
  return value > 0 && isAmount(value) ? value : refuse('amount_not_positive', pointer);
}
