import { html, nothing, type TemplateResult } from 'lit';
import { monogram } from '../../foundation/views/monogram.ts';
import { named } from '../../foundation/views/named-view.ts';
import type { Room } from '../room.ts';
import { menuSpace } from './menu-space.ts';

/** Title, state, and people. */
export function headerView(room: Room): TemplateResult {
  const { contract, words } = room;
  const { text } = words;
  const { title, viewer, client, freelancer, mediator } = contract;
  const state = stateOf(contract);
  const person = (side: 'client' | 'freelancer' | 'mediator', { id, name }: { id: string; name: string }) =>
    html`<li class="person ${side}" part="person ${side}">
      <span class="monogram" part="monogram" aria-hidden="true">${monogram(name)}${room.portrait?.(id)}</span>
      <span class="person-text"><span class="person-name">${viewer === side ? text('room.you', { name }) : named(name)}</span><span class="fine">${text(`room.${side}`)}</span></span>
    </li>`;
  return html`<header class="room-head" part="header">
    <div class="title-row">
      <div class="row"><h2 id="room-title" tabindex="-1" part="title">${named(title)}</h2>
      <span class="badge ${state}" part="badge ${state}">${text(state === 'offered' && viewer === 'freelancer' ? 'contract.received' : `contract.${state}`)}</span></div>
      ${menuSpace(room, null)}
    </div>
    <ul class="people" aria-label=${text('room.people')}>
      ${person('client', client)} ${person('freelancer', freelancer)}
      ${mediator === null ? nothing : person('mediator', mediator)}
    </ul>
  </header>`;
}

/** The most important status: a freeze and a dispute come before the contract's own status. */
function stateOf({ status, frozen, dispute }: Room['contract']): Room['contract']['status'] | 'frozen' | 'disputed' {
  if (frozen !== null) return 'frozen';
  return dispute === null ? status : 'disputed';
}
