import type { Messages } from '../../foundation/messages.ts';

/** Texts around messages and entries, and of the evidence download. */
export default {
  'timeline.all': 'All',
  'timeline.messages': 'Messages',
  'timeline.money': 'Money',
  'timeline.you': 'You',
  'timeline.self': '{name} (you)',
  'timeline.more': 'Show more',
  'timeline.less': 'Show less',
  'timeline.details': 'Details ({count})',
  'timeline.nothing': 'Nothing here yet.',
  'timeline.people': 'People on this contract',
  'timeline.client': 'Client',
  'timeline.freelancer': 'Freelancer',
  'timeline.mediator': 'Mediator',
  'export.title': 'Download contract record:',
  'export.html': 'to print',
  'export.json': 'as JSON',
} as const satisfies Messages;
