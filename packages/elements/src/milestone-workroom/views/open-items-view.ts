import { html, nothing, type TemplateResult } from 'lit';
import type { Room } from '../room.ts';
import { openPaymentsOn } from './payment-progress.ts';

/** An open dispute there; its view is loaded when there is one. */
export function openDisputeView(room: Room, milestoneId: string | null): unknown {
  const { contract, openItems } = room;
  if (contract.dispute === null || contract.dispute.milestoneId !== milestoneId) return nothing;
  return openItems?.dispute(room, milestoneId) ?? onItsWay();
}

/** Payments that are not done with; their view is loaded when there are any. */
export function paymentsOn(room: Room, milestoneId: string | null): unknown {
  const payments = openPaymentsOn(room, milestoneId);
  return payments.length === 0 ? nothing : (room.openItems?.payments(room, payments) ?? onItsWay());
}

function onItsWay(): TemplateResult {
  return html`<span class="bone wide" part="bone"></span><span class="bone" part="bone"></span>`;
}
