import type { ChargebackId, FreezeId } from './ids.ts';
import type { Instant } from './instant.ts';

/** Rule 45. While a contract has a freeze, its clocks are stopped and no unsent payment is sent. */
export interface Freeze {
  readonly id: FreezeId;
  readonly by: FrozenBy;
  readonly reason: string;
  readonly at: Instant;
  /** The chargeback that caused it. */
  readonly chargebackId: ChargebackId | null;
}

export type FrozenBy =
  | { readonly side: 'server' | 'system' }
  | { readonly side: 'operator'; readonly id: string; readonly name: string };

/** Most freezes that a contract may have at once. */
export const mostFreezes = 20;

export function isFrozen({ freezes }: { readonly freezes: readonly Freeze[] }): boolean {
  return freezes.length > 0;
}

/**
 * Something with a clock. While the contract is frozen the instant is `null`, and `leftMs` is the remaining time (rule
 * 45).
 */
type Clocked<Key extends string> = { readonly [Each in Key]: Instant | null } & { readonly leftMs?: number };

/** @param key the field with the end of the clock */
export function stopClock<Key extends string, Of extends Clocked<Key>>(of: Of, key: Key, now: Instant): Of {
  const at = of[key];
  return at === null ? of : { ...of, [key]: null, leftMs: at - now };
}

export function startClock<Key extends string, Of extends Clocked<Key>>(of: Of, key: Key, now: Instant): Of {
  const { leftMs, ...rest } = of;
  return leftMs === undefined ? of : ({ ...rest, [key]: now + leftMs } as unknown as Of);
}

/** The remaining time of a clock, which may be stopped. */
export function timeLeft(at: Instant | null, leftMs: number | undefined, now: Instant): number {
  return at === null ? (leftMs ?? 0) : at - now;
}
