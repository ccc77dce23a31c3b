import { isFinished } from '@workroom/core';
import type { WireMilestone } from '@workroom/core/api';
import { html, nothing, type TemplateResult } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import { stateLabel } from '../../foundation/views/milestone-badge.ts';
import { named } from '../../foundation/views/named-view.ts';
import type { Room } from '../room.ts';
import { widened } from './widened.ts';

/** With more milestones there is no room for names. */
const mostNamed = 8;
/** With more milestones, tabbing takes too long: neighbours in the same state share a stop. */
const mostStops = 24;

/** The progress of the plan; each stop links to its milestone. */
export function railView(room: Room): unknown {
  const { contract, words } = room;
  const counted = contract.milestones.filter(({ state }) => state !== 'cancelled');
  if (counted.length === 0) return nothing;
  const done = counted.filter(isFinished).length;
  return html`<nav class="rail ${counted.length > mostNamed ? 'many' : ''}" part="rail" aria-labelledby="rail-title">
    <p class="fine" id="rail-title">${words.text('rail.done', { done, count: counted.length })}</p>
    <ol>
      ${repeat(
        stopsOf(contract.milestones),
        ({ milestone }) => milestone.id,
        ({ milestone, index, count }) => {
          const { id, title } = milestone;
          const state = stateLabel(contract, milestone, words);
          const label = words.text('rail.goTo', { number: index + 1, title, state });
          return html`<li class=${milestone.state} ${widened(count)}><button type="button" class="stop ${milestone.state}" part="stop ${milestone.state}" aria-label=${label} title=${label} @click=${() => room.goTo(id)}>
            <span class="stop-line" part="stop-line" aria-hidden="true"></span>
            <span class="stop-name" aria-hidden="true">${named(title)}</span>
          </button></li>`;
        },
      )}
    </ol>
  </nav>`;
}

interface Stop {
  /** The first milestone of a shared stop. */
  readonly milestone: WireMilestone;
  readonly index: number;
  count: number;
}

function stopsOf(milestones: readonly WireMilestone[]): readonly Stop[] {
  const stops: Stop[] = [];
  for (const [index, milestone] of milestones.entries()) {
    const last = stops.at(-1);
    if (milestones.length > mostStops && last?.milestone.state === milestone.state) last.count += 1;
    else stops.push({ milestone, index, count: 1 });
  }
  return stops;
}

/** A milestone's number in the list, or its final state. */
export function nodeView(state: string, number: number): TemplateResult {
  return html`<span class="node ${state}" part="node ${state}" aria-hidden="true">${
    state === 'paid'
      ? html`<svg viewBox="0 0 16 16" width="14" height="14" fill="none" stroke="currentColor" stroke-width="2.25" stroke-linecap="round" stroke-linejoin="round"><path d="m3 8.5 3.2 3.2L13 5" /></svg>`
      : number
  }</span>`;
}
