import type { ChargebackId, FreezeId } from './ids.ts';
import type { Instant } from './instant.ts';

/** Rule 45. While one stands, the contract's clocks stand still and nothing is sent out that is not on its way. */
export interface Freeze {
  readonly id: FreezeId;
  readonly by: FrozenBy;
  readonly reason: string;
  readonly at: Instant;
  /** The chargeback that it stands for. */
  readonly chargebackId: ChargebackId | null;
}

export type FrozenBy =
  | { readonly side: 'server' | 'system' }
  | { readonly side: 'operator'; readonly id: string; readonly name: string };

/** Freezes that may stand on a contract at once. */
export const mostFreezes = 20;

export function isFrozen({ freezes }: { readonly freezes: readonly Freeze[] }): boolean {
  return freezes.length > 0;
}

/** What has a clock. While the contract is frozen the instant is `null`, and `leftMs` is what was left (rule 45). */
type Clocked<Key extends string> = { readonly [Each in Key]: Instant | null } & { readonly leftMs?: number };

/** @param key where the instant stands that the clock runs to */
export function stopClock<Key extends string, Of extends Clocked<Key>>(of: Of, key: Key, now: Instant): Of {
  const at = of[key];
  return at === null ? of : { ...of, [key]: null, leftMs: at - now };
}

export function startClock<Key extends string, Of extends Clocked<Key>>(of: Of, key: Key, now: Instant): Of {
  const { leftMs, ...rest } = of;
  return leftMs === undefined ? of : ({ ...rest, [key]: now + leftMs } as unknown as Of);
}

/** What a clock has left; it may stand still. */
export function timeLeft(at: Instant | null, leftMs: number | undefined, now: Instant): number {
  return at === null ? (leftMs ?? 0) : at - now;
}
