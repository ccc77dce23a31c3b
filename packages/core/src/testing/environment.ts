import type { Environment } from '../draft.ts';
import { idSource, type NewId } from '../ids.ts';
import { type Instant, parseInstant } from '../instant.ts';
import { amount } from '../money.ts';

/** The start of the test clock. */
export const start: Instant = parseInstant('2026-03-02T09:00:00.000Z');

/** Uniform numbers in [0, 1) from a seed (mulberry32). */
export function seededRandom(seed: number): () => number {
  let state = seed | 0;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

/** Ids from a seed; ids made later sort later. */
export function seededIds(seed: number): NewId {
  let ms: number = start;
  return idSource(() => {
    ms += 1;
    return ms;
  }, seededRandom(seed));
}

/** @param minimumCharge the smallest charge the payment provider takes, in minor units */
export function testEnvironment(now: Instant, newId: NewId, minimumCharge = 0): Environment {
  return { now, newId, commandId: newId('command'), salt: '00'.repeat(16), minimumCharge: amount(minimumCharge) };
}
