import type { Messages } from '../../foundation/messages.ts';

export default {
  'clock.startedBy': '{name} a lancé le délai en remettant son travail le {instant}.',
  'clock.startedByYou': 'Vous avez lancé le délai en remettant votre travail le {instant}.',
  'clock.endsAt': 'Il se termine le {instant}.',
  'clock.client': 'Si vous ne faites rien, {amount} seront versés automatiquement à {freelancer}.',
  'clock.freelancer': 'Si {client} ne fait rien, {amount} vous seront versés automatiquement.',
  'clock.other': 'Si {client} ne fait rien, {amount} seront versés automatiquement à {freelancer}.',
  'clock.stopped': 'Ce délai est suspendu.',
  'submission.title': 'Travail remis',
  'submission.by': '{name}, {instant}',
  'submission.links': 'Liens',
  'submission.files': 'Fichiers',
  'submission.changes': 'Modifications demandées',
  'closed.role': 'Votre rôle ne le permet pas. Adressez-vous à {names}.',
} satisfies Messages;
