import { html, nothing } from 'lit';
import type { Room } from '../room.ts';

/** An open dispute there; its view is loaded when there is one. */
export function mattersView({ contract, matters }: Room, milestoneId: string | null): unknown {
  if (contract.dispute === null || contract.dispute.milestoneId !== milestoneId) return nothing;
  return matters?.dispute(milestoneId) ?? html`<span class="bone wide"></span><span class="bone"></span>`;
}
