import type { Messages } from '../../foundation/messages.ts';

export default {
  'documents.none': 'Ainda não há documentos. Cada pagamento gera um.',
  'documents.failed': 'Não foi possível carregar os documentos',
  'documents.receipt': 'Recibo',
  'documents.refund_receipt': 'Recibo de reembolso',
  'documents.payout': 'Demonstrativo de repasse',
  'documents.fee_invoice': 'Fatura de taxas',
  'documents.credit_note': 'Nota de crédito',
  'documents.more': 'Mostrar mais',
  'documents.opens': 'Abre em uma nova janela',
} satisfies Messages;
