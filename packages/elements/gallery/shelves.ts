import '../src/define/index.ts';
import { timelineDialogStates, timelineStates } from '../src/activity-timeline/states.ts';
import { listDialogStates, listStates } from '../src/contract-list/states.ts';
import type { WorkroomElement } from '../src/foundation/workroom-element.ts';
import { roomDialogStates, roomStates } from '../src/milestone-workroom/states.ts';
import { reviewDialogState, reviewStates } from '../src/review-and-pay/states.ts';
import type { ElementState } from '../src/testing/states.ts';

export type AnyState = ElementState<WorkroomElement>;

export interface Shelf {
  readonly tag: string;
  readonly states: readonly AnyState[];
  /** Overlays, that cannot stand beside others: one a page. */
  readonly alone: readonly AnyState[];
}

// A state is only ever shown in the element that it is of.
const any = (states: readonly ElementState<never>[]) => states as unknown as readonly AnyState[];

export const shelves: readonly Shelf[] = [
  { tag: 'review-and-pay', states: any(reviewStates), alone: any([reviewDialogState]) },
  { tag: 'milestone-workroom', states: any(roomStates), alone: any(roomDialogStates) },
  { tag: 'activity-timeline', states: any(timelineStates), alone: any(timelineDialogStates) },
  { tag: 'contract-list', states: any(listStates), alone: any(listDialogStates) },
];

export function shelfOf(tag: string): Shelf {
  const found = shelves.find((shelf) => shelf.tag === tag);
  if (found === undefined)
    throw new Error(`no states of ${tag} to show; there are ${shelves.map((each) => each.tag).join(', ')}`);
  return found;
}
