import type { WireMilestone } from '@workroom/core/api';
import { html, nothing, type TemplateResult } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import { actionOn } from '../actions.ts';
import { names, type Room } from '../room.ts';
import { actionButton } from './action-button.ts';
import { milestoneView } from './milestone-view.ts';

/**
 * The plan, in its order.
 *
 * @param step the next step's buttons, if nothing else on the page shows them
 */
export function milestonesView(room: Room, step?: (milestone: WireMilestone) => unknown): TemplateResult {
  const { contract, words } = room;
  const { milestones } = contract;
  const add = () => {
    const direct = actionOn(room, 'add_milestones');
    if (direct !== undefined && direct.code !== 'plan_needs_agreement') {
      return actionButton(room, direct, { label: words.text('action.add'), press: () => room.open('add_milestones') });
    }
    return actionButton(room, actionOn(room, 'propose'), {
      label: words.text('action.proposeMilestone'),
      press: () => room.open('propose_milestone'),
    });
  };
  return html`<section class="milestones" part="milestones" aria-labelledby="milestones-title">
    <div class="row between section-head">
      <h3 id="milestones-title" tabindex="-1">${words.text('milestones.title')}</h3>
      ${milestones.length === 0 ? nothing : add()}
    </div>
    ${room.openItems?.proposals(room)}
    ${
      milestones.length === 0
        ? html`<slot name="empty"><div class="empty" part="empty">
            <p class="strong">${words.text('milestones.empty')}</p>
            <p class="muted">${
              contract.viewer === 'client'
                ? words.text('milestones.emptyClient')
                : words.text('milestones.emptyOther', { name: names(room).client })
            }</p>
            ${contract.viewer === 'client' && step === undefined ? nothing : add()}
          </div></slot>`
        : html`<ol class="plan ${milestones.length > 40 ? 'many' : ''}">${repeat(
            milestones.slice(0, room.rows),
            ({ id }) => id,
            (milestone, index) => milestoneView(room, milestone, { index, step: step?.(milestone) }),
          )}</ol>`
    }
  </section>`;
}
