import type { Messages } from '../../foundation/messages.ts';

export default {
  'next.yours': 'Votre prochaine étape',
  'next.waiting': 'En attente',
  'next.done': 'Tout est fait',
  'next.confirmPayment': 'Confirmez votre paiement pour « {title} » afin que {freelancer} puisse commencer.',
  'next.paymentPending': 'Le paiement pour « {title} » est en cours. Il n’y a rien à faire pour l’instant.',
  'next.paymentDeclined':
    'Votre paiement pour « {title} » a été refusé. Réessayez afin que {freelancer} puisse commencer.',
  'next.payout': 'Un versement de {amount} n’est pas arrivé. Réessayez.',
  'next.parked': 'Un paiement de {amount} n’a pas abouti. Réessayez.',
  'next.accept': 'Parcourez le plan, puis acceptez ou refusez l’offre.',
  'next.offerSent': '{freelancer} a reçu l’offre. Le travail peut commencer dès son acceptation.',
  'next.offerDeclined': '{freelancer} a refusé l’offre. Rien n’a été débité.',
  'next.offerWithdrawn': '{client} a retiré l’offre. Rien n’a été débité.',
  'next.review':
    'Regardez ce que {freelancer} a remis pour « {title} », puis payez ou demandez des modifications. {left}.',
  'next.reviewOther': '{client} examine « {title} ». Sans réponse, vous êtes payé automatiquement. {left}.',
  'next.submit': '« {title} » est financé : faites le travail, puis remettez-le pour examen.',
  'next.resubmit': '{client} a demandé des modifications sur « {title} ». Remettez à nouveau quand elles sont faites.',
  'next.working': '{freelancer} travaille sur « {title} ». Vous l’examinerez ici une fois remis.',
  'next.fixing': '{freelancer} fait les modifications que vous avez demandées sur « {title} ».',
  'next.answerRefund': '{client} redemande {amount}. Acceptez le remboursement ou ouvrez un litige. {left}.',
  'next.refundAsked': '{freelancer} doit répondre à votre demande de remboursement de {amount}. {left}.',
  'next.dispute': '{amount} sont en litige. Ajoutez une déclaration ci-dessous ou trouvez un accord. {left}.',
  'next.decide': 'Lisez les déclarations des deux parties, puis décidez du partage de {amount}. {left}.',
  'next.fund': 'Financez « {title} » afin que {freelancer} puisse commencer.',
  'next.fundOther': '{client} doit financer « {title} » avant que vous ne commenciez.',
  'next.plan': 'Ajoutez le premier jalon au plan.',
  'next.planOther': '{client} doit ajouter des jalons au plan.',
  'next.finish': 'Tous les jalons sont réglés. Terminez le contrat ou ajoutez un jalon.',
  'next.finishOther': 'Tous les jalons sont réglés. {client} peut en ajouter un ou terminer le contrat.',
  'next.ending': 'Le contrat se termine une fois réglé ce qui est ouvert.',
  'next.ended': 'Ce contrat s’est terminé le {instant}.',
  'next.proposal': '{name} propose de modifier le plan. Lisez la proposition, puis acceptez-la ou refusez-la.',

  'next.frozen': 'Ce contrat est gelé. Vous pouvez toujours écrire des messages et des déclarations.',
} satisfies Messages;
