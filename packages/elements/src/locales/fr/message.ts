import type { Messages } from '../../foundation/messages.ts';

export default {
  'message.label': 'Message',
  'message.placeholder': 'Écrire à {name}…',
  'message.send': 'Envoyer',
  'message.sent': 'Message envoyé.',
  'message.everyone': 'les deux parties',
  'message.empty': 'Saisissez un message.',
  'timeline.title': 'Activité',
  'timeline.loading': 'Chargement de l’activité…',
  'timeline.failed': 'L’activité n’a pas pu être chargée',
} satisfies Messages;
