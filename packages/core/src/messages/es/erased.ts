import type { Messages } from '../message.ts';

export default {
  'Deleted user': 'Usuario eliminado',
  '[deleted]': '[eliminado]',
} as const satisfies Messages;
