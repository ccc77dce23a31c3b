import type { Messages } from '../foundation/messages.ts';
import { notificationStrings } from '../notifications/strings.ts';
import { messageStrings } from '../timeline/message-strings.ts';

/** English, whole: what the activity timeline says besides its entries. */
export const activityStrings = {
  'activity.emptyTitle': 'Nothing has happened yet',
  'activity.empty': 'Messages and every step of the contract are told here.',
  'activity.loadedEarlier': 'Earlier activity is shown.',
} as const satisfies Messages;

export const strings = { ...messageStrings, ...notificationStrings, ...activityStrings };
