import { html, nothing, type TemplateResult } from 'lit';
import type { Failure } from '../../foundation/failure.ts';
import { failureView } from '../../foundation/views/error-view.ts';
import type { Room } from '../../milestone-workroom/room.ts';
import { headerView } from '../../milestone-workroom/views/header-view.ts';
import { milestonesView } from '../../milestone-workroom/views/milestones-view.ts';
import { moneyView } from '../../milestone-workroom/views/money-view.ts';
import { noticesOn, openItemsView, paymentsOn } from '../../milestone-workroom/views/open-items-view.ts';
import type { OperationsWords } from '../strings.ts';
import { operatorActions } from './operator-actions.ts';

export interface ContractParts {
  readonly words: OperationsWords;
  readonly isStale: boolean;
  /** The error of a command without a dialog. */
  readonly failure: Failure | null;
  /** The loading error of the views and forms for staff. */
  readonly missing: unknown;
  readonly activity: unknown;
}

/**
 * One contract: what blocks it and waits for staff, the operator's actions, its plan, all of its money, its timeline.
 */
export function contractView(
  room: Room,
  { words, isStale, failure, missing, activity }: ContractParts,
): TemplateResult {
  const { staff } = room.openItems ?? {};
  return html`<div class="room beside" part="room">
    ${isStale ? html`<p class="note attention" part="stale" role="status">${words.text('load.stale')}</p>` : nothing}
    <div class="room-main">
      ${headerView(room)} ${noticesOn(room)} ${staff?.waiting(room) ?? nothing} ${openItemsView(room, null)} ${paymentsOn(room, null)}
      ${operatorActions(room, words)} ${failureView(failure, words)} ${missing} ${moneyView(room)} ${milestonesView(room)}
      ${staff?.books(room) ?? nothing}
    </div>
    <div class="room-side" part="side">${activity}</div>
  </div>`;
}
