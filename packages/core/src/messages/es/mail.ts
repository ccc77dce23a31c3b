import type { Messages } from '../message.ts';

export default {
  'mail.hello': 'Hola, {name}:',
  'mail.helloUnnamed': 'Hola:',
  'mail.orOpen': 'O abra esta dirección:',
  'mail.document.receipt': 'Recibo {number}',
  'mail.document.payout': 'Liquidación de pago {number}',
  'mail.document.fee_invoice': 'Factura de comisiones {number}',
  'mail.document.credit_note': 'Nota de crédito {number}',
  'mail.why': 'Recibe este mensaje porque participa en «{contract}».',
  'mail.record': 'Entrada {seq} del registro del contrato',
  'mail.verify': 'Verificar',
} as const satisfies Messages;
