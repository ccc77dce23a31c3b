import type { WireMilestone } from '@workroom/core/api';
import { html, nothing } from 'lit';
import type { Room } from '../room.ts';

/** Where the button of a menu stands, once it is there; for readers who can do nothing there is no such place. */
export function menuSpace(room: Room, milestone: WireMilestone | null): unknown {
  const { actions, viewer } = room.contract;
  if (room.menu === undefined || actions.length === 0 || (viewer !== 'client' && viewer !== 'freelancer'))
    return nothing;
  return html`<span class="more-space">${room.menu?.(milestone)}</span>`;
}
