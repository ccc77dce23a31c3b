import { withoutDirectionControls } from '@workroom/core';
import type { WireContract } from '@workroom/core/api';
import { html, type TemplateResult } from 'lit';
import { named } from '../foundation/views/named-view.ts';
import type { EventWords } from './event-words.ts';

/** The initials of a person's first and last name. */
function monogram(name: string): string {
  const words = withoutDirectionControls(name).trim().split(/\s+/);
  const letters = [words[0], words.length > 1 ? words.at(-1) : ''].map((word) => [...(word ?? '')][0] ?? '');
  return letters.join('').toLocaleUpperCase();
}

/** Stands beside a name that is written out, and so says nothing itself. */
export function avatar(name: string, side: string): TemplateResult {
  return html`<span class="avatar ${side}" part="monogram ${side}" aria-hidden="true">${monogram(name)}</span>`;
}

/** Who reads and writes here. */
export function peopleView({ client, freelancer, members, mediator }: WireContract, words: EventWords): unknown {
  const people = [
    ...[client, ...members.client].map(({ id, name }) => ({ id, name, side: 'client' as const })),
    ...[freelancer, ...members.freelancer].map(({ id, name }) => ({ id, name, side: 'freelancer' as const })),
    ...(mediator === null ? [] : [{ ...mediator, side: 'mediator' as const }]),
  ].filter(({ id }, index, all) => all.findIndex((other) => other.id === id) === index);
  return html`<ul class="members" part="people" aria-label=${words.text('timeline.people')}>
    ${people.map(
      ({ name, side }) =>
        html`<li class="member" part="person ${side}">${avatar(words.written(name), side)}<span>${named(words.written(name))} <span class="fine">${words.text(`timeline.${side}`)}</span></span></li>`,
    )}
  </ul>`;
}
