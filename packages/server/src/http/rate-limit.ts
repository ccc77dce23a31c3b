import { createRecentMap } from '../recent-map.ts';

export interface RateLimit {
  /** Requests that may arrive at once. */
  readonly burst: number;
  /** Requests that are allowed again each second. */
  readonly perSecond: number;
  /**
   * Bytes that one person may add to one contract in a day, counted by the bodies of commands plus 1 KiB for each. The
   * allowance refills evenly over the day.
   *
   * @default 5_000_000
   */
  readonly bytesPerDay?: number | undefined;
}

const dayMs = 86_400_000;
/** The size of an event without its texts. */
const bytesOfCommand = 1_024;
const defaultBytesPerDay = 5_000_000;

export interface RateLimits {
  /** @returns seconds to wait, or `null` */
  readonly request: (actor: string) => number | null;
  /** For a command that changes a contract. @returns seconds to wait, or `null` */
  readonly command: (actor: string, contractId: string, bytes: number) => number | null;
}

export function createRateLimits(limit: RateLimit | false, nowMs: () => number): RateLimits {
  if (limit === false) return { request: () => null, command: () => null };
  const { bytesPerDay = defaultBytesPerDay } = limit;
  const request = createRateLimiter(limit, nowMs);
  const written = createRateLimiter({ burst: bytesPerDay, perSecond: (bytesPerDay * 1_000) / dayMs }, nowMs);
  return {
    request: (actor) => request(actor),
    // More than a day's allowance would never be allowed.
    command: (actor, contractId, bytes) =>
      written(`${actor} ${contractId}`, Math.min(bytesPerDay, bytesOfCommand + bytes)),
  };
}

interface Bucket {
  readonly tokens: number;
  readonly atMs: number;
}

/**
 * A token bucket for each actor, in this process.
 *
 * @returns a function that takes one token, or the given number; it returns `null`, or the whole seconds to wait
 */
function createRateLimiter(
  { burst, perSecond }: Pick<RateLimit, 'burst' | 'perSecond'>,
  nowMs: () => number,
): (actor: string, cost?: number) => number | null {
  const buckets = createRecentMap<Bucket>(50_000);
  return (actor, cost = 1) => {
    const atMs = nowMs();
    const last = buckets.get(actor) ?? { tokens: burst, atMs };
    const tokens = Math.min(burst, last.tokens + (Math.max(0, atMs - last.atMs) / 1000) * perSecond);
    const isEnough = tokens >= cost;
    buckets.set(actor, { tokens: isEnough ? tokens - cost : tokens, atMs });
    return isEnough ? null : Math.max(1, Math.ceil((cost - tokens) / perSecond));
  };
}
