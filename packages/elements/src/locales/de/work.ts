import type { Messages } from '../../foundation/messages.ts';

export default {
  'review.title': 'Prüfen und bezahlen',
  'review.label': '{job}: {milestone}',
  'review.nothing': 'Es gibt noch keinen Meilenstein zu prüfen.',
  'clock.startedBy': '{name} hat die Frist durch die Einreichung am {instant} gestartet.',
  'clock.endsAt': 'Sie endet am {instant} Ihrer Zeit ({utc}).',
  'clock.client': 'Wenn Sie nichts tun, werden {amount} automatisch an {freelancer} freigegeben.',
  'clock.freelancer': 'Wenn {client} nichts tut, werden {amount} automatisch an Sie freigegeben.',
  'clock.other': 'Wenn {client} nichts tut, werden {amount} automatisch an {freelancer} freigegeben.',
  'clock.stopped': 'Der Vertrag ist eingefroren: Diese Frist steht still, und nichts geschieht von selbst.',
  'submission.title': 'Eingereichte Arbeit',
  'submission.by': '{name}, {instant}',
  'submission.links': 'Links',
  'submission.files': 'Dateien',
  'submission.none': 'Für diesen Meilenstein wurde hier keine Arbeit eingereicht.',
  'submission.noneClient': '{freelancer} hat hier keine Arbeit eingereicht. Sie können die Zahlung trotzdem freigeben.',
  'submission.asked': 'Ursprünglicher Auftrag',
  'submission.askedNothing': 'Es wurden keine Leistungen beschrieben.',
  'submission.due': 'Fällig am {day}',
  'submission.changes': 'Angeforderte Änderungen',
  'closed.another_milestone_is_funded':
    'Es kann nur ein Meilenstein gleichzeitig finanziert sein. Geben Sie dessen Geld zuerst frei oder zurück.',
  'closed.refund_request_open':
    'Eine Rückerstattungsanfrage ist offen. Sie muss zuerst beantwortet oder zurückgezogen werden.',
  'closed.dispute_open': 'Über das Geld besteht ein Streitfall. Er muss zuerst beigelegt werden.',
  'closed.payment_in_progress': 'Eine Zahlung läuft. Warten Sie, bis sie abgeschlossen ist, oder brechen Sie sie ab.',
  'closed.milestone_not_funded': 'Zu diesem Vertrag wird kein Geld verwahrt.',
  'closed.too_many_milestones': 'Der Vertrag hat so viele Meilensteine, wie er haben kann.',
  'closed.plan_needs_agreement': 'In diesem Vertrag wird der Plan nur per Vorschlag geändert.',
  'closed.extension_limit_reached': 'Die Prüffrist kann nicht weiter verlängert werden.',
  'closed.role': 'Ihre Rolle umfasst das nicht. Fragen Sie {names}.',
  'closed.approval_open': 'Das wartet bereits auf eine Zustimmung.',
  'closed.already_approved': 'Sie haben bereits zugestimmt. Jemand anderes muss auch zustimmen.',
  'closed.amount_exceeds_deposit': 'Inzwischen wird weniger verwahrt, als angefragt wurde.',
  'closed.refund_request_already_withdrawn':
    'Für diesen Meilenstein wurde bereits einmal eine Rückerstattungsanfrage zurückgezogen. Diese beantwortet die Freelancer-Seite.',

  'closed.contract_frozen':
    'Der Vertrag ist eingefroren. Es fließt kein Geld und nichts ändert sich, bis der Marktplatz das aufhebt.',
} satisfies Messages;
