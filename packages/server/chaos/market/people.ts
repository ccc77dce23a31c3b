import { people } from '@workroom/core/testing';
import type { Caller } from './requests.ts';

// The people of core's random commands, so that the commands name people who are in the contract.
export const { client, freelancer, mediator, colleague } = people;

export const callers: readonly Caller[] = [...Object.values(people), 'server'];
