import { createRecentMap } from '../recent-map.ts';

export interface RateLimit {
  /** How many requests may come at once. */
  readonly burst: number;
  /** How many come back each second. */
  readonly perSecond: number;
}

interface Bucket {
  readonly tokens: number;
  readonly atMs: number;
}

/**
 * A token bucket for each actor, in this process.
 *
 * @returns takes one token: `null`, or the whole seconds to wait for the next
 */
export function createRateLimiter(
  { burst, perSecond }: RateLimit,
  nowMs: () => number,
): (actor: string) => number | null {
  const buckets = createRecentMap<Bucket>(50_000);
  return (actor) => {
    const atMs = nowMs();
    const last = buckets.get(actor) ?? { tokens: burst, atMs };
    const tokens = Math.min(burst, last.tokens + (Math.max(0, atMs - last.atMs) / 1000) * perSecond);
    const isEnough = tokens >= 1;
    buckets.set(actor, { tokens: isEnough ? tokens - 1 : tokens, atMs });
    return isEnough ? null : Math.max(1, Math.ceil((1 - tokens) / perSecond));
  };
}
