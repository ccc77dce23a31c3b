import type { Contract, Party, Person } from './contract.ts';

/** As stored, or as presented. */
type Named = Pick<Contract, 'client' | 'freelancer' | 'mediator'> & {
  readonly members: Readonly<Record<Party, readonly Person[]>>;
};

/** Everybody on the contract. A person in two roles is listed twice. */
export function peopleOf({ client, freelancer, members, mediator }: Named): readonly Person[] {
  return [client, freelancer, ...members.client, ...members.freelancer, ...(mediator === null ? [] : [mediator])];
}

/** The person's name on the contract, or `otherwise` if they have left it. @default their id */
export function nameOf(contract: Named, personId: string, otherwise = personId): string {
  return peopleOf(contract).find(({ id }) => id === personId)?.name ?? otherwise;
}
