import type { Messages } from '../../foundation/messages.ts';

export default {
  'activity.emptyTitle': 'Todavía no ha ocurrido nada',
  'activity.empty': 'Aquí se cuentan los mensajes y cada paso del contrato.',
  'activity.loadedEarlier': 'Se muestra la actividad anterior.',
} satisfies Messages;
