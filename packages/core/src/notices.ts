import type { Contract, Party, Person } from './contract.ts';
import type { ContractEvent, EventData, EventType } from './events.ts';
import type { MilestoneId } from './ids.ts';
import type { Amount } from './money.ts';
import { formatMoney } from './money.ts';

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
  'milestone.submitted': ['client'],
  'milestone.submission_withdrawn': ['client'],
  'milestone.changes_requested': ['freelancer'],
  'milestone.review_extended': ['client'],
  'milestone.released': ['client', 'freelancer'],
  'milestone.auto_released': ['client', 'freelancer'],
  'milestone.refunded': ['client', 'freelancer'],
  'milestone.cancelled': [],
  'bonus.given': ['freelancer'],
  'funds.carried': ['freelancer'],
  'funds.released': ['client', 'freelancer'],
  'funds.refunded': ['client', 'freelancer'],
  'refund.requested': ['freelancer'],
  'refund.withdrawn': ['freelancer'],
  'refund.agreed': ['client'],
  'refund.expired': ['client', 'freelancer'],
  'dispute.opened': ['client', 'mediator'],
  'dispute.statement': ['client', 'freelancer', 'mediator'],
  'dispute.decided': ['client', 'freelancer'],
  'dispute.defaulted': ['client', 'freelancer'],
  'payment.pending': [],
  'payment.requires_action': ['client'],
  'payment.succeeded': [],
  'payment.failed': ['client'],
  'payment.parked': ['client', 'freelancer'],
  'payment.retried': [],
  'payment.cancelled': ['client'],
  'message.posted': ['client', 'freelancer', 'mediator'],
};

/** Every type of event that there is. */
export const eventTypes = Object.keys(concerned) as readonly EventType[];

/** The people an event concerns: everybody of the sides in the table but who did it. */
export function peopleConcerned(contract: Contract, event: ContractEvent): readonly Person[] {
  // Milestones that a contract is created with are told with its creation, in one notification.
  if (event.type === 'milestone.added' && event.actor.side === 'server') return [];
  const people = concerned[event.type].flatMap((side) => {
    if (side !== 'mediator') return contract.members[side];
    return contract.mediator !== null && contract.dispute !== null ? [contract.mediator] : [];
  });
  const by = 'id' in event.actor ? event.actor.id : null;
  return people.filter((person) => person.id !== by);
}

export interface Notice {
  /** A line, for a list or a subject. */
  readonly title: string;
  /** A sentence or two that say what happened and, where somebody must act, what to do. */
  readonly text: string;
}

/** An event in plain English for the people it concerns. */
export function noticeOf(contract: Contract, event: ContractEvent): Notice {
  const tell = notices[event.type] as (data: ContractEvent['data'], teller: Teller) => Notice;
  return tell(event.data, tellerOf(contract, event));
}

interface Teller {
  /** Who did it. */
  readonly who: string;
  readonly contract: string;
  readonly money: (amount: Amount) => string;
  readonly milestone: (id: MilestoneId | null) => string;
  readonly day: (rfc3339: string) => string;
}

function tellerOf(contract: Contract, event: ContractEvent): Teller {
  const titles = new Map(contract.milestones.map((milestone) => [milestone.id, milestone.title]));
  return {
    who: 'name' in event.actor ? event.actor.name : 'The marketplace',
    contract: contract.title,
    money: (amount) => formatMoney({ amount, currency: contract.currency }, 'en-US'),
    milestone: (id) =>
      id === null ? `the ${contract.policy.fundsNoun}` : `“${titles.get(id) ?? 'a removed milestone'}”`,
    // A moment is said in UTC: a text that is stored cannot know its reader's zone.
    day: (rfc3339) => `${new Date(rfc3339).toUTCString().slice(0, 22)} UTC`,
  };
}

const notices: { readonly [Type in EventType]: (data: EventData[Type], teller: Teller) => Notice } = {
  'contract.created': ({ status }, { contract }) =>
    status === 'offered'
      ? {
          title: `New offer: ${contract}`,
          text: 'A contract was offered. Read its milestones, then accept or decline it.',
        }
      : { title: `New contract: ${contract}`, text: 'The contract is active.' },
  'contract.accepted': (_, { who, contract }) => ({
    title: `${who} accepted your offer`,
    text: `“${contract}” is active. Fund the first milestone so that work can start.`,
  }),
  'contract.declined': ({ reason }, { who, contract }) => ({
    title: `${who} declined your offer`,
    text: because(`“${contract}” was declined.`, reason),
  }),
  'contract.withdrawn': ({ reason }, { who, contract }) => ({
    title: `${who} withdrew the offer`,
    text: because(`“${contract}” is no longer on offer.`, reason),
  }),
  'contract.edited': (_, { who, contract }) => ({
    title: `${who} changed the contract’s details`,
    text: `It is now called “${contract}”. Its terms are as they were.`,
  }),
  'contract.mediator_appointed': ({ mediator }, { contract }) => ({
    title: mediator === null ? 'The mediator was removed' : `${mediator.name} is the mediator`,
    text:
      mediator === null
        ? `“${contract}” has no mediator.`
        : `${mediator.name} sees “${contract}” only while it is in dispute.`,
  }),
  'contract.members_changed': (_, { contract }) => ({
    title: 'The people on this contract changed',
    text: `See “${contract}” for who may act for each side.`,
  }),
  'contract.ending': ({ reason }, { who, contract }) => ({
    title: `${who} is ending the contract`,
    text: because(`“${contract}” ends once what is open has settled.`, reason),
  }),
  'contract.ended': ({ reason }, { contract }) => ({
    title: `Contract ended: ${contract}`,
    text: because('Nothing is held any more, and milestones that were not funded are cancelled.', reason),
  }),
  'milestone.added': ({ title, amount }, { who, money }) => ({
    title: `${who} added a milestone`,
    text: `“${title}” for ${money(amount)}.`,
  }),
  'milestone.edited': ({ milestoneId }, { who, milestone }) => ({
    title: `${who} changed a milestone`,
    text: `${milestone(milestoneId)} has new terms. Please read them.`,
  }),
  'milestone.removed': ({ title }, { who }) => ({
    title: `${who} removed a milestone`,
    text: `“${title}” is no longer part of the plan.`,
  }),
  'milestones.reordered': (_, { who, contract }) => ({
    title: `${who} reordered the milestones`,
    text: `See “${contract}” for the new order.`,
  }),
  'milestone.funding': ({ milestoneId, charged }, { money, milestone }) => ({
    title: 'Payment processing',
    text: `${money(charged)} for ${milestone(milestoneId)} is being charged.`,
  }),
  'milestone.funded': ({ milestoneId, amount }, { money, milestone }) => ({
    title: `${milestone(milestoneId)} is active & funded`,
    text: `${money(amount)} is held. Work can start.`,
  }),
  'milestone.submitted': ({ milestoneId, message, reviewEndsAt }, { who, milestone, day }) => ({
    title: `${who} submitted work for ${milestone(milestoneId)}`,
    text: `“${excerpt(message)}” Review and pay, or request changes, by ${day(reviewEndsAt)}; without an answer the funds are released.`,
  }),
  'milestone.submission_withdrawn': ({ milestoneId }, { who, milestone }) => ({
    title: `${who} withdrew the submission`,
    text: `There is nothing to review on ${milestone(milestoneId)} for now.`,
  }),
  'milestone.changes_requested': ({ milestoneId, message }, { who, milestone }) => ({
    title: `${who} requested changes to ${milestone(milestoneId)}`,
    text: `“${excerpt(message)}” Submit the work again when it is ready.`,
  }),
  'milestone.review_extended': ({ milestoneId, reviewEndsAt }, { who, milestone, day }) => ({
    title: `${who} gave you more time`,
    text: `You have until ${day(reviewEndsAt)} to review ${milestone(milestoneId)}.`,
  }),
  'milestone.released': ({ milestoneId, amount, leftover }, { money, milestone }) => ({
    title: `${money(amount)} released for ${milestone(milestoneId)}`,
    text: leftover > 0 ? `The payout is on its way. ${money(leftover)} was left over.` : 'The payout is on its way.',
  }),
  'milestone.auto_released': ({ milestoneId, amount }, { money, milestone }) => ({
    title: `${money(amount)} released for ${milestone(milestoneId)}`,
    text: 'The review period ended without an answer, so the funds were released to the freelancer automatically.',
  }),
  'milestone.refunded': ({ milestoneId, amount }, { money, milestone }) => ({
    title: `${money(amount)} refunded`,
    text: `It was held on ${milestone(milestoneId)} and goes back to the client.`,
  }),
  'milestone.cancelled': ({ milestoneId }, { milestone }) => ({
    title: `${milestone(milestoneId)} was cancelled`,
    text: 'The contract ended before it was funded.',
  }),
  'bonus.given': ({ amount, note }, { who, money }) => ({
    title: `${who} added a bonus of ${money(amount)}`,
    text: note === null ? 'It is paid out as soon as the charge succeeds.' : `“${excerpt(note)}”`,
  }),
  'funds.carried': ({ milestoneId, amount, toMilestoneId }, { money, milestone }) => ({
    title: `${money(amount)} goes toward the next milestone`,
    text:
      toMilestoneId === null
        ? `Left over from ${milestone(milestoneId)}.`
        : `Left over from ${milestone(milestoneId)}, it goes toward ${milestone(toMilestoneId)}.`,
  }),
  'funds.released': ({ amount }, { money }) => ({
    title: `${money(amount)} released`,
    text: 'Carried funds were released to the freelancer. The payout is on its way.',
  }),
  'funds.refunded': ({ amount }, { money }) => ({
    title: `${money(amount)} refunded`,
    text: 'Carried funds go back to the client.',
  }),
  'refund.requested': ({ amount, milestoneId, reason, answerBy }, { who, money, milestone, day }) => ({
    title: `${who} requested a refund of ${money(amount)}`,
    text: because(
      `It is held on ${milestone(milestoneId)}. Agree or start a dispute by ${day(answerBy)}; without an answer the money goes back.`,
      reason,
    ),
  }),
  'refund.withdrawn': ({ amount }, { who, money }) => ({
    title: `${who} withdrew the refund request`,
    text: `${money(amount)} stays held as before.`,
  }),
  'refund.agreed': ({ amount }, { who, money }) => ({
    title: `${who} agreed to the refund`,
    text: `${money(amount)} goes back to you.`,
  }),
  'refund.expired': ({ amount }, { money }) => ({
    title: `${money(amount)} goes back to the client`,
    text: 'The refund request was not answered in time, which counts as agreement.',
  }),
  'dispute.opened': ({ amount, reason, decideBy }, { who, money, day }) => ({
    title: `${who} started a dispute over ${money(amount)}`,
    text: because(
      `The money is frozen. Without a decision by ${day(decideBy)} the marketplace’s default applies.`,
      reason,
    ),
  }),
  'dispute.statement': ({ message }, { who }) => ({ title: `${who} added a statement`, text: `“${excerpt(message)}”` }),
  'dispute.decided': ({ toFreelancer, toClient, note }, { money }) => ({
    title: 'The dispute was decided',
    text: because(`${money(toFreelancer)} goes to the freelancer, ${money(toClient)} back to the client.`, note),
  }),
  'dispute.defaulted': ({ toFreelancer, toClient }, { money }) => ({
    title: 'The dispute was settled by default',
    text: `There was no decision in time. ${money(toFreelancer)} goes to the freelancer, ${money(toClient)} back to the client.`,
  }),
  'payment.pending': ({ amount }, { money }) => ({
    title: 'Payment processing',
    text: `${money(amount)} is on its way.`,
  }),
  'payment.requires_action': ({ amount }, { money }) => ({
    title: 'Confirm your payment',
    text: `Your bank asks you to confirm ${money(amount)}.`,
  }),
  'payment.succeeded': ({ amount }, { money }) => ({ title: 'Payment complete', text: `${money(amount)} arrived.` }),
  'payment.failed': ({ amount, failure }, { money }) => ({
    title: `Your payment of ${money(amount)} did not go through`,
    text: `${failure.message} Nothing was lost: try again with this or another means of payment.`,
  }),
  'payment.parked': ({ amount, failure }, { money }) => ({
    title: `A payment of ${money(amount)} needs attention`,
    text: `${failure.message} It can be tried again from the contract.`,
  }),
  'payment.retried': ({ amount }, { money }) => ({
    title: 'Payment tried again',
    text: `${money(amount)} is on its way.`,
  }),
  'payment.cancelled': ({ amount, reason }, { money }) => ({
    title: `The payment of ${money(amount)} was cancelled`,
    text:
      reason === 'action_expired'
        ? 'It was not confirmed in time. You can try again.'
        : 'Nothing was charged. Should it arrive after all, it goes back by itself.',
  }),
  'message.posted': ({ text }, { who }) => ({ title: `Message from ${who}`, text: excerpt(text) }),
};

function because(sentence: string, reason: string | null): string {
  return reason === null || reason === '' ? sentence : `${sentence} “${excerpt(reason)}”`;
}

/** The beginning of a long text, cut at a character, never inside one. */
function excerpt(text: string): string {
  const characters = [...text.trim().replaceAll(/\s+/g, ' ')];
  return characters.length <= 200 ? characters.join('') : `${characters.slice(0, 199).join('')}…`;
}
