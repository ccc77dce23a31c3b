import type { Messages } from '../message.ts';

export default {
  'Deleted user': 'Gelöschte Person',
  '[deleted]': '[gelöscht]',
} as const satisfies Messages;
