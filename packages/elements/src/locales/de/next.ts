import type { Messages } from '../../foundation/messages.ts';

export default {
  'next.yours': 'Ihr nächster Schritt',
  'next.waiting': 'Warten',
  'next.done': 'Alles erledigt',
  'next.confirmPayment': 'Bestätigen Sie Ihre Zahlung für „{title}“, damit {freelancer} anfangen kann.',
  'next.paymentPending': 'Die Zahlung für „{title}“ wird verarbeitet. Im Moment ist nichts zu tun.',
  'next.paymentDeclined':
    'Ihre Zahlung für „{title}“ wurde abgelehnt. Versuchen Sie es erneut, damit {freelancer} anfangen kann.',
  'next.payout': 'Eine Auszahlung von {amount} kam nicht an. Versuchen Sie es erneut.',
  'next.parked': 'Eine Zahlung von {amount} ist nicht durchgegangen. Versuchen Sie es erneut.',
  'next.accept': 'Sehen Sie sich den Plan an und nehmen Sie das Angebot an oder lehnen Sie es ab.',
  'next.offerSent': '{freelancer} hat das Angebot. Nach der Annahme kann die Arbeit beginnen.',
  'next.offerDeclined': '{freelancer} hat das Angebot abgelehnt. Es wurde nichts abgebucht.',
  'next.offerWithdrawn': '{client} hat das Angebot zurückgezogen. Es wurde nichts abgebucht.',
  'next.review':
    'Sehen Sie sich an, was {freelancer} für „{title}“ eingereicht hat, und zahlen Sie oder fordern Sie Änderungen an. {left}.',
  'next.reviewOther': '{client} prüft „{title}“. Ohne Antwort werden Sie automatisch bezahlt. {left}.',
  'next.submit': '„{title}“ ist finanziert: Erledigen Sie die Arbeit und reichen Sie sie zur Prüfung ein.',
  'next.resubmit': '{client} hat Änderungen an „{title}“ angefordert. Reichen Sie erneut ein, wenn sie fertig sind.',
  'next.working': '{freelancer} arbeitet an „{title}“. Nach der Einreichung prüfen Sie die Arbeit hier.',
  'next.fixing': '{freelancer} setzt die Änderungen um, die Sie für „{title}“ angefordert haben.',
  'next.answerRefund':
    '{client} fordert {amount} zurück. Stimmen Sie der Rückerstattung zu oder eröffnen Sie einen Streitfall. {left}.',
  'next.refundAsked': '{freelancer} muss Ihre Rückerstattungsanfrage über {amount} beantworten. {left}.',
  'next.dispute':
    'Über {amount} besteht ein Streitfall. Fügen Sie unten eine Stellungnahme hinzu oder einigen Sie sich. {left}.',
  'next.decide':
    'Lesen Sie die Stellungnahmen beider Seiten und entscheiden Sie, wie {amount} aufgeteilt werden. {left}.',
  'next.fund': 'Finanzieren Sie „{title}“, damit {freelancer} anfangen kann.',
  'next.fundOther': '{client} muss „{title}“ finanzieren, bevor Sie damit anfangen.',
  'next.plan': 'Fügen Sie dem Plan den ersten Meilenstein hinzu.',
  'next.planOther': '{client} muss dem Plan Meilensteine hinzufügen.',
  'next.finish': 'Alle Meilensteine sind abgeschlossen. Beenden Sie den Vertrag oder fügen Sie einen weiteren hinzu.',
  'next.finishOther':
    'Alle Meilensteine sind abgeschlossen. {client} kann einen weiteren hinzufügen oder den Vertrag beenden.',
  'next.ending': 'Der Vertrag endet, sobald alles Offene geklärt ist.',
  'next.ended': 'Dieser Vertrag endete am {instant}.',
  'next.proposal':
    '{name} schlägt eine Änderung des Plans vor. Lesen Sie den Vorschlag und nehmen Sie ihn an oder lehnen Sie ihn ab.',
} satisfies Messages;
