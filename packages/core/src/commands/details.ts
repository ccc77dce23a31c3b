import type { Contract, Person } from '../contract.ts';
import { change, record } from '../draft.ts';
import { refuse } from '../refusal.ts';
import type { CommandRules } from './rules.ts';

export const editContract: CommandRules<'edit_contract'> = {
  run(draft, { title, metadata }) {
    const changes = {
      ...(title !== undefined && title !== draft.contract.title ? { title } : {}),
      ...(metadata !== undefined && !isSame(metadata, draft.contract.metadata) ? { metadata } : {}),
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
    const previous = draft.contract.mediator;
    if (previous?.id === mediator?.id && previous?.name === mediator?.name) return undefined;
    record(draft, 'contract.mediator_appointed', { mediator, previous });
    change(draft, { mediator });
    return undefined;
  },
};

/** Rule 42: a side may be several people. Its own person always stays one of them, under the name that is given for them now. */
export const setMembers: CommandRules<'set_members'> = {
  run(draft, { client, freelancer }) {
    const { contract } = draft;
    const own = {
      client: client.find(({ id }) => id === contract.client.id) ?? contract.client,
      freelancer: freelancer.find(({ id }) => id === contract.freelancer.id) ?? contract.freelancer,
    };
    const members = {
      client: eachOnce([own.client, ...client]),
      freelancer: eachOnce([own.freelancer, ...freelancer]),
    };
    const clientIds = new Set(members.client.map((person) => person.id));
    if (members.freelancer.some((person) => clientIds.has(person.id))) {
      return refuse('forbidden_for_role', '/freelancer', 'Nobody can act for both sides of one contract.');
    }
    if ([...members.client, ...members.freelancer].some((person) => person.id === contract.mediator?.id)) {
      return refuse('forbidden_for_role', undefined, 'A mediator belongs to neither side. Appoint another one first.');
    }
    const before = [...contract.members.client, ...contract.members.freelancer];
    const after = [...members.client, ...members.freelancer];
    if (isSamePeople(contract.members, members)) return undefined;
    record(draft, 'contract.members_changed', {
      ...members,
      added: without(after, before),
      removed: without(before, after),
    });
    change(draft, { ...own, members });
    return undefined;
  },
};

function isSamePeople(before: Contract['members'], after: Contract['members']): boolean {
  return (['client', 'freelancer'] as const).every(
    (side) =>
      before[side].length === after[side].length &&
      before[side].every(({ id, name }, place) => after[side][place]?.id === id && after[side][place]?.name === name),
  );
}

function without(people: readonly Person[], others: readonly Person[]): readonly Person[] {
  return people.filter(({ id }) => !others.some((other) => other.id === id));
}

function isSame(some: Contract['metadata'], others: Contract['metadata']): boolean {
  const keys = Object.keys(some);
  return keys.length === Object.keys(others).length && keys.every((key) => some[key] === others[key]);
}

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
