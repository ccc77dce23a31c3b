import type { Contract, Person } from './contract.ts';

type Named = Pick<Contract, 'client' | 'freelancer' | 'members' | 'mediator'>;

/** Everybody on the contract. A person in two roles is listed twice. */
export function peopleOf({ client, freelancer, members, mediator }: Named): readonly Person[] {
  return [client, freelancer, ...members.client, ...members.freelancer, ...(mediator === null ? [] : [mediator])];
}

/** The person's name on the contract, or `otherwise` if they have left it. @default their id */
export function nameOf(contract: Named, personId: string, otherwise = personId): string {
  return peopleOf(contract).find(({ id }) => id === personId)?.name ?? otherwise;
}
