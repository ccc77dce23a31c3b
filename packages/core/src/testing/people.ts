import type { Person } from '../contract.ts';
import type { Actor } from '../draft.ts';

export const people = {
  client: { id: 'u1', name: 'Dana' },
  freelancer: { id: 'u2', name: 'Femi' },
  mediator: { id: 'u3', name: 'Mira' },
  colleague: { id: 'u4', name: 'Cleo' },
  stranger: { id: 'u5', name: 'Sam' },
  operator: { id: 'u6', name: 'Rae' },
  secondOperator: { id: 'u7', name: 'Noa' },
} as const satisfies Record<string, Person>;

export const client: Actor = { person: people.client };
export const freelancer: Actor = { person: people.freelancer };
export const mediator: Actor = { person: people.mediator };
/** A member of the client's side once `set_members` adds her. */
export const colleague: Actor = { person: people.colleague };
/** A member of the marketplace's staff. */
export const operator: Actor = { person: people.operator, operator: true };
export const secondOperator: Actor = { person: people.secondOperator, operator: true };
export const stranger: Actor = { person: people.stranger };
