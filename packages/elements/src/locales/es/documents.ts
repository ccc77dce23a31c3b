import type { Messages } from '../../foundation/messages.ts';

export default {
  'documents.none': 'Todavía no hay documentos. Cada pago genera uno.',
  'documents.failed': 'No se pudieron cargar los documentos',
  'documents.receipt': 'Recibo',
  'documents.refund_receipt': 'Recibo de reembolso',
  'documents.payout': 'Liquidación de pago',
  'documents.fee_invoice': 'Factura de comisiones',
  'documents.credit_note': 'Nota de crédito',
  'documents.more': 'Mostrar más',
  'documents.opens': 'Se abre en una ventana nueva',
} satisfies Messages;
