import type { WireMilestone } from '@workroom/core/api';
import { html, nothing, type TemplateResult } from 'lit';
import type { Room } from '../room.ts';
import { isIncreased, isMoneyGoingBack, isShared, openPaymentsOn } from './payment-progress.ts';

/** An open refund request or dispute; its view is loaded if there is one. */
export function openItemsView(room: Room, milestoneId: string | null): unknown {
  const { contract, openItems } = room;
  const isThere = (open: { readonly milestoneId: string | null } | null) => open?.milestoneId === milestoneId;
  if (!isThere(contract.refundRequest) && !isThere(contract.dispute)) return nothing;
  return openItems === null ? onItsWay() : [openItems.refund(room, milestoneId), openItems.dispute(room, milestoneId)];
}

/** Freezes, money on its way back to the client, and approval requests. */
export function noticesOn(room: Room): unknown {
  const { contract, openItems } = room;
  if (contract.frozen === null && !isShared(contract) && !isMoneyGoingBack(contract)) return nothing;
  return openItems === null ? onItsWay() : [openItems.freeze(room), openItems.approvals(room)];
}

/** Unfinished payments; their view loads if there are any. */
export function paymentsOn(room: Room, milestoneId: string | null): unknown {
  const payments = openPaymentsOn(room, milestoneId);
  return payments.length === 0 ? nothing : (room.openItems?.payments(room, payments) ?? onItsWay());
}

/** An increase or a shortfall that is to be deposited; its view is loaded if there is one. */
export function increaseOn(room: Room, milestone: WireMilestone): unknown {
  return isIncreased(milestone) ? (room.openItems?.increase(room, milestone) ?? onItsWay()) : nothing;
}

function onItsWay(): TemplateResult {
  return html`<span class="bone wide" part="bone"></span><span class="bone" part="bone"></span>`;
}
