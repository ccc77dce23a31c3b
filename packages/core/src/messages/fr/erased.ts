import type { Messages } from '../message.ts';

export default {
  'Deleted user': 'Utilisateur supprimé',
  '[deleted]': '[supprimé]',
} as const satisfies Messages;
