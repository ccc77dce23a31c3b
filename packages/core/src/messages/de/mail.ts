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
  'mail.proof':
    'Geschichte des Vertrags bis hierher: Eintrag {seq}, {hash}. Bewahren Sie diese E-Mail auf: Niemand kann unbemerkt umschreiben, was davor geschah.',
} as const satisfies Messages;
