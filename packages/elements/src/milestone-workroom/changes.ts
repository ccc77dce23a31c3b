import type { WireContract } from '@workroom/core/api';
import { stateLabel } from '../foundation/views/milestone-badge.ts';
import type { RoomWords } from './room.ts';

/** More than this at once is a new contract to look at rather than news. */
const mostTold = 3;

/** What the other side, a bank or time did to the contract, for those who listen; nothing where there is nothing to tell. */
export function changesIn(contract: WireContract, before: WireContract, words: RoomWords): string | undefined {
  const states = new Map(before.milestones.map(({ id, state }) => [id, state]));
  const told = contract.milestones
    .filter(({ id, state }) => states.has(id) && states.get(id) !== state)
    .slice(0, mostTold)
    .map((milestone) =>
      words.text('room.changed', { title: milestone.title, state: stateLabel(contract, milestone, words) }),
    );
  if (contract.status !== before.status) {
    told.push(words.text('room.changed', { title: contract.title, state: words.text(`contract.${contract.status}`) }));
  }
  return told.length === 0 ? undefined : told.join('. ');
}
