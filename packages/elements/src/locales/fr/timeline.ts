import events from '@workroom/core/messages/fr/events';
import type { Messages } from '../../foundation/messages.ts';

export default {
  ...events,
  'timeline.today': 'Aujourd’hui',
  'timeline.yesterday': 'Hier',
  'timeline.earlier': 'Afficher l’activité antérieure',
  'timeline.recorded': 'enregistré le {instant}',
  'timeline.reviewAndPay': 'Examiner et payer',
  'timeline.release': 'Débloquer le paiement',
} satisfies Messages;
