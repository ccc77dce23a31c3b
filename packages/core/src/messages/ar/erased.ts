import type { Messages } from '../message.ts';

export default {
  'Deleted user': 'مستخدم محذوف',
  '[deleted]': '[محذوف]',
} as const satisfies Messages;
