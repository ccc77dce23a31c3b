import type { Review } from '../contract.ts';
import type { Draft } from '../draft.ts';
import { timeLeft } from '../freeze.ts';
import { DAY_MS } from '../instant.ts';

/** Rule 19: the reminders of the policy that are still in the future. */
export function remindedBefore({ contract, occurredAt }: Draft, review: Review): Review {
  const days = [...new Set(contract.policy.reminders)].sort((first, second) => second - first);
  const left = timeLeft(review.endsAt, review.leftMs, occurredAt);
  return { ...review, reminders: days.filter((each) => each * DAY_MS < left) };
}
