import events from '@workroom/core/messages/pt-BR/events';
import type { Messages } from '../../foundation/messages.ts';

export default {
  ...events,
  'timeline.today': 'Hoje',
  'timeline.yesterday': 'Ontem',
  'timeline.earlier': 'Mostrar atividade anterior',
  'timeline.recorded': 'registrado em {instant}',
  'timeline.reviewAndPay': 'Revisar e pagar',
  'timeline.release': 'Liberar pagamento',
} satisfies Messages;
