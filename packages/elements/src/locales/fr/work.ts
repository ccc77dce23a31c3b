import type { Messages } from '../../foundation/messages.ts';

export default {
  'review.title': 'Examiner et payer',
  'review.label': '{job} : {milestone}',
  'review.nothing': 'Il n’y a encore aucun jalon à examiner.',
  'clock.startedBy': '{name} a lancé le délai en remettant son travail le {instant}.',
  'clock.endsAt': 'Il se termine le {instant}, heure locale ({utc}).',
  'clock.client': 'Si vous ne faites rien, {amount} seront versés automatiquement à {freelancer}.',
  'clock.freelancer': 'Si {client} ne fait rien, {amount} vous seront versés automatiquement.',
  'clock.other': 'Si {client} ne fait rien, {amount} seront versés automatiquement à {freelancer}.',
  'clock.stopped': 'Le contrat est gelé : ce délai est suspendu et rien ne se passe tout seul.',
  'submission.title': 'Travail remis',
  'submission.by': '{name}, {instant}',
  'submission.links': 'Liens',
  'submission.files': 'Fichiers',
  'submission.none': 'Aucun travail n’a été remis ici pour ce jalon.',
  'submission.noneClient': '{freelancer} n’a pas remis de travail ici. Vous pouvez tout de même débloquer le paiement.',
  'submission.asked': 'Demande d’origine',
  'submission.askedNothing': 'Aucun livrable n’a été décrit.',
  'submission.due': 'Échéance le {day}',
  'submission.changes': 'Modifications demandées',
  'closed.another_milestone_is_funded':
    'Un seul jalon peut être financé à la fois. Débloquez ou rendez d’abord ses fonds.',
  'closed.refund_request_open':
    'Une demande de remboursement est ouverte. Elle doit d’abord recevoir une réponse ou être retirée.',
  'closed.dispute_open': 'L’argent est en litige. Le litige doit d’abord être réglé.',
  'closed.payment_in_progress': 'Un paiement est en cours. Attendez qu’il aboutisse ou annulez-le.',
  'closed.milestone_not_funded': 'Aucune somme n’est retenue sur ce contrat.',
  'closed.too_many_milestones': 'Le contrat compte déjà autant de jalons qu’il peut en contenir.',
  'closed.plan_needs_agreement': 'Sur ce contrat, le plan se modifie par proposition.',
  'closed.extension_limit_reached': 'Le délai d’examen ne peut plus être prolongé.',
  'closed.role': 'Votre rôle ne le permet pas. Adressez-vous à {names}.',
  'closed.approval_open': 'Cela attend déjà une approbation.',
  'closed.already_approved': 'Vous l’avez déjà approuvé. Une autre personne doit aussi l’approuver.',
  'closed.amount_exceeds_deposit': 'Le montant retenu est désormais inférieur à la demande.',
  'closed.refund_request_already_withdrawn':
    'Une demande de remboursement sur ce jalon a déjà été retirée une fois. C’est au freelance de répondre à celle-ci.',

  'closed.contract_frozen':
    'Le contrat est gelé. Aucun argent ne bouge et rien ne change tant que la place de marché ne lève pas le gel.',
} satisfies Messages;
