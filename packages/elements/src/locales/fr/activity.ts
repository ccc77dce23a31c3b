import type { Messages } from '../../foundation/messages.ts';

export default {
  'activity.emptyTitle': 'Il ne s’est encore rien passé',
  'activity.empty': 'Les messages et chaque étape du contrat s’affichent ici.',
  'activity.loadedEarlier': 'L’activité antérieure est affichée.',
} satisfies Messages;
