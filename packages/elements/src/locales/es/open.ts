import type { Messages } from '../../foundation/messages.ts';

export default {
  'refund.title': 'Reembolso de {amount} solicitado',
  'refund.carried': 'de los fondos trasladados',
  'refund.then':
    'Responder antes del {instant} en su hora local ({utc}). Si {freelancer} no responde, el dinero vuelve a {client}.',
  'refund.thenEnd': 'Cuando se resuelva, el contrato finaliza.',
  'payment.confirmTitle': 'Confirme su pago de {amount}',
  'payment.confirm': 'Su banco le pide que lo confirme. Hasta entonces no se cobra nada.',
  'payment.confirmBy': 'Se abandona el {instant} en su hora local ({utc}).',
  'payment.confirmOther': '{name} debe confirmar con su banco el pago de {amount}.',
  'payment.pendingTitle': 'El pago de {amount} está en proceso',
  'payment.pending': 'Puede tardar un momento. Aquí verá el resultado.',
  'payment.failedTitle': 'El pago de {amount} fue rechazado',
  'payment.failedNext': 'No se ha cobrado nada. Puede intentarlo de nuevo.',
  'payment.failedOther': 'No se ha cobrado nada. {name} puede intentarlo de nuevo.',
  'payment.failedBonusTitle': 'El pago de la bonificación de {amount} fue rechazado',
  'payment.failedBonusNext': 'La liberación no se ve afectada. Puede intentarlo de nuevo.',
  'payment.parkedChargeTitle': 'El pago de {amount} requiere atención',
  'payment.parkedTransferTitle': 'El pago al freelancer de {amount} no llegó',
  'payment.parkedRefundTitle': 'El reembolso de {amount} no llegó',
  'payment.parkedNext': 'El dinero está a salvo. Inténtelo de nuevo; si vuelve a fallar, pregunte al marketplace.',
  'payment.parkedWait': 'El dinero está a salvo. {name} o el marketplace pueden intentarlo de nuevo.',
  'payment.title': 'Pagos',

  'dispute.added': 'Su declaración se ha añadido.',
  'action.cancelPayment': 'Cancelar el pago',
  'action.withdrawProposal': 'Retirar la propuesta',
  'action.statementWithFiles': 'Declaración con archivos',
  'action.acceptSplit': 'Aceptar este reparto',

  'freeze.title': 'Este contrato está congelado',
  'freeze.text':
    'No se mueve dinero y todos los plazos están detenidos. Mientras esté congelado nada ocurre por sí solo; los mensajes y las declaraciones siguen funcionando.',
  'freeze.by': '{name} en nombre del marketplace',
  'freeze.server': 'El marketplace',
  'freeze.system': 'Congelado automáticamente',
} satisfies Messages;
