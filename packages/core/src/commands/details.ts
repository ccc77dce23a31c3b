import type { Contract } from '../contract.ts';
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

function isSame(some: Contract['metadata'], others: Contract['metadata']): boolean {
  const keys = Object.keys(some);
  return keys.length === Object.keys(others).length && keys.every((key) => some[key] === others[key]);
}

export const postMessage: CommandRules<'post_message'> = {
  run(draft, { text, files = [] }) {
    if (text.trim() === '') return refuse('message_required', '/text');
    record(draft, 'message.posted', files.length === 0 ? { text } : { text, files });
    return undefined;
  },
};
