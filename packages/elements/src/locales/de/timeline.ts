import events from '@workroom/core/messages/de/events';
import type { Messages } from '../../foundation/messages.ts';

export default {
  ...events,
  'timeline.today': 'Heute',
  'timeline.yesterday': 'Gestern',
  'timeline.earlier': 'Frühere Aktivität anzeigen',
  'timeline.recorded': 'erfasst {instant}',
  'timeline.reviewAndPay': 'Prüfen und bezahlen',
  'timeline.release': 'Zahlung freigeben',
} satisfies Messages;
