import type { WireContract } from '@workroom/core/api';
import { html, type TemplateResult } from 'lit';
import { monogram } from '../foundation/views/monogram.ts';
import { named } from '../foundation/views/named-view.ts';
import { portraitView } from '../foundation/views/portrait-view.ts';
import type { EventWords } from './event-words.ts';

interface Shown {
  readonly id: string;
  readonly name: string;
  readonly side: string;
}

/** A picture next to a written name, so it has no accessible name. */
export function avatar(contract: WireContract, { id, name, side }: Shown): TemplateResult {
  return html`<span class="avatar ${side}" part="monogram ${side}" aria-hidden="true">${monogram(name)}${portraitView(contract, id)}</span>`;
}

/** The participants of the conversation. */
export function peopleView(contract: WireContract, words: EventWords): unknown {
  const { members, mediator } = contract;
  const on = <Side extends string>(side: Side, people: readonly Omit<Shown, 'side'>[]) =>
    people.map(({ id, name }) => ({ id, name, side }));
  // The original person of each side is one of its members.
  const people = [
    ...on('client', members.client),
    ...on('freelancer', members.freelancer),
    ...on('mediator', mediator === null ? [] : [mediator]),
  ];
  return html`<ul class="members" part="people" aria-label=${words.text('timeline.people')}>
    ${people.map(
      ({ id, name, side }) =>
        html`<li class="member" part="person ${side}">${avatar(contract, { id, name: words.written(name), side })}<span>${named(words.written(name))} <span class="fine">${words.text(`timeline.${side}`)}</span></span></li>`,
    )}
  </ul>`;
}
