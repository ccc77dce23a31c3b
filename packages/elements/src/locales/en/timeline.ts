import events from '@workroom/core/messages/en/events';
import type { Messages } from '../../foundation/messages.ts';

/** The entries of the timeline, one sentence each, and the texts around them. */
export default {
  ...events,
  'timeline.today': 'Today',
  'timeline.yesterday': 'Yesterday',
  'timeline.earlier': 'Show earlier activity',
  'timeline.recorded': 'recorded {instant}',
  'timeline.reviewAndPay': 'Review and pay',
  'timeline.release': 'Release payment',
} as const satisfies Messages;
