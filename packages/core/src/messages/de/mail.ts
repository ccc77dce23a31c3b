import type { Messages } from '../message.ts';

export default {
  'mail.hello': 'Guten Tag {name},',
  'mail.helloUnnamed': 'Guten Tag,',
  'mail.orOpen': 'Oder öffnen Sie diese Adresse:',
  'mail.document.receipt': 'Zahlungsbeleg {number}',
  'mail.document.payout': 'Auszahlungsabrechnung {number}',
  'mail.document.fee_invoice': 'Gebührenrechnung {number}',
  'mail.document.credit_note': 'Gutschrift {number}',
  'mail.why': 'Sie erhalten diese Nachricht, weil Sie an „{contract}“ beteiligt sind.',
  'mail.record': 'Eintrag {seq} im Vertragsprotokoll',
  'mail.verify': 'Prüfen',
} as const satisfies Messages;
