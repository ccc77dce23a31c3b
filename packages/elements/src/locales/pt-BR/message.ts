import type { Messages } from '../../foundation/messages.ts';

export default {
  'message.label': 'Mensagem',
  'message.placeholder': 'Escrever para {name}…',
  'message.send': 'Enviar',
  'message.sent': 'Mensagem enviada.',
  'message.everyone': 'os dois lados',
  'message.empty': 'Escreva uma mensagem.',
  'timeline.title': 'Atividade',
  'timeline.loading': 'Carregando a atividade…',
  'timeline.failed': 'Não foi possível carregar a atividade',
} satisfies Messages;
