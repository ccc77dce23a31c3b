import { currentMilestone, nextMilestone } from '@workroom/core';
import type { WireAction, WireMilestone } from '@workroom/core/api';
import { html, nothing } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import { actionOn } from '../actions.ts';
import { returnablesOf } from '../returnable.ts';
import type { Room, RoomWords, TaskKind } from '../room.ts';
import { actionButton, closedReason } from './action-button.ts';

type Label = Parameters<RoomWords['text']>[0];

interface Offered {
  readonly action: WireAction;
  readonly task: TaskKind;
  readonly label: Label;
  readonly quiet: boolean;
}

/** What the viewer may do on a milestone, the weightiest first. */
export function milestoneActions(room: Room, milestone: WireMilestone): unknown {
  const offers = offersOn(room, milestone);
  const order = orderView(room, milestone);
  const later = laterView(room, milestone);
  if (offers.length === 0 && order === nothing) return later;
  return html`${later}<div class="actions milestone-actions" part="actions">
    ${repeat(
      offers,
      ({ task }) => task,
      ({ action, task, label, quiet }) =>
        actionButton(room, action, {
          label: room.words.text(label),
          look: quiet ? (task === 'remove_milestone' ? 'quiet danger' : 'quiet') : '',
          about: milestone.title,
          press: () => room.open(task, { milestoneId: milestone.id }),
        }),
    )}
    ${order}
  </div>`;
}

/** Giving back what was released of a milestone is the contract's own command too. */
function returnOffer(room: Room, { id, funds }: WireMilestone): readonly Offered[] {
  const action = actionOn(room, 'return_funds');
  const isThere = funds.released > 0 && returnablesOf(room.contract).some(({ milestoneId }) => milestoneId === id);
  // What is held is given back first; the other way to do it would be called the same.
  if (action === undefined || funds.held > 0 || !isThere || room.contract.viewer !== 'freelancer') return [];
  return [{ action: { ...action, milestoneId: id }, task: 'return_funds', label: 'action.giveBack', quiet: true }];
}

function offersOn(room: Room, milestone: WireMilestone): readonly Offered[] {
  const { id, state, funds } = milestone;
  const isFundedNow = ['funded', 'submitted', 'changes_requested'].includes(state);
  const on = (name: TaskKind & WireAction['name'], label: Label, quiet = false): Offered[] => {
    const action = actionOn(room, name, { milestoneId: id });
    // What is done by proposal is offered as one.
    if (action === undefined || action.code === 'plan_needs_agreement') return [];
    return [{ action, task: name, label, quiet }];
  };
  const propose = actionOn(room, 'propose');
  const proposed = (task: 'propose_edit' | 'propose_removal', label: Label): Offered[] =>
    propose === undefined ? [] : [{ action: { ...propose, milestoneId: id }, task, label, quiet: true }];
  const mayEdit = (name: 'edit_milestone' | 'remove_milestone') => {
    const action = actionOn(room, name, { milestoneId: id });
    return action !== undefined && action.code !== 'plan_needs_agreement';
  };
  const isParty = room.contract.viewer === 'client' || room.contract.viewer === 'freelancer';
  const canPropose = isParty && (state === 'planned' || isFundedNow);
  const giveBack = actionOn(room, 'volunteer_refund');
  // The command is the contract's own; it belongs where the money is. While one is open it says nothing more.
  const refund = actionOn(room, 'request_refund');
  const canAskBack = isFundedNow && funds.held > 0 && refund !== undefined;
  // Any may be funded, but the plan says which is next.
  const isNext = nextMilestone(room.contract)?.id === id;
  return [
    // An increase of a funded one is funded where it is told.
    ...(isFundedNow || isLater(room, id) ? [] : on('fund', 'action.fund', !isNext)),
    ...on('release', state === 'submitted' ? 'action.reviewAndPay' : 'action.release'),
    ...on('request_changes', 'action.requestChanges'),
    ...on('submit', 'action.submit'),
    ...on('extend_review', 'action.extendReview', true),
    ...on('withdraw_submission', 'action.withdrawSubmission', true),
    ...(canAskBack
      ? [
          {
            action: { ...refund, milestoneId: id },
            task: 'request_refund',
            label: 'action.requestRefund',
            quiet: true,
          } as const,
        ]
      : []),
    ...(isFundedNow && funds.held > 0 && giveBack !== undefined
      ? [
          {
            action: { ...giveBack, milestoneId: id },
            task: 'volunteer_refund',
            label: 'action.giveBack',
            quiet: true,
          } as const,
        ]
      : []),
    ...returnOffer(room, milestone),
    ...on('edit_milestone', 'action.edit', true),
    ...(canPropose && !mayEdit('edit_milestone') ? proposed('propose_edit', 'action.proposeEdit') : []),
    ...on('remove_milestone', 'action.delete', true),
    ...(state === 'planned' && isParty && !mayEdit('remove_milestone')
      ? proposed('propose_removal', 'action.proposeRemoval')
      : []),
  ];
}

/** Whether funding waits until another milestone is complete: one at a time (rule 8). */
function isLater(room: Room, milestoneId: string): boolean {
  return actionOn(room, 'fund', { milestoneId })?.code === 'another_milestone_is_funded';
}

/** In place of a button that cannot be pressed yet: when its turn comes. */
function laterView(room: Room, { id, state }: WireMilestone): unknown {
  const current = currentMilestone(room.contract);
  if (state !== 'planned' || current === undefined || !isLater(room, id)) return nothing;
  return html`<p class="fine">${room.words.text('milestone.later', { title: current.title })}</p>`;
}

/** Up and down among the milestones that are not funded; the others keep their places. */
function orderView(room: Room, { id, title, state }: WireMilestone): unknown {
  const action = actionOn(room, 'reorder_milestones');
  const planned = room.contract.milestones.filter((each) => each.state === 'planned');
  if (action === undefined || state !== 'planned' || planned.length < 2) return nothing;
  const place = planned.findIndex((each) => each.id === id);
  const button = (by: -1 | 1) => {
    const isEnd = by === -1 ? place === 0 : place === planned.length - 1;
    const label = room.words.text(by === -1 ? 'milestone.moveUp' : 'milestone.moveDown', { title });
    const reason = action.enabled ? nothing : closedReason(room, action);
    return html`<button type="button" class="icon" part="button move" id="${by === -1 ? 'up' : 'down'}-${id}" aria-label=${label} title=${reason === nothing ? label : reason}
      aria-disabled=${isEnd || !action.enabled ? 'true' : nothing} @click=${() => (isEnd || !action.enabled ? undefined : room.move(id, by))}>
      <svg viewBox="0 0 20 20" width="18" height="18" fill="none" stroke="currentColor" stroke-width="1.75" stroke-linecap="round" stroke-linejoin="round" aria-hidden="true"><path d=${by === -1 ? 'M10 15V5M5.5 9.5 10 5l4.5 4.5' : 'M10 5v10M5.5 10.5 10 15l4.5-4.5'} /></svg>
    </button>`;
  };
  return html`<span class="order">${button(-1)}${button(1)}</span>`;
}
