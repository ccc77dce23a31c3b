import type { Messages } from '../message.ts';

export default {
  'mail.hello': 'Bonjour {name},',
  'mail.helloUnnamed': 'Bonjour,',
  'mail.orOpen': 'Ou ouvrez cette adresse :',
  'mail.document.receipt': 'Reçu {number}',
  'mail.document.payout': 'Relevé de versement {number}',
  'mail.document.fee_invoice': 'Facture de frais {number}',
  'mail.document.credit_note': 'Avoir {number}',
  'mail.why': 'Vous recevez ce message car vous participez à « {contract} ».',
  'mail.record': 'Entrée {seq} du dossier du contrat',
  'mail.verify': 'Vérifier',
} as const satisfies Messages;
