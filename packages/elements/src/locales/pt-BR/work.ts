import type { Messages } from '../../foundation/messages.ts';

export default {
  'review.title': 'Revisar e pagar',
  'review.label': '{job}: {milestone}',
  'review.nothing': 'Ainda não há etapa para revisar.',
  'clock.startedBy': '{name} iniciou o prazo ao entregar o trabalho em {instant}.',
  'clock.endsAt': 'Ele termina em {instant} no seu horário ({utc}).',
  'clock.client': 'Se você não fizer nada, {amount} serão liberados automaticamente para {freelancer}.',
  'clock.freelancer': 'Se {client} não fizer nada, {amount} serão liberados automaticamente para você.',
  'clock.other': 'Se {client} não fizer nada, {amount} serão liberados automaticamente para {freelancer}.',
  'clock.stopped': 'O contrato está congelado: este prazo está parado e nada acontece sozinho.',
  'submission.title': 'Trabalho entregue',
  'submission.by': '{name}, {instant}',
  'submission.links': 'Links',
  'submission.files': 'Arquivos',
  'submission.none': 'Nenhum trabalho foi entregue aqui para esta etapa.',
  'submission.noneClient': '{freelancer} não entregou trabalho aqui. Mesmo assim, você pode liberar o pagamento.',
  'submission.asked': 'Pedido original',
  'submission.askedNothing': 'As entregas não foram descritas.',
  'submission.due': 'Prazo: {day}',
  'submission.changes': 'Alterações solicitadas',
  'closed.another_milestone_is_funded':
    'Só uma etapa pode ter fundos por vez. Libere ou devolva primeiro os fundos dela.',
  'closed.refund_request_open':
    'Há uma solicitação de reembolso aberta. Ela precisa ser respondida ou retirada primeiro.',
  'closed.dispute_open': 'O dinheiro está em disputa. A disputa precisa ser resolvida primeiro.',
  'closed.payment_in_progress': 'Há um pagamento em andamento. Aguarde a conclusão ou cancele-o.',
  'closed.milestone_not_funded': 'Não há dinheiro retido neste contrato.',
  'closed.too_many_milestones': 'O contrato já tem o máximo de etapas que comporta.',
  'closed.plan_needs_agreement': 'Neste contrato, o plano só muda por proposta.',
  'closed.extension_limit_reached': 'O prazo de revisão não pode mais ser estendido.',
  'closed.role': 'Sua função não inclui isso. Peça a {names}.',
  'closed.approval_open': 'Isto já aguarda uma aprovação.',
  'closed.already_approved': 'Você já aprovou. Outra pessoa também precisa aprovar.',
  'closed.amount_exceeds_deposit': 'Agora há menos dinheiro retido do que foi pedido.',
  'closed.refund_request_already_withdrawn':
    'Uma solicitação de reembolso desta etapa já foi retirada uma vez. Esta é respondida pelo freelancer.',

  'closed.contract_frozen':
    'O contrato está congelado. Nenhum dinheiro se move e nada muda até o marketplace descongelá-lo.',
} satisfies Messages;
