import type { TaskKind } from '../room.ts';

/** The jobs of review-and-pay. */
export type ReviewKind = 'release' | 'request_changes';

export function isReview(kind: TaskKind): kind is ReviewKind {
  return kind === 'release' || kind === 'request_changes';
}
