import type { Messages } from '../../foundation/messages.ts';

export default {
  'timeline.all': 'Todo',
  'timeline.messages': 'Mensajes',
  'timeline.money': 'Dinero',
  'timeline.you': 'Usted',
  'timeline.self': '{name} (usted)',
  'timeline.more': 'Mostrar más',
  'timeline.less': 'Mostrar menos',
  'timeline.details': 'Detalles ({count})',
  'timeline.nothing': 'Todavía no hay nada.',
  'timeline.people': 'Personas de este contrato',
  'timeline.client': 'Cliente',
  'timeline.freelancer': 'Freelancer',
  'timeline.mediator': 'Mediación',
  'export.title': 'Descargar el registro del contrato:',
  'export.html': 'para imprimir',
  'export.json': 'en JSON',
} as const satisfies Messages;
