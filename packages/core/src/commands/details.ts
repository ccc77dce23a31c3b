import type { Person } from '../contract.ts';
import { change, record } from '../draft.ts';
import { refuse } from '../refusal.ts';
import type { CommandRules } from './command.ts';

export const editContract: CommandRules<'edit_contract'> = {
  run(draft, { title, metadata }) {
    const changes = {
      ...(title !== undefined && title !== draft.contract.title ? { title } : {}),
      ...(metadata !== undefined ? { metadata } : {}),
    };
    if (Object.keys(changes).length === 0) return undefined;
    record(draft, 'contract.edited', changes);
    change(draft, changes);
    return undefined;
  },
};

/** A mediator sees the contract only while it is disputed. */
export const appointMediator: CommandRules<'appoint_mediator'> = {
  run(draft, { mediator }) {
    const { client, freelancer } = draft.contract.members;
    if ([...client, ...freelancer].some((person) => person.id === mediator?.id))
      return refuse('forbidden_for_role', '/mediator', 'A mediator belongs to neither side. Appoint somebody else.');
    record(draft, 'contract.mediator_appointed', { mediator });
    change(draft, { mediator });
    return undefined;
  },
};

/** Rule 42: a side may be several people. Its own person always stays one of them. */
export const setMembers: CommandRules<'set_members'> = {
  run(draft, { client, freelancer }) {
    const { contract } = draft;
    const members = {
      client: eachOnce([contract.client, ...client]),
      freelancer: eachOnce([contract.freelancer, ...freelancer]),
    };
    const clientIds = new Set(members.client.map((person) => person.id));
    if (members.freelancer.some((person) => clientIds.has(person.id))) {
      return refuse('forbidden_for_role', '/freelancer', 'Nobody can act for both sides of one contract.');
    }
    if ([...members.client, ...members.freelancer].some((person) => person.id === contract.mediator?.id)) {
      return refuse('forbidden_for_role', undefined, 'A mediator belongs to neither side. Appoint another one first.');
    }
    record(draft, 'contract.members_changed', members);
    change(draft, { members });
    return undefined;
  },
};

function eachOnce(people: readonly Person[]): readonly Person[] {
  return people.filter((person, place) => people.findIndex(({ id }) => id === person.id) === place);
}

export const postMessage: CommandRules<'post_message'> = {
  run(draft, { text }) {
    if (text.trim() === '') return refuse('message_required', '/text');
    record(draft, 'message.posted', { text });
    return undefined;
  },
};
