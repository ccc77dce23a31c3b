import type { Messages } from '../../foundation/messages.ts';

export default {
  'reconcile.title': 'Comparer avec le prestataire de paiement',
  'reconcile.lead':
    'Compare le grand livre, les paiements et ce que dit le prestataire, contrat par contrat. Rien ne change avant que vous ne l’enregistriez.',
  'reconcile.start': 'Lancer la comparaison',
  'reconcile.again': 'Comparer à nouveau',
  'reconcile.goOn': 'Continuer',
  'reconcile.stop': 'Arrêter',
  'reconcile.checked': { one: '{count} contrat comparé', other: '{count} contrats comparés' },
  'reconcile.running': 'Comparaison en cours…',
  'reconcile.none': 'Aucun écart.',
  'reconcile.record': 'Enregistrer',
  'reconcile.recordAll': 'Tout enregistrer',
  'reconcile.recordHint':
    'L’enregistrement inscrit au contrat ce que dit le prestataire, comme l’aurait fait son propre message.',
  'reconcile.recorded': 'C’est enregistré.',
  'reconcile.nothingRecorded': 'Il n’y avait rien à enregistrer.',
  'reconcile.amounts': 'Attendu {expected}, trouvé {found}',
  'reconcile.expected': 'Attendu {expected} ; le prestataire ne dit rien',
  'reconcile.kind.ledger_differs_from_payments': 'Le grand livre et les paiements diffèrent',
  'reconcile.kind.clearing_not_zero': 'Ce qui est dû et ce qui est en route diffèrent',
  'reconcile.kind.totals_do_not_add_up': 'Le contrat et le grand livre diffèrent',
  'reconcile.kind.pending_here_succeeded_there': 'Ouvert ici, effectué là-bas',
  'reconcile.kind.pending_here_failed_there': 'Ouvert ici, échoué là-bas',
  'reconcile.kind.pending_here_unknown_there': 'Ouvert ici, inconnu là-bas',
  'reconcile.kind.succeeded_here_unknown_there': 'Effectué ici, inconnu là-bas',
  'reconcile.kind.succeeded_here_pending_there': 'Effectué ici, ouvert là-bas',
  'reconcile.kind.succeeded_here_failed_there': 'Effectué ici, échoué là-bas',
  'reconcile.kind.failed_here_succeeded_there': 'Échoué ici, effectué là-bas',
  'reconcile.kind.cancelled_here_succeeded_there': 'Annulé ici, effectué là-bas',
  'reconcile.kind.moved_outside_workroom': 'Déplacé sans Workroom',
  'reconcile.kind.chargeback_differs': 'La rétrofacturation diffère',
  'reconcile.kind.left_of_charge_differs': 'Le reste d’un débit diffère',
  'reconcile.kind.provider_unreachable': 'Le prestataire n’a pas répondu',
  'reconcile.next.record': 'Enregistrez-le.',
  'reconcile.next.outside': 'Enregistrez-le. Ce qui ne correspond à rien vous attend sur le contrat.',
  'reconcile.next.back':
    'Un remboursement ou un versement est revenu : enregistrez-le et il est de nouveau dû. Pour un débit, demandez au prestataire avant de payer davantage.',
  'reconcile.next.books':
    'Ne déplacez rien sur ce contrat avant que vos ingénieurs ne l’aient expliqué : la base a été modifiée de l’extérieur, ou c’est un bogue.',
  'reconcile.next.unknown':
    'Vérifiez que le compte et les clés du prestataire sont ceux de ce paiement. Si oui, interrogez-le et ne déplacez rien d’ici là.',
  'reconcile.next.ask': 'Le prestataire l’avait dit effectué. Interrogez-le et comparez à nouveau une fois réglé.',
  'reconcile.next.twice':
    'Ne retentez pas ce paiement : l’argent partirait deux fois. Annulez-le d’abord chez le prestataire.',
  'reconcile.next.late':
    'Un débit tardif est rendu tout seul. Annulez un versement ou un remboursement chez le prestataire : un autre l’a remplacé.',
  'reconcile.next.left':
    'Comparez les deux par la référence chez le prestataire et ne déplacez plus rien avant explication.',
  'reconcile.next.later': 'Comparez à nouveau quand le prestataire répond. S’il ne répond jamais, vérifiez ses clés.',
} satisfies Messages;
