import { people } from '@workroom/core/testing';
import type { Caller } from './requests.ts';

/** Who takes part, by the side they are on. Those of core's random commands, so that they name people who are there. */
export const { client, freelancer, mediator, colleague, stranger } = people;

export const callers: readonly Caller[] = [client, freelancer, mediator, colleague, stranger, 'server'];
