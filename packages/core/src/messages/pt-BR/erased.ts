import type { Messages } from '../message.ts';

export default {
  'Deleted user': 'Usuário excluído',
  '[deleted]': '[excluído]',
} as const satisfies Messages;
