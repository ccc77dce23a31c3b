import type { Messages } from '../../foundation/messages.ts';

export default {
  'documents.none': 'Aucun document pour l’instant. Chaque paiement en produit un.',
  'documents.failed': 'Les documents n’ont pas pu être chargés',
  'documents.receipt': 'Reçu',
  'documents.refund_receipt': 'Reçu de remboursement',
  'documents.payout': 'Relevé de versement',
  'documents.fee_invoice': 'Facture de frais',
  'documents.credit_note': 'Avoir',
  'documents.more': 'Afficher plus',
  'documents.opens': 'S’ouvre dans une nouvelle fenêtre',
} satisfies Messages;
