import type { WireContract } from '@workroom/core/api';
import { html, nothing } from 'lit';
import { actionOn } from '../actions.ts';
import { cash, names } from '../room.ts';
import type { TaskRoom } from '../tasks/task-form.ts';
import { actionButton } from './action-button.ts';

type Dispute = NonNullable<WireContract['dispute']>;

/** How both sides can resolve a dispute themselves: open and sealed offers. */
export function resolutionView(room: TaskRoom, dispute: Dispute): unknown {
  const { contract, words } = room;
  const { viewer } = contract;
  const { text } = words;
  const { milestoneId, offers, amount } = dispute;
  const offer = actionOn(room, 'make_offer', { milestoneId });
  const isParty = viewer === 'client' || viewer === 'freelancer';
  if (!isParty && offers.length === 0) return nothing;
  return html`<div class="dispute-part" part="resolution"><h6>${text('resolve.title')}</h6>
    ${
      offers.length === 0
        ? nothing
        : html`<ul class="offers" part="offers">${offers.map(({ by, toFreelancer }) => {
            const split = { toFreelancer: cash(room, toFreelancer), toClient: cash(room, amount - toFreelancer) };
            return html`<li><p>${text(offerWords(viewer, by), { name: contract[by].name, ...split, ...names(room) })}</p>
              ${
                by === viewer || !isParty
                  ? nothing
                  : actionButton(room, offer, {
                      label: text('action.acceptSplit'),
                      press: () => room.open('accept_split', { milestoneId }),
                    })
              }</li>`;
          })}</ul>`
    }
    ${isParty ? html`<p class="fine" part="sealed">${sealedWords(room, dispute)}</p>` : nothing}
    <div class="actions">${actionButton(room, offer, { label: text('action.offerSplit'), press: () => room.open('make_offer', { milestoneId }) })}</div>
  </div>`;
}

/** An offer as its sender, its recipient or anybody else reads it. */
function offerWords(viewer: WireContract['viewer'], by: Dispute['offers'][number]['by']) {
  if (viewer === by) return by === 'client' ? 'resolve.sentByClient' : 'resolve.sentByFreelancer';
  if (viewer === 'client') return 'resolve.toClient';
  return viewer === 'freelancer' ? 'resolve.toFreelancer' : 'resolve.theirs';
}

function sealedWords(room: TaskRoom, { sealed }: Dispute): string {
  const { contract, words } = room;
  const { round, roundsLeft, mine, theirsIn } = sealed;
  const { client, freelancer } = names(room);
  const name = contract.viewer === 'client' ? freelancer : client;
  const { text } = words;
  if (roundsLeft === 0) return text('resolve.noRounds');
  if (mine !== null) return text('resolve.sealedMine', { amount: cash(room, mine), name, round });
  if (theirsIn) return text('resolve.sealedTheirs', { name, round });
  return text(round === 1 ? 'resolve.sealedNone' : 'resolve.sealedAgain', { count: roundsLeft });
}
