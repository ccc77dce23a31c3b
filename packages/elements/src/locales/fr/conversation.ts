import type { Messages } from '../../foundation/messages.ts';

export default {
  'timeline.all': 'Tout',
  'timeline.messages': 'Messages',
  'timeline.money': 'Argent',
  'timeline.you': 'Vous',
  'timeline.self': '{name} (vous)',
  'timeline.more': 'Afficher plus',
  'timeline.less': 'Afficher moins',
  'timeline.details': 'Détails ({count})',
  'timeline.nothing': 'Rien pour le moment.',
  'timeline.people': 'Personnes de ce contrat',
  'timeline.client': 'Client',
  'timeline.freelancer': 'Freelance',
  'timeline.mediator': 'Médiation',
  'export.title': 'Télécharger le dossier du contrat :',
  'export.html': 'à imprimer',
  'export.json': 'en JSON',
} as const satisfies Messages;
