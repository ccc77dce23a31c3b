import type { Messages } from '../../foundation/messages.ts';

/** Texts of the message field. */
export default {
  'message.label': 'Message',
  'message.placeholder': 'Write to {name}…',
  'message.send': 'Send',
  'message.sent': 'Message sent.',
  'message.everyone': 'both sides',
  'message.empty': 'Enter a message.',
  'timeline.title': 'Activity',
  'timeline.loading': 'Loading the activity…',
  'timeline.failed': 'The activity couldn’t be loaded',
} as const satisfies Messages;
