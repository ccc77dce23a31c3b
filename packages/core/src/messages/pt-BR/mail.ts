import type { Messages } from '../message.ts';

export default {
  'mail.hello': 'Olá, {name},',
  'mail.helloUnnamed': 'Olá,',
  'mail.orOpen': 'Ou abra este endereço:',
  'mail.document.receipt': 'Recibo {number}',
  'mail.document.payout': 'Demonstrativo de repasse {number}',
  'mail.document.fee_invoice': 'Fatura de taxas {number}',
  'mail.document.credit_note': 'Nota de crédito {number}',
  'mail.why': 'Você recebe esta mensagem porque participa de “{contract}”.',
  'mail.record': 'Entrada {seq} do registro do contrato',
  'mail.verify': 'Verificar',
} as const satisfies Messages;
