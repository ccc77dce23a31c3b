import type { Messages } from '../foundation/messages.ts';
import { notificationStrings } from '../notifications/strings.ts';

/** English, whole: what the contract list says besides its notifications. */
export const listStrings = {
  'list.title': 'All contracts',
  'list.search': 'Search contracts',
  'list.searchHint': 'Title or name',
  'list.status': 'Status',
  'list.anyStatus': 'Any',
  'list.role': 'Your role',
  'list.anyRole': 'Any',
  'list.asClient': 'As client',
  'list.asFreelancer': 'As freelancer',
  'list.sort': 'Order',
  'list.newest': 'Newest first',
  'list.oldest': 'Oldest first',
  'list.count': { one: '{count} contract', other: '{count} contracts' },
  'list.countMore': { one: 'The first {count} contract', other: 'The first {count} contracts' },
  'list.more': 'Show more',
  'list.reading': 'Reading…',
  'list.emptyTitle': 'No contracts yet',
  'list.empty': 'Once you have a contract, it is here with its milestones and payments.',
  'list.noneTitle': 'No contract matches',
  'list.none': 'Try another word, or show all contracts.',
  'list.clear': 'Show all',
  'list.stale': 'Connection lost. Showing what was known last; trying again…',
  'list.with': 'With {name}',
  'list.held': '{amount} held',
  'list.of': '{amount} planned',
  'list.current': 'Milestone: {title}',

  'status.offered': 'Offer sent',
  'status.declined': 'Offer declined',
  'status.withdrawn': 'Offer withdrawn',
  'status.active': 'Active',
  'status.ending': 'Ending',
  'status.ended': 'Ended',

  'turn.answerOffer': 'Answer the offer',
  'turn.fund': 'Fund milestone',
  'turn.submit': 'Submit work',
  'turn.review': 'Review and pay',
  'turn.answerRefund': 'Answer the refund request',
  'turn.dispute': 'In dispute',
} as const satisfies Messages;

export const strings = { ...notificationStrings, ...listStrings };

export type ListStrings = typeof strings;
