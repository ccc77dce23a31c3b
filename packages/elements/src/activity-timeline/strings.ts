import type { Messages } from '../foundation/messages.ts';
import { eventStrings } from '../timeline/event-strings.ts';

/** English, whole: what the sidebar says besides what happened. */
const ownStrings = {
  'message.label': 'Message',
  'message.placeholder': 'Write to {name}…',
  'message.everyone': 'both sides',
  'message.send': 'Send',
  'message.sent': 'Message sent.',
  'message.required': 'Write something first.',
  'timeline.releasePayment': 'Release payment',
} as const satisfies Messages;

export const activityStrings = { ...eventStrings, ...ownStrings } as const;
export type ActivityStrings = typeof activityStrings;
