import type { WireMilestone } from '@workroom/core/api';
import { html, nothing } from 'lit';
import { actionOn } from '../actions.ts';
import { cash, names } from '../room.ts';
import type { TaskRoom } from '../tasks/task-form.ts';
import { actionButton } from './action-button.ts';

/** The amounts of a funded milestone that are still to be deposited: an increase, or a shortfall. */
export function increaseView(room: TaskRoom, milestone: WireMilestone): unknown {
  return [agreedView(room, milestone), shortfallView(room, milestone)];
}

/** An agreed increase: until it is funded, the old amount is valid. */
function agreedView(room: TaskRoom, milestone: WireMilestone): unknown {
  const { id, amount, pendingIncrease } = milestone;
  if (pendingIncrease === null) return nothing;
  const { contract, words } = room;
  const values = { increase: cash(room, pendingIncrease.amount), amount: cash(room, amount), ...names(room) };
  return html`<div class="note ${contract.viewer === 'client' ? 'attention' : ''}" part="increase">
    <p class="strong">${words.text('increase.title', values)}</p>
    <p class="fine">${words.text('increase.text', values)}</p>
    <div class="actions">${actionButton(room, actionOn(room, 'fund', { milestoneId: id }), {
      label: words.text('action.fundIncrease'),
      press: () => room.open('fund', { milestoneId: id }),
    })}</div>
  </div>`;
}

/** The shortfall of a funded milestone, which the client may deposit again. */
function shortfallView(room: TaskRoom, milestone: WireMilestone): unknown {
  const { id, funds } = milestone;
  if (funds.shortfall === 0) return nothing;
  const { words } = room;
  const values = { shortfall: cash(room, funds.shortfall), held: cash(room, funds.held), ...names(room) };
  return html`<div class="note attention" part="shortfall">
    <p class="strong">${words.text('shortfall.title', values)}</p>
    <p class="fine">${words.text('shortfall.text', values)}</p>
    <div class="actions">${actionButton(room, actionOn(room, 'fund', { milestoneId: id }), {
      label: words.text('action.fundShortfall', values),
      press: () => room.open('fund', { milestoneId: id }),
    })}</div>
  </div>`;
}
