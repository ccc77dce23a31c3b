import type { Messages } from '../../foundation/messages.ts';

export default {
  'documents.none': 'Noch keine Dokumente. Jede Zahlung erzeugt eines.',
  'documents.failed': 'Die Dokumente konnten nicht geladen werden',
  'documents.receipt': 'Zahlungsbeleg',
  'documents.refund_receipt': 'Erstattungsbeleg',
  'documents.payout': 'Auszahlungsabrechnung',
  'documents.fee_invoice': 'Gebührenrechnung',
  'documents.credit_note': 'Gutschrift',
  'documents.more': 'Mehr anzeigen',
  'documents.opens': 'Öffnet sich in einem neuen Fenster',
} satisfies Messages;
