import type { Messages } from '../../foundation/messages.ts';

export default {
  'activity.emptyTitle': 'Noch ist nichts geschehen',
  'activity.empty': 'Nachrichten und jeder Schritt des Vertrags erscheinen hier.',
  'activity.loadedEarlier': 'Frühere Aktivität wird angezeigt.',
} satisfies Messages;
