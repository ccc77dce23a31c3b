import { type Instant, latest } from '@workroom/core';
import { type BillingDetails, sameDetails } from '../billing-details.ts';
import { maxTries } from '../commands/tries.ts';
import { Problem } from '../problem.ts';
import type { BillingVersion, PeopleStore } from '../store/people.ts';

/**
 * Sets the current details of a person, or of the marketplace with `issuerId`. Concurrent calls with the same details create
 * one version.
 *
 * @throws Problem `conflict` after losing to other writers `maxTries` times
 */
export async function setDetails(
  people: Pick<PeopleStore, 'current' | 'add'>,
  personId: string,
  details: BillingDetails,
  now: Instant,
): Promise<BillingVersion> {
  for (let left = maxTries; left > 0; left -= 1) {
    const last = (await people.current([personId])).get(personId);
    if (last !== undefined && sameDetails(last, details)) return last;
    // A sandbox's clock may be set back, but versions must still be in order.
    const from = last === undefined ? now : latest(now, last.from);
    const next = { ...details, version: (last?.version ?? 0) + 1, from };
    if (await people.add(personId, next)) return next;
  }
  throw new Problem('conflict', { retryAfterSeconds: 1 });
}
