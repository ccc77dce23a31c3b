/** A point in time: whole milliseconds since 1970-01-01T00:00:00Z. On the wire it is RFC 3339 in UTC. */
export type Instant = number & { readonly __unit: 'epoch_ms' };

/** A date without a time or a zone, `YYYY-MM-DD`. */
export type CalendarDate = string;

export const HOUR_MS = 3_600_000;
/** Review periods count days of exactly 24 hours, so that daylight saving never shortens or stretches one. */
export const DAY_MS = 24 * HOUR_MS;

export function instant(epochMs: number): Instant {
  if (!Number.isSafeInteger(epochMs)) throw new RangeError(`not an instant in whole milliseconds: ${epochMs}`);
  return epochMs as Instant;
}

/** @throws RangeError if the text is not a date and time */
export function parseInstant(rfc3339: string): Instant {
  return instant(Date.parse(rfc3339));
}

export function formatInstant(at: Instant): string {
  return new Date(at).toISOString();
}

export function formatOrNull(at: Instant | null): string | null {
  return at === null ? null : formatInstant(at);
}

export function later(at: Instant, byMs: number): Instant {
  return instant(at + byMs);
}

export function latest(first: Instant, second: Instant): Instant {
  return first > second ? first : second;
}
