import type { Messages } from '../../foundation/messages.ts';

export default {
  'message.label': 'Nachricht',
  'message.placeholder': 'An {name} schreiben …',
  'message.send': 'Senden',
  'message.sent': 'Nachricht gesendet.',
  'message.everyone': 'beide Seiten',
  'message.empty': 'Schreiben Sie zuerst etwas.',
  'timeline.title': 'Aktivität',
  'timeline.loading': 'Aktivität wird geladen …',
} satisfies Messages;
