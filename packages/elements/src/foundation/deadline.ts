import type { Localize } from './localize.ts';

/** A deadline in the reader's zone and in UTC; shown once if these are the same. */
export function deadline(rfc3339: string, words: Localize<Record<never, never>>): string {
  const [instant, utc] = [words.instant(rfc3339), words.instantInUtc(rfc3339)];
  return utc === `${instant} UTC` ? utc : words.text('time.both', { instant, utc });
}
