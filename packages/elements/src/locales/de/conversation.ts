import type { Messages } from '../../foundation/messages.ts';

export default {
  'timeline.all': 'Alles',
  'timeline.messages': 'Nachrichten',
  'timeline.money': 'Geld',
  'timeline.you': 'Sie',
  'timeline.self': '{name} (Sie)',
  'timeline.more': 'Mehr anzeigen',
  'timeline.less': 'Weniger anzeigen',
  'timeline.details': 'Einzelheiten ({count})',
  'timeline.nothing': 'Noch nichts vorhanden.',
  'timeline.people': 'Beteiligte an diesem Vertrag',
  'timeline.client': 'Auftraggeber',
  'timeline.freelancer': 'Freelancer',
  'timeline.mediator': 'Schlichtung',
  'export.title': 'Vertragsprotokoll herunterladen:',
  'export.html': 'zum Drucken',
  'export.json': 'als JSON',
} as const satisfies Messages;
