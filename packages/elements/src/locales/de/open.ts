import type { Messages } from '../../foundation/messages.ts';

export default {
  'refund.title': 'Rückerstattung von {amount} angefordert',
  'refund.carried': 'aus den übertragenen Mitteln',
  'refund.then':
    'Antwort bis {instant} Ihrer Zeit ({utc}). Antwortet {freelancer} bis dahin nicht, geht das Geld an {client} zurück.',
  'refund.thenEnd': 'Sobald das geklärt ist, endet der Vertrag.',
  'payment.confirmTitle': 'Bestätigen Sie Ihre Zahlung von {amount}',
  'payment.confirm': 'Ihre Bank bittet Sie um Bestätigung. Bis dahin wird nichts abgebucht.',
  'payment.confirmBy': 'Ohne Bestätigung wird sie am {instant} Ihrer Zeit ({utc}) aufgegeben.',
  'payment.confirmOther': '{name} muss die Zahlung von {amount} bei der Bank bestätigen.',
  'payment.pendingTitle': 'Zahlung von {amount} wird verarbeitet',
  'payment.pending': 'Das kann einen Moment dauern. Das Ergebnis erscheint hier.',
  'payment.failedTitle': 'Zahlung von {amount} wurde abgelehnt',
  'payment.failedNext': 'Es wurde nichts abgebucht. Sie können es erneut versuchen.',
  'payment.failedOther': 'Es wurde nichts abgebucht. {name} kann es erneut versuchen.',
  'payment.failedBonusTitle': 'Bonuszahlung von {amount} wurde abgelehnt',
  'payment.failedBonusNext': 'Die Freigabe ist davon nicht betroffen. Sie können es erneut versuchen.',
  'payment.parkedChargeTitle': 'Zahlung von {amount} braucht Ihre Aufmerksamkeit',
  'payment.parkedTransferTitle': 'Auszahlung von {amount} kam nicht an',
  'payment.parkedRefundTitle': 'Rückerstattung von {amount} kam nicht an',
  'payment.parkedNext': 'Das Geld ist sicher. Versuchen Sie es erneut; scheitert es wieder, fragen Sie den Marktplatz.',
  'payment.parkedWait': 'Das Geld ist sicher. {name} oder der Marktplatz kann es erneut versuchen.',
  'payment.title': 'Zahlungen',

  'dispute.added': 'Ihre Stellungnahme wurde hinzugefügt.',
  'action.cancelPayment': 'Zahlung abbrechen',
  'action.withdrawProposal': 'Vorschlag zurückziehen',
  'action.statementWithFiles': 'Stellungnahme mit Dateien',
  'action.acceptSplit': 'Diese Aufteilung annehmen',

  'freeze.title': 'Dieser Vertrag ist eingefroren',
  'freeze.text':
    'Es fließt kein Geld, und alle Fristen stehen still. Solange er eingefroren ist, geschieht nichts von selbst; Nachrichten und Stellungnahmen gehen weiterhin.',
  'freeze.by': '{name} für den Marktplatz',
  'freeze.server': 'Der Marktplatz',
  'freeze.system': 'Automatisch eingefroren',
} satisfies Messages;
