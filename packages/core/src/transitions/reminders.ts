import type { Review } from '../contract.ts';
import type { Draft } from '../draft.ts';
import { timeLeft } from '../freeze.ts';
import { DAY_MS } from '../instant.ts';

/** Rule 19: the client is reminded so many days before the end as the policy says, as far as they still lie ahead. */
export function remindedBefore({ contract, occurredAt }: Draft, review: Review): Review {
  const days = [...new Set(contract.policy.reminders)].sort((first, second) => second - first);
  const left = timeLeft(review.endsAt, review.leftMs, occurredAt);
  return { ...review, reminders: days.filter((each) => each * DAY_MS < left) };
}
