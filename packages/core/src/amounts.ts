import type { Contract } from './contract.ts';
import { type Amount, amount, formatMoney, isAmount } from './money.ts';
import { amountStepOf } from './policy.ts';
import { type Refusal, refuse } from './refusal.ts';

/** Checks an amount that a caller sent. An amount that moves money must be more than zero. */
export function readPositive(value: number, pointer: string): Amount | Refusal {
  return value > 0 && isAmount(value) ? value : refuse('amount_not_positive', pointer);
}

/** The same for an amount that the payment provider must be able to move. */
export function readMovable(
  contract: Pick<Contract, 'policy' | 'currency'>,
  value: number,
  pointer: string,
): Amount | Refusal {
  const positive = readPositive(value, pointer);
  return typeof positive === 'number' ? (notMovable(contract, positive, pointer) ?? positive) : positive;
}

/** Refuses an amount that is not a multiple of the contract's step. */
export function notMovable(
  { policy, currency }: Pick<Contract, 'policy' | 'currency'>,
  value: Amount,
  pointer: string,
): Refusal | undefined {
  const step = amountStepOf(policy);
  if (value % step === 0) return undefined;
  const least = formatMoney({ amount: amount(step), currency }, 'en');
  return refuse(
    'amount_not_supported',
    pointer,
    `The payment provider only moves multiples of ${least}. Round the amount.`,
  );
}
