import type { Messages } from '../../foundation/messages.ts';

export default {
  'reconcile.title': 'Mit dem Zahlungsdienst abgleichen',
  'reconcile.lead':
    'Vergleicht Hauptbuch, Zahlungen und die Angaben des Zahlungsdienstes, Vertrag für Vertrag. Nichts ändert sich, bis Sie es eintragen.',
  'reconcile.start': 'Abgleich starten',
  'reconcile.again': 'Erneut abgleichen',
  'reconcile.goOn': 'Fortsetzen',
  'reconcile.stop': 'Anhalten',
  'reconcile.checked': { one: '{count} Vertrag abgeglichen', other: '{count} Verträge abgeglichen' },
  'reconcile.running': 'Abgleich läuft …',
  'reconcile.none': 'Nichts weicht ab.',
  'reconcile.record': 'Eintragen',
  'reconcile.recordAll': 'Alle eintragen',
  'reconcile.recordHint':
    'Beim Eintragen wird im Vertrag gebucht, was der Zahlungsdienst sagt, als hätte er es selbst gemeldet.',
  'reconcile.recorded': 'Es wurde eingetragen.',
  'reconcile.nothingRecorded': 'Es gab nichts einzutragen.',
  'reconcile.amounts': 'Erwartet {expected}, gefunden {found}',
  'reconcile.expected': 'Erwartet {expected}; der Zahlungsdienst sagt nichts',
  'reconcile.kind.ledger_differs_from_payments': 'Hauptbuch und Zahlungen weichen ab',
  'reconcile.kind.clearing_not_zero': 'Geschuldetes und Unterwegs befindliches weichen ab',
  'reconcile.kind.totals_do_not_add_up': 'Vertrag und Hauptbuch weichen ab',
  'reconcile.kind.pending_here_succeeded_there': 'Hier offen, dort erledigt',
  'reconcile.kind.pending_here_failed_there': 'Hier offen, dort fehlgeschlagen',
  'reconcile.kind.pending_here_unknown_there': 'Hier offen, dort unbekannt',
  'reconcile.kind.succeeded_here_unknown_there': 'Hier erledigt, dort unbekannt',
  'reconcile.kind.succeeded_here_pending_there': 'Hier erledigt, dort offen',
  'reconcile.kind.succeeded_here_failed_there': 'Hier erledigt, dort fehlgeschlagen',
  'reconcile.kind.failed_here_succeeded_there': 'Hier fehlgeschlagen, dort erledigt',
  'reconcile.kind.cancelled_here_succeeded_there': 'Hier storniert, dort erledigt',
  'reconcile.kind.moved_outside_workroom': 'Ohne Workroom bewegt',
  'reconcile.kind.chargeback_differs': 'Rückbelastung weicht ab',
  'reconcile.kind.left_of_charge_differs': 'Rest einer Abbuchung weicht ab',
  'reconcile.kind.provider_unreachable': 'Der Zahlungsdienst antwortet nicht',
  'reconcile.next.record': 'Tragen Sie es ein.',
  'reconcile.next.outside': 'Tragen Sie es ein. Was dann zu nichts passt, wartet im Vertrag auf Sie.',
  'reconcile.next.back':
    'Eine Rückerstattung oder Auszahlung kam zurück: Tragen Sie das ein, dann ist sie wieder offen. Fragen Sie bei einer Abbuchung den Zahlungsdienst, bevor mehr ausgezahlt wird.',
  'reconcile.next.books':
    'Bewegen Sie in diesem Vertrag nichts, bis Ihre Technik es erklärt hat: Die Datenbank wurde von außen geändert, oder es ist ein Fehler.',
  'reconcile.next.unknown':
    'Prüfen Sie, ob Konto und Schlüssel beim Zahlungsdienst die dieser Zahlung sind. Falls ja, fragen Sie ihn und bewegen Sie vorher nichts mehr in diesem Vertrag.',
  'reconcile.next.ask':
    'Der Zahlungsdienst hatte sie als erledigt gemeldet. Fragen Sie nach und gleichen Sie danach erneut ab.',
  'reconcile.next.twice':
    'Versuchen Sie diese Zahlung nicht erneut: Das Geld würde zweimal fließen. Machen Sie sie zuerst beim Zahlungsdienst rückgängig.',
  'reconcile.next.late':
    'Eine verspätete Abbuchung geht von selbst zurück. Machen Sie eine Auszahlung oder Rückerstattung beim Zahlungsdienst rückgängig: Eine andere ist an ihre Stelle getreten.',
  'reconcile.next.left':
    'Vergleichen Sie beides anhand der Referenz beim Zahlungsdienst und bewegen Sie in diesem Vertrag nichts, bis es geklärt ist.',
  'reconcile.next.later':
    'Gleichen Sie erneut ab, wenn der Zahlungsdienst antwortet. Antwortet er nie, prüfen Sie seine Schlüssel.',
} satisfies Messages;
