import type { Messages } from '../../foundation/messages.ts';

/** Texts of the activity timeline, without those of its entries. */
export default {
  'activity.emptyTitle': 'No activity yet',
  'activity.empty': 'Messages and every step of the contract appear here.',
  'activity.loadedEarlier': 'Earlier activity is shown.',
} as const satisfies Messages;
