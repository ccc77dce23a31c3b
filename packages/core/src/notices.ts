import type { Contract, Party, Person } from './contract.ts';
import { withoutDirectionControls } from './display-text.ts';
import type { ContractEvent, EventType } from './events.ts';
import type { MilestoneId } from './ids.ts';
import { formatMoney } from './money.ts';
import { type Notice, noticeTexts, type Teller } from './notice-texts.ts';
import { ownerOf } from './payments.ts';

export type { Notice } from './notice-texts.ts';

// Rule 38: every event that concerns a person has a notification; nobody is notified of what they did themselves.

/** Which sides an event concerns. An empty list stands where somebody's own act or a later event tells it better. */
// biome-ignore format: a table reads by its rows
const concerned: Readonly<Record<EventType, readonly (Party | 'mediator')[]>> = {
  'contract.created': ['client', 'freelancer'],
  'contract.accepted': ['client'],
  'contract.declined': ['client'],
  'contract.withdrawn': ['freelancer'],
  'contract.edited': ['freelancer'],
  'contract.mediator_appointed': ['client', 'freelancer'],
  'contract.members_changed': ['client', 'freelancer'],
  'contract.ending': ['client', 'freelancer'],
  'contract.ended': ['client', 'freelancer'],
  'milestone.added': ['client', 'freelancer'],
  'milestone.edited': ['client', 'freelancer'],
  'milestone.removed': ['client', 'freelancer'],
  'milestones.reordered': ['client', 'freelancer'],
  'milestone.funding': [],
  'milestone.funded': ['client', 'freelancer'],
  'milestone.increase_agreed': ['client'],
  'milestone.submitted': ['client'],
  'milestone.submission_withdrawn': ['client'],
  'milestone.changes_requested': ['freelancer'],
  'milestone.review_extended': ['client'],
  'review.reminder': ['client'],
  'milestone.released': ['client', 'freelancer'],
  'milestone.auto_released': ['client', 'freelancer'],
  'milestone.refunded': ['client', 'freelancer'],
  'milestone.cancelled': [],
  'bonus.given': ['freelancer'],
  'funds.carried': ['freelancer'],
  'funds.hold_ending': ['client', 'freelancer'],
  'funds.released': ['client', 'freelancer'],
  'funds.refunded': ['client', 'freelancer'],
  'proposal.made': ['client', 'freelancer'],
  'proposal.accepted': ['client', 'freelancer'],
  'proposal.rejected': ['client', 'freelancer'],
  'proposal.withdrawn': ['client', 'freelancer'],
  'proposal.outdated': ['client', 'freelancer'],
  'refund.requested': ['freelancer'],
  'refund.withdrawn': ['freelancer'],
  'refund.agreed': ['client'],
  'refund.expired': ['client', 'freelancer'],
  'refund.volunteered': ['client'],
  'dispute.opened': ['client', 'mediator'],
  'dispute.statement': ['client', 'freelancer', 'mediator'],
  'dispute.offer': ['client', 'freelancer'],
  'dispute.no_overlap': ['client', 'freelancer'],
  'dispute.settled': ['client', 'freelancer', 'mediator'],
  'dispute.decided': ['client', 'freelancer'],
  'dispute.defaulted': ['client', 'freelancer'],
  'payment.pending': [],
  'payment.requires_action': ['client'],
  'payment.succeeded': [],
  'payment.failed': ['client'],
  'payment.parked': ['client', 'freelancer'],
  'payment.reversed': ['client', 'freelancer'],
  'payment.retried': [],
  'payment.cancelled': ['client'],
  'message.posted': ['client', 'freelancer', 'mediator'],
};

/** Every type of event that there is. */
export const eventTypes = Object.keys(concerned) as readonly EventType[];

function sidesOf(event: ContractEvent): readonly (Party | 'mediator')[] {
  // A charge that nobody knows the outcome of is the payer's to look at; of a bonus the other side has not heard yet.
  if (event.type === 'payment.parked' && event.data.kind === 'charge') return [ownerOf(event.data)];
  // What came back is for who must act to have it sent again.
  if (event.type === 'payment.reversed') return [ownerOf(event.data)];
  return concerned[event.type];
}

/** The people an event concerns: everybody of the sides in the table but who did it. */
export function peopleConcerned(contract: Contract, event: ContractEvent): readonly Person[] {
  // Milestones that a contract is created with are told with its creation, in one notification.
  if (event.type === 'milestone.added' && event.actor.side === 'server') return [];
  if (isOnlyRenamed(event)) return [];
  const people = sidesOf(event).flatMap((side) => {
    if (side !== 'mediator') return contract.members[side];
    return contract.mediator !== null && contract.dispute !== null ? [contract.mediator] : [];
  });
  const by = 'id' in event.actor ? event.actor.id : null;
  return people.filter((person) => person.id !== by);
}

/** That somebody is called otherwise now, or that the marketplace notes something for itself, is news to nobody. */
function isOnlyRenamed({ type, data }: ContractEvent): boolean {
  switch (type) {
    case 'contract.members_changed':
      return data.added?.length === 0 && data.removed?.length === 0;
    case 'contract.mediator_appointed':
      return data.mediator?.id === data.previous?.id && data.mediator !== null;
    case 'contract.edited':
      return data.title === undefined;
    default:
      return false;
  }
}

/** Whether not everybody whom the event concerns is told the same. */
export function isToldApart({ type }: ContractEvent): boolean {
  return type === 'payment.failed' || type === 'payment.parked';
}

/** An event in plain English for somebody it concerns; `null` says what anybody may read. */
export function noticeOf(contract: Contract, event: ContractEvent, reader: Person | null = null): Notice {
  const tell = noticeTexts[event.type] as (data: ContractEvent['data'], teller: Teller) => Notice;
  const { title, text } = tell(event.data, tellerOf(contract, event, reader));
  // Names and titles stand among amounts here, which they must not turn around.
  return { title: withoutDirectionControls(title), text: withoutDirectionControls(text) };
}

function tellerOf(contract: Contract, event: ContractEvent, reader: Person | null): Teller {
  const titleOf = (id: MilestoneId) => contract.milestones.find((milestone) => milestone.id === id)?.title;
  return {
    who: 'name' in event.actor ? event.actor.name : 'The marketplace',
    contract: contract.title,
    money: (amount) => formatMoney({ amount, currency: contract.currency }, 'en-US'),
    milestone: (id) => (id === null ? `the ${contract.policy.fundsNoun}` : `“${titleOf(id) ?? 'a removed milestone'}”`),
    // A moment is said in UTC: a text that is stored cannot know its reader's zone.
    day: (rfc3339) => `${new Date(rfc3339).toUTCString().slice(0, 22)} UTC`,
    why(id) {
      const payment = contract.payments.find((each) => each.id === id);
      if (payment?.failure == null) return '';
      return contract.members[ownerOf(payment)].some((member) => member.id === reader?.id)
        ? `${payment.failure.message} `
        : '';
    },
  };
}
