import type { Messages } from '../../foundation/messages.ts';

export default {
  'refund.title': 'Reembolso de {amount} solicitado',
  'refund.carried': 'dos fundos transferidos',
  'refund.then':
    'Responder até {instant} no seu horário ({utc}). Se {freelancer} não responder, o dinheiro volta para {client}.',
  'refund.thenEnd': 'Assim que isso for resolvido, o contrato é encerrado.',
  'payment.confirmTitle': 'Confirme seu pagamento de {amount}',
  'payment.confirm': 'Seu banco pede que você confirme. Até lá, nada é cobrado.',
  'payment.confirmBy': 'Ele é abandonado em {instant} no seu horário ({utc}).',
  'payment.confirmOther': '{name} precisa confirmar no banco o pagamento de {amount}.',
  'payment.pendingTitle': 'O pagamento de {amount} está em processamento',
  'payment.pending': 'Pode levar um momento. O resultado aparece aqui.',
  'payment.failedTitle': 'O pagamento de {amount} foi recusado',
  'payment.failedNext': 'Nada foi cobrado. Você pode tentar de novo.',
  'payment.failedOther': 'Nada foi cobrado. {name} pode tentar de novo.',
  'payment.failedBonusTitle': 'O pagamento do bônus de {amount} foi recusado',
  'payment.failedBonusNext': 'A liberação não é afetada. Você pode tentar de novo.',
  'payment.parkedChargeTitle': 'O pagamento de {amount} precisa de atenção',
  'payment.parkedTransferTitle': 'O repasse de {amount} não chegou',
  'payment.parkedRefundTitle': 'O reembolso de {amount} não chegou',
  'payment.parkedNext': 'O dinheiro está seguro. Tente de novo; se falhar outra vez, fale com o marketplace.',
  'payment.parkedWait': 'O dinheiro está seguro. {name} ou o marketplace pode tentar de novo.',
  'payment.title': 'Pagamentos',

  'dispute.added': 'Sua declaração foi adicionada.',
  'action.cancelPayment': 'Cancelar pagamento',
  'action.withdrawProposal': 'Retirar proposta',
  'action.statementWithFiles': 'Declaração com arquivos',
  'action.acceptSplit': 'Aceitar esta divisão',

  'freeze.title': 'Este contrato está congelado',
  'freeze.text':
    'Nenhum dinheiro se move e todos os prazos estão parados. Enquanto estiver congelado, nada acontece sozinho; mensagens e declarações continuam funcionando.',
  'freeze.by': '{name} pelo marketplace',
  'freeze.server': 'O marketplace',
  'freeze.system': 'Congelado automaticamente',
} satisfies Messages;
