import type { Messages } from '../../foundation/messages.ts';

export default {
  'timeline.all': 'Tudo',
  'timeline.messages': 'Mensagens',
  'timeline.money': 'Dinheiro',
  'timeline.you': 'Você',
  'timeline.self': '{name} (você)',
  'timeline.more': 'Mostrar mais',
  'timeline.less': 'Mostrar menos',
  'timeline.details': 'Detalhes ({count})',
  'timeline.nothing': 'Nada por aqui ainda.',
  'timeline.people': 'Pessoas neste contrato',
  'timeline.client': 'Cliente',
  'timeline.freelancer': 'Freelancer',
  'timeline.mediator': 'Mediação',
  'export.title': 'Baixar o registro do contrato:',
  'export.html': 'para imprimir',
  'export.json': 'em JSON',
} as const satisfies Messages;
