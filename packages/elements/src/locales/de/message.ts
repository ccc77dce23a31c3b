import type { Messages } from '../../foundation/messages.ts';

export default {
  'message.label': 'Nachricht',
  'message.placeholder': 'An {name} schreiben …',
  'message.send': 'Senden',
  'message.sent': 'Nachricht gesendet.',
  'message.everyone': 'beide Seiten',
  'message.empty': 'Geben Sie eine Nachricht ein.',
  'timeline.title': 'Aktivität',
  'timeline.loading': 'Aktivität wird geladen …',
  'timeline.failed': 'Die Aktivität konnte nicht geladen werden',
} satisfies Messages;
