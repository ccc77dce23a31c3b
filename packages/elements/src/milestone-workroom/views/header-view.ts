import { html, nothing, type TemplateResult } from 'lit';
import { named } from '../../foundation/views/named-view.ts';
import type { Room } from '../room.ts';
import { menuSpace } from './menu-space.ts';

/** Title, state, and who is who. */
export function headerView(room: Room): TemplateResult {
  const { contract, words } = room;
  const { text } = words;
  const { title, viewer, client, freelancer, mediator } = contract;
  const state = stateOf(contract);
  const person = (side: 'client' | 'freelancer' | 'mediator', name: string) =>
    html`<li class="person ${side}" part="person ${side}">
      <span class="monogram" part="monogram" aria-hidden="true">${monogram(name)}</span>
      <span class="person-text"><span class="person-name">${viewer === side ? text('room.you', { name }) : named(name)}</span><span class="fine">${text(`room.${side}`)}</span></span>
    </li>`;
  return html`<header class="room-head" part="header">
    <div class="title-row">
      <div class="row"><h2 id="room-title" tabindex="-1" part="title">${named(title)}</h2>
      <span class="badge ${state}" part="badge ${state}">${text(`contract.${state}`)}</span></div>
      ${menuSpace(room, null)}
    </div>
    <ul class="people" aria-label=${text('room.people')}>
      ${person('client', client.name)} ${person('freelancer', freelancer.name)}
      ${mediator === null ? nothing : person('mediator', mediator.name)}
    </ul>
  </header>`;
}

/** The most important status: a freeze and a dispute come before the contract's own status. */
function stateOf({ status, frozen, dispute }: Room['contract']): Room['contract']['status'] | 'frozen' | 'disputed' {
  if (frozen !== null) return 'frozen';
  return dispute === null ? status : 'disputed';
}

/** `Dana Whitfield` is `DW`. */
function monogram(name: string): string {
  const [first = '', ...more] = name.trim().split(/\s+/);
  return (initial(first) + initial(more.at(-1) ?? '')).toLocaleUpperCase();
}

function initial(word: string): string {
  return [...word][0] ?? '';
}
