import type { Messages } from '../../foundation/messages.ts';

export default {
  'activity.emptyTitle': 'Nada aconteceu ainda',
  'activity.empty': 'As mensagens e cada passo do contrato aparecem aqui.',
  'activity.loadedEarlier': 'A atividade anterior está sendo mostrada.',
} satisfies Messages;
