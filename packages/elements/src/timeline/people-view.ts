import type { WireContract } from '@workroom/core/api';
import { html, type TemplateResult } from 'lit';
import { named } from '../foundation/views/named-view.ts';
import { avatarOf, portraitView } from '../foundation/views/portrait-view.ts';
import type { EventWords } from './event-words.ts';

/** Stands beside a name that is written out, and so says nothing itself. */
export function avatar(name: string, side: string, avatarUrl: string | null): TemplateResult {
  return html`<span class="avatar ${side}" part="monogram ${side}" aria-hidden="true">${portraitView(name, avatarUrl)}</span>`;
}

/** Who reads and writes here. */
export function peopleView(contract: WireContract, words: EventWords): unknown {
  const { client, freelancer, members, mediator } = contract;
  const people = [
    ...[client, ...members.client].map(({ id, name }) => ({ id, name, side: 'client' as const })),
    ...[freelancer, ...members.freelancer].map(({ id, name }) => ({ id, name, side: 'freelancer' as const })),
    ...(mediator === null ? [] : [{ ...mediator, side: 'mediator' as const }]),
  ].filter(({ id }, index, all) => all.findIndex((other) => other.id === id) === index);
  return html`<ul class="members" part="people" aria-label=${words.text('timeline.people')}>
    ${people.map(
      ({ id, name, side }) =>
        html`<li class="member" part="person ${side}">${avatar(words.written(name), side, avatarOf(contract, id))}<span>${named(words.written(name))} <span class="fine">${words.text(`timeline.${side}`)}</span></span></li>`,
    )}
  </ul>`;
}
