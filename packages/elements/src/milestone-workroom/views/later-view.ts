import { currentMilestone } from '@workroom/core';
import type { WireMilestone } from '@workroom/core/api';
import { html, nothing } from 'lit';
import { actionOn } from '../actions.ts';
import type { Room } from '../room.ts';

/** Whether funding waits until another milestone is complete: one at a time (rule 8). */
export function isLater(room: Room, milestoneId: string): boolean {
  return actionOn(room, 'fund', { milestoneId })?.code === 'another_milestone_is_funded';
}

/** Shown in place of a button that is not available yet: when it will be. */
export function laterView(room: Room, { id, state }: WireMilestone): unknown {
  const current = currentMilestone(room.contract);
  if (state !== 'planned' || current === undefined || !isLater(room, id)) return nothing;
  return html`<p class="fine">${room.words.text('milestone.later', { title: current.title })}</p>`;
}
