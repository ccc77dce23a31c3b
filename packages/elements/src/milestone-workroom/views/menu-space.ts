import type { WireMilestone } from '@workroom/core/api';
import { html, nothing } from 'lit';
import type { Room } from '../room.ts';

/** The place of a menu's button; absent for readers without actions. */
export function menuSpace(room: Room, milestone: WireMilestone | null): unknown {
  const { actions, viewer } = room.contract;
  if (room.menu === undefined || actions.length === 0 || (viewer !== 'client' && viewer !== 'freelancer'))
    return nothing;
  return html`<span class="more-space">${room.menu?.(milestone)}</span>`;
}
