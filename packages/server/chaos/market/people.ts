import type { Person } from '@workroom/core';
import { people } from '@workroom/core/testing';
import type { Caller } from './requests.ts';

// The people of core's random commands, so that the commands name people who are in the contract.
export const { client, freelancer, mediator, colleague, operator, secondOperator } = people;

export const thirdOperator: Person = { id: 'u8', name: 'Ida' };

/** The marketplace's staff (rule 43). */
const staff: ReadonlySet<string> = new Set([operator.id, secondOperator.id, thirdOperator.id]);

export function isStaff({ id }: Person): boolean {
  return staff.has(id);
}

export const callers: readonly Caller[] = [...Object.values(people), 'server'];
