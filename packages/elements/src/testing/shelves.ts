import '../define/index.ts';
import '../define/workroom-operations.ts';
import { timelineDialogStates, timelineStates } from '../activity-timeline/states.ts';
import { listDialogStates, listStates } from '../contract-list/states.ts';
import type { WorkroomElement } from '../foundation/workroom-element.ts';
import { roomDialogStates, roomStates } from '../milestone-workroom/states.ts';
import { reviewDialogState, reviewStates } from '../review-and-pay/states.ts';
import { operationsDialogStates, operationsStates } from '../workroom-operations/states.ts';
import type { ElementState } from './states.ts';

/** A state of any element. */
export type AnyState = ElementState<WorkroomElement>;

export interface Shelf {
  readonly tag: string;
  readonly states: readonly AnyState[];
  /** Overlays, which need a page each. */
  readonly alone: readonly AnyState[];
}

// A state is only ever shown in its own element.
const ofElement = (states: readonly ElementState<never>[]) => states as unknown as readonly AnyState[];

/** Every state of every element: for the gallery, the theme studio, and the tests of all states. */
export const shelves: readonly Shelf[] = [
  { tag: 'review-and-pay', states: ofElement(reviewStates), alone: ofElement([reviewDialogState]) },
  { tag: 'milestone-workroom', states: ofElement(roomStates), alone: ofElement(roomDialogStates) },
  { tag: 'activity-timeline', states: ofElement(timelineStates), alone: ofElement(timelineDialogStates) },
  { tag: 'contract-list', states: ofElement(listStates), alone: ofElement(listDialogStates) },
  {
    tag: 'workroom-operations',
    states: ofElement(operationsStates),
    alone: ofElement(operationsDialogStates),
  },
];

export function shelfOf(tag: string): Shelf {
  const found = shelves.find((shelf) => shelf.tag === tag);
  if (found === undefined)
    throw new Error(`no states of ${tag} to show; there are ${shelves.map((each) => each.tag).join(', ')}`);
  return found;
}
