import { type Amount, type Instant, isAmount, type PaymentId, type PaymentOutcome } from '@workroom/core';
import type { Script } from './methods.ts';
import { outcomeOf, type SimulatedCharge, type SimulatedDraw, stateAt } from './record.ts';

export function answerTo({ key, state }: Pick<SimulatedDraw, 'key' | 'state'>, now: Instant): PaymentOutcome {
  return outcomeOf(key, stateAt(state, now));
}

/** It is done; only the answer is lost. */
export async function breakAnswer(script: Script | null, signal?: AbortSignal): Promise<void> {
  if (script?.answer === 'lost') throw new Error('The connection to the simulated provider broke before it answered.');
  if (script?.answer !== 'never') return;
  await new Promise<never>((_, reject) => {
    if (signal?.aborted === true) reject(signal.reason);
    signal?.addEventListener('abort', () => reject(signal.reason), { once: true });
  });
}

/** Reusing a key for something else is a bug of the caller, and must move nothing. */
export function assertSame(
  stored: Pick<SimulatedDraw, 'key' | 'amount'>,
  asked: { key: PaymentId; amount: Amount },
): void {
  if (stored.amount === asked.amount && isAmount(asked.amount)) return;
  throw new Error(`${asked.key} was used for ${stored.amount} before and is now asked for ${asked.amount}.`);
}

export function drawIn(charge: SimulatedCharge, key: PaymentId): SimulatedDraw {
  const drawn = charge.draws.find((each) => each.key === key);
  if (drawn === undefined) throw new Error(`The simulated provider lost ${key}.`);
  return drawn;
}
