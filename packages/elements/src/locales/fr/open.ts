import type { Messages } from '../../foundation/messages.ts';

export default {
  'refund.title': 'Remboursement de {amount} demandé',
  'refund.carried': 'sur les fonds reportés',
  'refund.then':
    'Réponse attendue avant le {instant}, heure locale ({utc}). Si {freelancer} ne répond pas, l’argent revient à {client}.',
  'refund.thenEnd': 'Une fois cela réglé, le contrat se termine.',
  'payment.confirmTitle': 'Confirmez votre paiement de {amount}',
  'payment.confirm': 'Votre banque vous demande de le confirmer. D’ici là, rien n’est débité.',
  'payment.confirmBy': 'Il est abandonné le {instant}, heure locale ({utc}).',
  'payment.confirmOther': '{name} doit confirmer le paiement de {amount} auprès de sa banque.',
  'payment.pendingTitle': 'Le paiement de {amount} est en cours',
  'payment.pending': 'Cela peut prendre un moment. Le résultat s’affichera ici.',
  'payment.failedTitle': 'Le paiement de {amount} a été refusé',
  'payment.failedNext': 'Rien n’a été débité. Vous pouvez réessayer.',
  'payment.failedOther': 'Rien n’a été débité. {name} peut réessayer.',
  'payment.failedBonusTitle': 'Le paiement du bonus de {amount} a été refusé',
  'payment.failedBonusNext': 'Le déblocage n’est pas concerné. Vous pouvez réessayer.',
  'payment.parkedChargeTitle': 'Le paiement de {amount} demande votre attention',
  'payment.parkedTransferTitle': 'Le versement de {amount} n’est pas arrivé',
  'payment.parkedRefundTitle': 'Le remboursement de {amount} n’est pas arrivé',
  'payment.parkedNext':
    'L’argent est en sécurité. Réessayez ; en cas de nouvel échec, adressez-vous à la place de marché.',
  'payment.parkedWait': 'L’argent est en sécurité. {name} ou la place de marché peut réessayer.',
  'payment.title': 'Paiements',

  'dispute.added': 'Votre déclaration a été ajoutée.',
  'action.cancelPayment': 'Annuler le paiement',
  'action.withdrawProposal': 'Retirer la proposition',
  'action.statementWithFiles': 'Déclaration avec fichiers',
  'action.acceptSplit': 'Accepter ce partage',

  'freeze.title': 'Ce contrat est gelé',
  'freeze.text':
    'Aucun argent ne bouge et tous les délais sont suspendus. Tant qu’il est gelé, rien ne se passe tout seul ; les messages et les déclarations restent possibles.',
  'freeze.by': '{name} pour la place de marché',
  'freeze.server': 'La place de marché',
  'freeze.system': 'Gelé automatiquement',
} satisfies Messages;
