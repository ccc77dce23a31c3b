import events from '@workroom/core/messages/es/events';
import type { Messages } from '../../foundation/messages.ts';

export default {
  ...events,
  'timeline.today': 'Hoy',
  'timeline.yesterday': 'Ayer',
  'timeline.earlier': 'Mostrar actividad anterior',
  'timeline.recorded': 'registrado {instant}',
  'timeline.reviewAndPay': 'Revisar y pagar',
  'timeline.release': 'Liberar pago',
} satisfies Messages;
