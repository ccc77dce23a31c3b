import type { Messages } from '../../foundation/messages.ts';

/** Texts of submitted work and its review. */
export default {
  'clock.startedBy': '{name} started the clock by submitting work on {instant}.',
  'clock.startedByYou': 'You started the clock by submitting work on {instant}.',
  'clock.endsAt': 'It ends on {instant}.',
  'clock.client': 'If you do nothing, {amount} is released to {freelancer} automatically.',
  'clock.freelancer': 'If {client} does nothing, {amount} is released to you automatically.',
  'clock.other': 'If {client} does nothing, {amount} is released to {freelancer} automatically.',
  'clock.stopped': 'This clock is paused.',

  'submission.title': 'Submitted work',
  'submission.by': '{name}, {instant}',
  'submission.links': 'Links',
  'submission.files': 'Files',
  'submission.changes': 'Changes requested',
  'closed.role': 'Your role doesn’t include this. Ask {names}.',
} as const satisfies Messages;
