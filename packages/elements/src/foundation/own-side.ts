import type { WireContract } from '@workroom/core/api';

type Side = 'client' | 'freelancer' | 'mediator';

/** The reader's side if they are its only member: what it did, they did themselves. */
export function ownSide(contract: WireContract): Side | null {
  const { viewer, members } = contract;
  if (viewer === 'mediator') return viewer;
  if (viewer !== 'client' && viewer !== 'freelancer') return null;
  return members[viewer].every(({ id }) => id === contract[viewer].id) ? viewer : null;
}

/** Whether the reader is this person. On a side with several people that is not known. */
export function isReader(contract: WireContract, personId: string): boolean {
  const own = ownSide(contract);
  return own !== null && contract[own]?.id === personId;
}
