import { type Amount, isAmount } from './money.ts';
import { type Refusal, refuse } from './refusal.ts';

/** An amount as somebody sent it, or why it is none; amounts move money only when they are more than zero. */
export function readPositive(value: number, pointer: string): Amount | Refusal {
  return value > 0 && isAmount(value) ? value : refuse('amount_not_positive', pointer);
}
