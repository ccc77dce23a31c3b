import type { TaskKind } from '../room.ts';

/** The jobs that are review-and-pay's own. */
export type ReviewKind = 'release' | 'request_changes';

export function isReview(kind: TaskKind): kind is ReviewKind {
  return kind === 'release' || kind === 'request_changes';
}
