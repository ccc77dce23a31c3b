import { approversOf, mayApprove } from '../approvals.ts';
import type { Contract, Person } from '../contract.ts';
import { ownerOf } from '../payments.ts';
import { type EventReader, kindOf } from './catalogue.ts';
import type { ContractEvent } from './event.ts';

// Rule 38: every event that concerns a person has a notification; nobody is notified of what they did themselves.

function sidesOf(event: ContractEvent): readonly EventReader[] {
  // A charge with an unknown outcome concerns only the payer. The other side does not know of a pending bonus yet.
  if (event.type === 'payment.parked' && event.data.kind === 'charge') return [ownerOf(event.data)];
  // A payment that came back concerns the people who can retry it.
  if (event.type === 'payment.reversed') return [ownerOf(event.data)];
  // A parked return has its own event.
  if (event.type === 'payment.parked' && event.data.kind === 'reversal') return [];
  // An operator's command notifies both sides (rule 44).
  if (event.actor.side === 'operator' && isOfOperators(event)) return ['client', 'freelancer'];
  return kindOf(event.type).concerns;
}

function isOfOperators({ type }: ContractEvent): boolean {
  return type === 'payment.succeeded' || type === 'payment.retried';
}

/** The people an event concerns: all members of the sides in the table, except the actor. */
export function peopleConcerned(contract: Contract, event: ContractEvent): readonly Person[] {
  // The notification of a new contract includes its milestones.
  if (event.type === 'milestone.added' && event.actor.side === 'server') return [];
  if (isOnlyRenamed(event) || isCoveredByOperatorEvent(event)) return [];
  const answering = approversConcerned(contract, event);
  const people =
    answering ??
    sidesOf(event).flatMap((side) => {
      if (side !== 'mediator') return contract.members[side];
      return contract.mediator !== null && contract.dispute !== null ? [contract.mediator] : [];
    });
  const by = 'id' in event.actor ? event.actor.id : null;
  return people.filter((person) => person.id !== by);
}

/** For an approval request, the members who may answer it and the one who asked; `null` for other events. */
function approversConcerned(contract: Contract, { type, data }: ContractEvent): readonly Person[] | null {
  if (kindOf(type).ofSide !== true || !('side' in data)) return null;
  const { side } = data;
  // Workroom has no list of the marketplace's staff: operators find requests in their queue.
  if (side === 'operator') return [];
  const request = contract.approvals.find(({ id }) => id === data.approvalId);
  if (request === undefined) return contract.members[side];
  if (type === 'approval.requested') return approversOf(contract, request);
  return contract.members[side].filter(
    ({ id }) => id === request.askedBy.id || mayApprove(contract, side, request.name, id),
  );
}

/** The operator's own event notifies once, with the reason; the ordinary events that follow do not notify. */
function isCoveredByOperatorEvent({ type, actor }: ContractEvent): boolean {
  return actor.side === 'operator' && ordinary.has(type);
}

const ordinary: ReadonlySet<ContractEvent['type']> = new Set<ContractEvent['type']>([
  'milestone.released',
  'milestone.refunded',
  'funds.released',
  'funds.refunded',
  'payment.cancelled',
  'contract.ended',
]);

/** A changed name and changed metadata notify nobody. */
function isOnlyRenamed({ type, data }: ContractEvent): boolean {
  switch (type) {
    case 'contract.members_changed':
      return data.added?.length === 0 && data.removed?.length === 0 && !data.changed?.length && data.approvals !== true;
    case 'contract.mediator_appointed':
      return data.mediator?.id === data.previous?.id && data.mediator !== null;
    case 'contract.edited':
      return data.title === undefined;
    default:
      return false;
  }
}

/** Whether the notification of an event differs by reader. */
export function differsByReader({ type }: ContractEvent): boolean {
  return kindOf(type).differsByReader === true;
}
